import type { Question } from '@bancheng/core/reception/contact.ts'
import { type DraftReply, triageContract } from '@bancheng/core/triage/contract.ts'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { assistantTexts } from '../triage/assistant-texts.ts'
import { NoAnswerNote } from '../triage/NoAnswerNote.tsx'
import { useSuggestions } from './suggestions.ts'
import { type Helped, sourcesOf, useAssistantIsOn, useHelp, withDraft } from './useAssistant.ts'

type Props = {
  readonly question: Question
  readonly names: readonly string[]
  readonly change: (question: Question) => void
}

/** 起草答复 · 小结通话: only where the centre has an assistant, and never more than a draft. */
export const Assistant = (props: Props) => (useAssistantIsOn() ? <Help {...props} /> : null)

function Help({ question, names, change }: Props) {
  const t = useTexts(assistantTexts)
  const { suggestions } = useSuggestions(question.words)
  const { helping, ask, close } = useHelp()
  const words = question.words.trim()
  const isShort = words.length < 2
  const asking = {
    draft: (signal: AbortSignal) =>
      call(
        triageContract.draft,
        { body: { question: words.slice(0, 4_000), sources: sourcesOf(question, suggestions), names: [...names] } },
        signal,
      ),
    summary: (signal: AbortSignal) => {
      const said = [words, question.note.trim()].filter(Boolean).join('\n')
      return call(triageContract.summarise, { body: { call: said, names: [...names] } }, signal)
    },
  }
  const begin = (what: 'draft' | 'summary') => void ask(what, asking[what])
  return (
    <div className="assistant">
      <div className="assistant-buttons">
        {(['draft', 'summary'] as const).map((what) => (
          <Button
            key={what}
            size="small"
            disabled={isShort || helping.state === 'asking'}
            title={isShort ? t.tooShort : undefined}
            onClick={() => begin(what)}
          >
            {what === 'draft' ? t.draft : t.summarise}
          </Button>
        ))}
        {helping.state === 'asking' ? <Waiting cancel={close} /> : null}
      </div>
      {helping.state === 'problem' ? <ProblemAlert error={helping.error} /> : null}
      {helping.state === 'told' ? (
        <Told
          reply={helping.reply}
          again={() => begin(helping.what)}
          close={close}
          use={(next) => {
            change(next)
            close()
          }}
          question={question}
        />
      ) : null}
    </div>
  )
}

const SECOND_MS = 1_000

function Waiting({ cancel }: { readonly cancel: () => void }) {
  const t = useTexts(assistantTexts)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((now) => now + 1), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <>
      <span role="status" className="desk-quiet">
        {t.asking(seconds)}
      </span>
      <Button size="small" onClick={cancel}>
        {t.cancel}
      </Button>
    </>
  )
}

type ToldProps = {
  readonly reply: Helped
  readonly question: Question
  readonly use: (question: Question) => void
  readonly again: () => void
  readonly close: () => void
}

function Told({ reply, question, use, again, close }: ToldProps) {
  const t = useTexts(assistantTexts)
  const buttons = (
    <>
      <Button size="small" onClick={again}>
        {t.again}
      </Button>
      <Button size="small" type="text" onClick={close}>
        {t.close}
      </Button>
    </>
  )
  return (
    <section className="assistant-told" aria-live="polite">
      {reply.outcome === 'drafted' ? (
        <>
          <Head title={t.draftTitle} />
          <p className="assistant-text">
            <WithSources reply={reply} />
          </p>
          <Sources reply={reply} />
          <div className="assistant-buttons">
            <Button size="small" type="primary" onClick={() => use(withDraft(question, reply))}>
              {t.useDraft}
            </Button>
            {buttons}
          </div>
        </>
      ) : reply.outcome === 'summarised' ? (
        <>
          <Head title={t.summaryTitle} />
          <p className="assistant-text">{reply.text}</p>
          <div className="assistant-buttons">
            <Button
              size="small"
              type="primary"
              onClick={() => use({ ...question, words: `${question.words.trimEnd()}\n${reply.text}` })}
            >
              {t.useSummary}
            </Button>
            {buttons}
          </div>
        </>
      ) : (
        <>
          <NoAnswerNote outcome={reply.outcome} status={reply.status} />
          <div className="assistant-buttons">{buttons}</div>
        </>
      )}
      {reply.sent ? (
        <details>
          <summary>{t.sent}</summary>
          <p className="desk-quiet">{t.sentHint}</p>
          <pre>{reply.sent}</pre>
        </details>
      ) : null}
    </section>
  )
}

function Head({ title }: { readonly title: string }) {
  const t = useTexts(assistantTexts)
  return (
    <header>
      <strong>{title}</strong> <span className="word-tag is-strong">{t.onlyDraft}</span>
    </header>
  )
}

type Drafted = Extract<DraftReply, { outcome: 'drafted' }>
type Source = Drafted['sources'][number]

/** In a tab of its own: what is typed here stays in sight. */
const SourceLink = ({ source, name }: { readonly source: Source; readonly name: string }) => (
  <Link
    to={source.kind === 'item' ? `/items?item=${source.id}` : `/answers?answer=${source.id}`}
    target="_blank"
    title={source.title}
  >
    {name}
  </Link>
)

function WithSources({ reply: { text, sources } }: { readonly reply: Drafted }) {
  return text.split(/(\[S\d+\])/).map((part, place) => {
    const source = sources.find(({ label }) => part === `[${label}]`)
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text that never changes
    return source ? <SourceLink key={place} source={source} name={part} /> : part
  })
}

function Sources({ reply: { sources } }: { readonly reply: Drafted }) {
  const t = useTexts(assistantTexts)
  return (
    <ul className="assistant-sources" aria-label={t.sources}>
      {sources.map((source) => (
        <li key={source.label}>
          [{source.label}] <SourceLink source={source} name={source.title} />
        </li>
      ))}
    </ul>
  )
}
