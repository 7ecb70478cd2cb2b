import { z } from 'zod'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, taskOf } from '../cases/state.ts'
import type { SmsHindrance, TellingMeans } from '../cases/words.ts'
import { Instant } from '../kernel/time.ts'
import { ApplicantMessage } from '../policy/messages.ts'

/** One thing to tell the applicant; whose phone it goes to is looked up when it is sent. */
export const ApplicantTelling = z.object({
  kind: ApplicantMessage,
  ask: z.string(),
  dueAt: Instant.nullable(),
})
export type ApplicantTelling = z.infer<typeof ApplicantTelling>

/** What of a decision the applicant must hear: what they owe, a new date, the end. Said in their face, it is not sent. */
export function applicantTellingsOf(events: readonly CaseEvent[], state: CaseState): readonly ApplicantTelling[] {
  const isFaceToFace = events.some(({ type, payload }) => type === 'ApplicantTold' && payload.means === 'in-person')
  return events.flatMap((event): ApplicantTelling[] => {
    switch (event.type) {
      case 'ApplicantAsked': {
        const { taskId, items } = event.payload
        return [{ kind: 'applicant-asked', ask: items.join('；'), dueAt: taskOf(state, taskId)?.dueAt ?? null }]
      }
      case 'ExtensionDecided': {
        const { taskId, granted, dueAt } = event.payload
        const isOfCase = taskOf(state, taskId)?.kind === 'handle'
        return granted && dueAt && isOfCase ? [{ kind: 'date-extended', ask: '', dueAt }] : []
      }
      case 'CaseResolved':
        return [
          ...(isFaceToFace ? [] : [{ kind: 'case-resolved' as const, ask: '', dueAt: null }]),
          { kind: 'rating-asked', ask: '', dueAt: null }, // until when is counted when the link is made
        ]
      default: // the rest is the window's own business
        return []
    }
  })
}

/** A mobile number shows itself by its mask: 138****1234. */
const isMobileMask = (masked: string): boolean => /^1\d{2}\*{4}\d{4}$/.test(masked)

export function smsHindrance(
  applicant: Pick<CaseState['applicant'], 'phone' | 'refusesSms'>,
  means: readonly TellingMeans[],
  isConnected: boolean,
): SmsHindrance | null {
  if (!isConnected) return 'off'
  if (!means.includes('sms')) return 'not-a-means'
  if (applicant.refusesSms) return 'refused'
  return applicant.phone && isMobileMask(applicant.phone.masked) ? null : 'no-mobile'
}
