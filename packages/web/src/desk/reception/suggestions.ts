import { type SearchResult, searchContract } from '@bancheng/core/search/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useDebounced } from '../../ui/debounced.ts'
import { answerOf } from './contact-typed.ts'

const REST_MS = 180
const SEARCHED = 100
const SHOWN = 8

/** What a caller says is longer than what one searches: the whole first, then its last clause. */
export const asked = (words: string): readonly string[] => {
  const plain = words.trim().replace(/\s+/g, ' ')
  const clauses = plain
    .split(/[，。；！？,.;!?\n]/)
    .map((clause) => clause.trim())
    .filter((clause) => clause.length > 1)
  return [
    ...new Set([plain.slice(0, SEARCHED), ...clauses.toReversed().map((clause) => clause.slice(0, SEARCHED))]),
  ].filter(Boolean)
}

async function find(words: string): Promise<readonly SearchResult[]> {
  for (const text of asked(words).slice(0, 3)) {
    const { groups } = await call(searchContract.search, { query: { text, size: 4 } })
    const results = groups.flatMap((group) => group.results).filter((result) => answerOf(result) !== null)
    if (results.length > 0) return results.slice(0, SHOWN)
  }
  return []
}

/** Answers to what is being said, the best first; the last ones stay while the next are looked for. */
export function useSuggestions(words: string) {
  const text = useDebounced(words.trim(), REST_MS)
  const { data, isFetching } = useQuery({
    queryKey: ['search', 'contact', text],
    queryFn: () => find(text),
    enabled: text.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  return { suggestions: text ? (data ?? []) : [], isAsked: text.length > 0 && !isFetching }
}
