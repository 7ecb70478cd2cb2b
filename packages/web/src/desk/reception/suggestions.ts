import { type SearchResult, searchContract } from '@bancheng/core/search/contract.ts'
import { type AnsweredBefore, type ContactSuggestions, triageContract } from '@bancheng/core/triage/contract.ts'
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

/** What was read, and for what was answered with it before, how often and why. */
type Found = {
  readonly results: readonly SearchResult[]
  readonly before: ReadonlyMap<string, AnsweredBefore>
  readonly outcomes: ContactSuggestions['outcomes']
}

const search = async (text: string): Promise<readonly SearchResult[]> => {
  const { groups } = await call(searchContract.search, { query: { text, size: 4 } })
  return groups.flatMap((group) => group.results).filter((result) => answerOf(result) !== null)
}

/** Less like than this, what was answered then says little about what is asked now. */
const LIKE_ENOUGH = 0.15
const LIKELY = 0.15
const BEFORE_SHOWN = 3

/** How similar questions were answered; the search stands without it. */
async function answeredBefore(words: string): Promise<Pick<ContactSuggestions, 'answers' | 'outcomes'>> {
  const nothing = { answers: [], outcomes: [] }
  if (words.trim().length < 2) return nothing
  const told = await call(triageContract.suggestForContact, { body: { words } }).catch(() => null)
  if (!told || told.likeness < LIKE_ENOUGH) return nothing
  const answers = told.answers.filter(({ probability }) => probability >= LIKELY).slice(0, BEFORE_SHOWN)
  return { answers, outcomes: told.outcomes }
}

/** The same entry as the search shows it, with its phone and limits. */
async function readable({ key, title }: AnsweredBefore, found: readonly SearchResult[]): Promise<SearchResult[]> {
  const isIt = (result: SearchResult) => keyOfResult(result) === key
  const here = found.find(isIt) ?? (await search(title.slice(0, SEARCHED)).catch(() => [])).find(isIt)
  return here ? [here] : []
}

/** What answered such a question before comes first, then what the search finds. */
async function find(words: string): Promise<Found> {
  const [told, ...answers] = await Promise.all([
    answeredBefore(words),
    ...asked(words).slice(0, ASKED_AT_ONCE).map(search),
  ])
  const found = answers.flat()
  const first = (await Promise.all(told.answers.map((answer) => readable(answer, found)))).flat()
  const byKey = new Map([...first, ...found].map((result) => [keyOfResult(result), result]))
  return {
    results: [...byKey.values()].slice(0, SHOWN),
    before: new Map(told.answers.map((answer) => [answer.key, answer])),
    outcomes: told.outcomes,
  }
}

const nothing: Found = { results: [], before: new Map(), outcomes: [] }

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
  const { results, ...why } = (text && data) || nothing
  return { suggestions: results, ...why, isAsked: text.length > 0 && !isFetching }
}
