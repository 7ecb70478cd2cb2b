import type { AnswerRef, Question } from '@bancheng/core/reception/contact.ts'
import type { SearchResult } from '@bancheng/core/search/contract.ts'
import { type DraftReply, type SourceRef, type SummaryReply, triageContract } from '@bancheng/core/triage/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../api.ts'
import { answerOf, keyOfAnswer } from './contact-typed.ts'

export type Helped = DraftReply | SummaryReply
export type Helping =
  | { readonly state: 'idle' }
  | { readonly state: 'asking'; readonly what: 'draft' | 'summary' }
  | { readonly state: 'told'; readonly what: 'draft' | 'summary'; readonly reply: Helped }
  | { readonly state: 'problem'; readonly what: 'draft' | 'summary'; readonly error: unknown }

/** Whether the centre has an assistant at all; asked once a visit. */
export const useAssistantIsOn = (): boolean =>
  useQuery({
    queryKey: ['assistant'],
    queryFn: () => call(triageContract.assistant, {}),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  }).data?.isOn ?? false

const MOST_SOURCES = 6

/** What was picked; where nothing was, what the search found for these words. */
export function sourcesOf(question: Question, suggestions: readonly SearchResult[]): SourceRef[] {
  const refOf = (answer: AnswerRef): SourceRef[] => {
    if (answer.kind === 'item') return [{ kind: 'item', id: answer.itemId }]
    return answer.kind === 'qa' ? [{ kind: 'qa', id: answer.qaId }] : []
  }
  const picked = question.answers.flatMap(refOf)
  const found = suggestions.flatMap((result) => {
    const answer = answerOf(result)
    return answer ? refOf(answer) : []
  })
  return (picked.length > 0 ? picked : found).slice(0, MOST_SOURCES)
}

/** One question to the assistant at a time; pressing “cancel”, or leaving, ends it on the server too. */
export function useHelp() {
  const [helping, setHelping] = useState<Helping>({ state: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const ask = async (what: 'draft' | 'summary', question: (signal: AbortSignal) => Promise<Helped>) => {
    running.current?.abort()
    const mine = new AbortController()
    running.current = mine
    setHelping({ state: 'asking', what })
    try {
      const reply = await question(mine.signal)
      if (running.current === mine) setHelping({ state: 'told', what, reply })
    } catch (error) {
      if (running.current === mine && !mine.signal.aborted) setHelping({ state: 'problem', what, error })
    }
  }
  const close = () => {
    running.current?.abort()
    running.current = null
    setHelping({ state: 'idle' })
  }
  return { helping, ask, close }
}

/** A draft as answers of the question: its words, and each entry that it rests on. */
export function withDraft(question: Question, reply: Extract<DraftReply, { outcome: 'drafted' }>): Question {
  const drafted: AnswerRef[] = [
    { kind: 'words', title: reply.text.slice(0, 2_000) },
    ...reply.sources.map(
      ({ kind, id, title }): AnswerRef =>
        kind === 'item' ? { kind, itemId: id, version: null, title } : { kind, qaId: id, version: null, title },
    ),
  ]
  const has = new Set(question.answers.map(keyOfAnswer))
  return { ...question, answers: [...question.answers, ...drafted.filter((one) => !has.has(keyOfAnswer(one)))] }
}
