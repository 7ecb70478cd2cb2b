import type { RatingPage } from '@bancheng/core/feedback/contract.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { Said } from '../links/said.tsx'
import { isEnding, type Rated, sendAddition } from './rating-api.ts'
import { ratingTexts } from './texts.ts'
import { useKept } from './useKept.ts'
import { Words } from './Words.tsx'

type Props = {
  readonly page: Rated
  readonly onSent: (page: RatingPage) => void
  readonly onEnded: (error: unknown) => void
}

/** What was chosen, who calls back, and the addition that is still possible. */
export function Thanks({ page, onSent, onEnded }: Props) {
  const t = useTexts(ratingTexts)
  const { added, additionsLeft, callBackBy } = page
  const level = ([1, 2, 3, 4, 5] as const).find((step) => step === page.satisfaction)
  const title = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: said anew after each sending
  useEffect(() => title.current?.focus(), [added])
  return (
    <>
      <div role="status" className="link-ended">
        <h1 ref={title} tabIndex={-1}>
          {t.thanks}
        </h1>
        <p>
          <strong>{level ? t.chosen(t.levels(level)) : ''}</strong>
        </p>
        {callBackBy ? <p>{t.callBack(sayInstant(callBackBy))}</p> : null}
        {added > 0 ? <p>{t.added}</p> : null}
        {additionsLeft === 0 ? <p>{t.closing}</p> : null}
      </div>
      {additionsLeft > 0 ? <Addition key={added} page={page} onSent={onSent} onEnded={onEnded} /> : null}
    </>
  )
}

function Addition({ page, onSent, onEnded }: Props) {
  const t = useTexts(ratingTexts)
  const [words, setWords] = useKept(`addition ${page.caseNo} ${page.added}`, '')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`)
  const isEmpty = words.trim() === ''
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    await sendAddition(words, key)
      .then(
        (rated) => {
          setWords('')
          onSent(rated)
        },
        (failure) => (isEnding(failure) ? onEnded(failure) : setError(failure)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={send} className="rating-addition">
      <h2>{t.addTitle}</h2>
      <p>{t.addLead(page.additionsLeft)}</p>
      <Words label={t.addWords} value={words} onChange={setWords} />
      {error ? <Said error={error} /> : null}
      <button type="submit" className="link-main" disabled={isEmpty || isBusy} aria-describedby="addition-why">
        {isBusy ? t.sending : t.addSend}
      </button>
      <p id="addition-why" className="link-quiet">
        {isEmpty ? `${t.addEmpty}${t.addUntil(sayInstant(page.expiresAt))}` : t.addUntil(sayInstant(page.expiresAt))}
      </p>
    </form>
  )
}
