import { reviewContract } from '@bancheng/core/review/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useLocale } from '../../locale.tsx'
import { useSession } from '../../session.tsx'

/**
 * Sentences come in the reader's language, so that another language is another answer; until it is there the old one stays.
 * Another month does not stand under this one's name.
 */
export function useReview(month: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['review', 'month', month, locale],
    queryFn: () => call(reviewContract.viewReview, { params: { month } }),
    placeholderData: (before) => (before?.month === month ? before : undefined),
  })
}

export const useReviews = () =>
  useQuery({ queryKey: ['review', 'list'], queryFn: () => call(reviewContract.listReviews, {}) })

export function useReviewPages(month: string, caseId?: string) {
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['review', 'pages', month, caseId ?? '', locale],
    queryFn: () => call(reviewContract.viewReviewPages, { params: { month }, query: { caseId } }),
  })
}

/** Instructions that wait for this person. Asked again every few minutes: time alone makes things late. */
export function useInstructionTasks() {
  const { can } = useSession()
  const { locale } = useLocale()
  return useQuery({
    queryKey: ['review', 'tasks', locale],
    queryFn: () => call(reviewContract.instructionTasks, {}),
    enabled: can.includes('viewInstruction'),
    refetchInterval: 3 * 60_000,
  })
}

/** After anything was done here, everything of the review is asked again. */
export function useReviewChanged(): () => Promise<void> {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: ['review'] })
}
