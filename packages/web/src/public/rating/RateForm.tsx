import type { RatingPage } from '@bancheng/core/feedback/contract.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { Facts } from '../links/Facts.tsx'
import { Said } from '../links/said.tsx'
import { isEnding, type Rate, sendRating } from './rating-api.ts'
import { type Level, ratingTexts } from './texts.ts'
import { useKept } from './useKept.ts'
import { Words } from './Words.tsx'

type Props = {
  readonly page: Rate
  readonly onSent: (page: RatingPage) => void
  readonly onEnded: (error: unknown) => void
}
const levels = [5, 4, 3, 2, 1] as const
const LOW = 2 // core/cases/words.ts: LOW_RATING

/** The five levels, whether it is solved, and words. */
export function RateForm({ page, onSent, onEnded }: Props) {
  const t = useTexts(ratingTexts)
  const [level, setLevel] = useKept<Level | null>(`level ${page.caseNo}`, null)
  const [solved, setSolved] = useKept<boolean | null>(`solved ${page.caseNo}`, null)
  const [words, setWords] = useKept(`words ${page.caseNo}`, '')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`) // one rating, however often it is sent
  const isLow = level !== null && level <= LOW
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (level === null) return
    setBusy(true)
    setError(null)
    await sendRating({ satisfaction: level, solved, words }, key)
      .then(
        (rated) => {
          for (const forget of [() => setLevel(null), () => setSolved(null), () => setWords('')]) forget()
          onSent(rated)
        },
        (failure) => (isEnding(failure) ? onEnded(failure) : setError(failure)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={send}>
      <h1>{t.heading}</h1>
      <Matter page={page} />
      <p>{t.lead}</p>
      <fieldset className="rating-choice">
        <legend>{t.satisfaction}</legend>
        {levels.map((step) => (
          <label key={step}>
            <input type="radio" name="level" checked={level === step} onChange={() => setLevel(step)} />
            {t.levels(step)}
          </label>
        ))}
      </fieldset>
      <fieldset className="rating-choice is-two">
        <legend>
          {t.solved}
          {t.optional}
        </legend>
        {([true, false] as const).map((answer) => (
          <label key={String(answer)}>
            <input type="radio" name="solved" checked={solved === answer} onChange={() => setSolved(answer)} />
            {answer ? t.yes : t.no}
          </label>
        ))}
      </fieldset>
      <Words label={`${isLow ? t.wordsLow : t.words}${t.optional}`} value={words} onChange={setWords} />
      <p role="status" className="rating-next">
        {[isLow ? t.lowNext : '', solved === false ? t.noNext : ''].filter(Boolean).join('\n')}
      </p>
      {error ? <Said error={error} /> : null}
      <button type="submit" className="link-main" disabled={level === null || isBusy} aria-describedby="rating-why">
        {isBusy ? t.sending : t.send}
      </button>
      <p id="rating-why" className="link-quiet">
        {level === null ? t.choose : t.once}
      </p>
    </form>
  )
}

function Matter({ page: { want, caseNo, resolvedAt, expiresAt } }: { page: Rate }) {
  const t = useTexts(ratingTexts)
  const facts = [
    [t.caseNo, caseNo],
    [t.resolvedAt, resolvedAt ? sayInstant(resolvedAt) : ''],
    [t.expiresAt, sayInstant(expiresAt)],
  ] as const
  return (
    <section className="link-ask">
      <h2>{t.matter}</h2>
      <p>{want}</p>
      <Facts facts={facts} />
    </section>
  )
}
