import { type SearchResult, searchContract } from '@bancheng/core/search/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useDebounced } from '../../ui/debounced.ts'
import { keyOfResult } from '../search/result-address.ts'
import { answerOf } from './contact-typed.ts'

const REST_MS = 180
const SEARCHED = 100
const SHOWN = 8
const ASKED_AT_ONCE = 3

/** Words of a question that say nothing about what is asked. */
const filler =
  /请问|您好|你好|我?想?要?(?:问|咨询)一下|咨询|我想要?|我要|怎么办理?|怎样办?|如何办理?|需要|要带|带上?|什么|哪些|哪里|哪儿|多少|多久|几天|材料|手续|流程|可以|能不能|是不是|有没有|办不了|怎么|如何|办理|时候|还是|但是|因为|所以|[的了吗呢吧啊去来要办]/
const clauseEnd = /[，。；！？、：,.;!?:\s]+/

/** What a caller says is longer than what one searches: the whole, then its parts without the filler, the longest first. */
export function asked(words: string): readonly string[] {
  const whole = words.trim().replace(/\s+/g, ' ')
  const parts = whole
    .split(clauseEnd)
    .flatMap((clause) => clause.split(filler))
    .filter((part) => part.length > 1)
    .toSorted((a, b) => b.length - a.length)
  return [...new Set([whole, ...parts])].filter(Boolean).map((text) => text.slice(0, SEARCHED))
}

async function find(words: string): Promise<readonly SearchResult[]> {
  const answers = await Promise.all(
    asked(words)
      .slice(0, ASKED_AT_ONCE)
      .map((text) => call(searchContract.search, { query: { text, size: 4 } })),
  )
  const results = answers
    .flatMap(({ groups }) => groups.flatMap((group) => group.results))
    .filter((result) => answerOf(result) !== null)
  return [...new Map(results.map((result) => [keyOfResult(result), result])).values()].slice(0, SHOWN)
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
