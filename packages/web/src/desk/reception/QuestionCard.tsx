import { type AnswerRef, OutcomeKind, type Question } from '@bancheng/core/reception/contact.ts'
import type { SearchResult } from '@bancheng/core/search/contract.ts'
import type { AnsweredBefore, ContactSuggestions } from '@bancheng/core/triage/contract.ts'
import { Button, Input, Tag } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { ResultRow } from '../search/ResultRow.tsx'
import { keyOfResult } from '../search/result-address.ts'
import '../search/search.css'
import { Assistant } from './Assistant.tsx'
import { answerOf, keyOfAnswer, withAnswer } from './contact-typed.ts'
import { OutcomeFields } from './OutcomeFields.tsx'
import { useSuggestions } from './suggestions.ts'
import { receptionTexts } from './texts.ts'

type Props = {
  readonly question: Question
  readonly number: number
  readonly isOnly: boolean
  /** Whom the words may name: taken out before anything leaves. */
  readonly names: readonly string[]
  readonly change: (question: Question) => void
  readonly remove: () => void
}

/** One question: the words, what answered it, and what became of it. */
export function QuestionCard(props: Props) {
  const t = useTexts(receptionTexts)
  const { question, number, isOnly, names, change, remove } = props
  return (
    <section className="desk-panel contact-question" aria-label={t.wordsOf(number)}>
      {isOnly ? null : (
        <div className="contact-question-head">
          <h2>{t.wordsOf(number)}</h2>
          <Button size="small" type="text" onClick={remove}>
            {t.removeQuestion}
          </Button>
        </div>
      )}
      <WordsAndAnswers {...props} />
      <Assistant question={question} names={names} change={change} />
      <OutcomeFields question={question} change={change} />
    </section>
  )
}

/** ↓ and ↑ move along the suggestions, Enter takes the marked one; without a mark Enter is a new line. */
function useMarked(suggestions: readonly SearchResult[], take: (result: SearchResult) => void) {
  const [marked, setMarked] = useState(-1)
  const at = Math.min(marked, suggestions.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const result = suggestions[at]
    if (event.key === 'ArrowDown' && at < suggestions.length - 1) setMarked(at + 1)
    else if (event.key === 'ArrowUp' && at >= 0) setMarked(at - 1)
    else if (event.key === 'Enter' && result) {
      take(result)
      setMarked(-1)
    } else if (event.key === 'Escape' && at >= 0) setMarked(-1)
    else return
    event.preventDefault()
  }
  return { at, onKeyDown, unmark: () => setMarked(-1) }
}

function WordsAndAnswers({ question, change }: Props) {
  const t = useTexts(receptionTexts)
  const { suggestions, before, outcomes, isAsked } = useSuggestions(question.words)
  const take = (result: SearchResult) => {
    const answer = answerOf(result)
    if (answer) change(withAnswer(question, answer))
  }
  const { at, onKeyDown, unmark } = useMarked(suggestions, take)
  const id = `words-${question.questionId}`
  const field = useRef<TextAreaRef>(null)
  // Coming back one goes on where one stopped, not before the first word.
  useEffect(() => field.current?.focus({ cursor: 'end' }), [])
  const marked = suggestions[at]
  return (
    <>
      <label className="desk-hidden" htmlFor={id}>
        {t.words}
      </label>
      <Input.TextArea
        id={id}
        className="contact-words"
        ref={field}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={10_000}
        placeholder={t.wordsHint}
        value={question.words}
        role="combobox"
        aria-expanded={suggestions.length > 0}
        aria-controls={`list-${question.questionId}`}
        aria-activedescendant={marked ? `${question.questionId}-${keyOfResult(marked)}` : undefined}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          unmark()
          change({ ...question, words: event.target.value })
        }}
      />
      <Answers question={question} change={change} />
      <div id={`list-${question.questionId}`} role="listbox" aria-label={t.suggestions} className="contact-suggestions">
        {suggestions.map((result, index) => (
          <Suggestion
            key={keyOfResult(result)}
            id={`${question.questionId}-${keyOfResult(result)}`}
            result={result}
            before={before.get(keyOfResult(result)) ?? null}
            isMarked={index === at}
            isTaken={question.answers.some((answer) => keyOfAnswer(answer) === keyOfResult(result))}
            take={take}
          />
        ))}
      </div>
      <UsualOutcome outcomes={outcomes} chosen={question.outcome} />
      {suggestions.length === 0 ? (
        <p className="desk-quiet contact-nothing">
          {question.words.trim() === '' ? t.typeFirst : isAsked ? t.noSuggestion : ' '}
        </p>
      ) : null}
    </>
  )
}

type SuggestionProps = {
  readonly id: string
  readonly result: SearchResult
  /** It answered such a question before. */
  readonly before: AnsweredBefore | null
  readonly isMarked: boolean
  readonly isTaken: boolean
  readonly take: (result: SearchResult) => void
}

const Suggestion = ({ id, result, before, isMarked, isTaken, take }: SuggestionProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus
  // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
  <div
    id={id}
    role="option"
    aria-selected={isMarked}
    className={isTaken ? 'found contact-taken' : 'found'}
    ref={(row) => {
      if (isMarked) row?.scrollIntoView({ block: 'nearest' })
    }}
    onMouseDown={(event) => event.preventDefault()} // the hand goes on typing
    onClick={() => take(result)}
  >
    <ResultRow result={result} />
    {before ? <Before before={before} /> : null}
  </div>
)

function Before({ before: { times, because } }: { before: AnsweredBefore }) {
  const t = useTexts(receptionTexts)
  return <span className="contact-before">{t.answeredBefore(times, because)}</span>
}

/** Said only where most similar questions ended otherwise than what is chosen now. */
function UsualOutcome({ outcomes, chosen }: { outcomes: ContactSuggestions['outcomes']; chosen: Question['outcome'] }) {
  const t = useTexts(receptionTexts)
  const [usual] = outcomes
  const outcome = OutcomeKind.safeParse(usual?.outcome).data
  if (!usual || !outcome || outcome === chosen || usual.times < ENOUGH_TIMES || usual.probability < MOST) return null
  return <p className="desk-quiet contact-nothing">{t.usually(t[`outcome.${outcome}`], usual.times)}</p>
}
const ENOUGH_TIMES = 3
const MOST = 0.6

function Answers({ question, change }: Pick<Props, 'question' | 'change'>) {
  const t = useTexts(receptionTexts)
  const [own, setOwn] = useState<string | null>(null)
  const add = () => {
    const title = own?.trim()
    if (title) change(withAnswer(question, { kind: 'words', title }))
    setOwn(null)
  }
  const without = (answer: AnswerRef) => change(withAnswer(question, answer))
  return (
    <div className="contact-answers">
      {question.answers.map((answer) => (
        <Tag
          key={keyOfAnswer(answer)}
          color="blue"
          closable={{ 'aria-label': t.unpick(answer.title) }}
          onClose={(event) => {
            event.preventDefault()
            without(answer)
          }}
        >
          {answer.title}
        </Tag>
      ))}
      {own === null ? (
        <Button size="small" type="dashed" onClick={() => setOwn('')}>
          {t.addWords}
        </Button>
      ) : (
        <Input
          autoFocus
          size="small"
          aria-label={t.ownWords}
          placeholder={t.ownWords}
          maxLength={2_000}
          value={own}
          onChange={(event) => setOwn(event.target.value)}
          onPressEnter={(event) => {
            if (!event.ctrlKey && !event.metaKey) event.preventDefault()
            add()
          }}
          onBlur={add}
        />
      )}
    </div>
  )
}
