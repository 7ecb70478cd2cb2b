import type { LinkPage } from '@bancheng/core/links/contract.ts'
import { type FormEvent, useEffect, useState } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { Head } from './Head.tsx'
import { giveCode, openPage } from './link-api.ts'
import './link.css'
import { isEnding, Said } from './said.tsx'
import { linkTexts } from './texts.ts'

/** As many as core/links/rules.ts says; a phone need not load the rules. */
const CODE_DIGITS = 8

type Shown =
  | { readonly step: 'loading' | 'sent' }
  | { readonly step: 'ended'; readonly error: unknown }
  | { readonly step: 'page'; readonly page: LinkPage }

/** What somebody without an account sees of the one task that they are asked for. */
export function LinkedPage() {
  const t = useTexts(linkTexts)
  const { locale } = useLocale()
  const [shown, setShown] = useState<Shown>({ step: 'loading' })
  const fail = (error: unknown) => setShown({ step: 'ended', error })
  // biome-ignore lint/correctness/useExhaustiveDependencies: refusals come in the reader's language
  useEffect(() => {
    if (shown.step !== 'loading' && shown.step !== 'ended') return
    openPage().then((page) => setShown({ step: 'page', page }), fail)
  }, [locale])
  useEffect(() => {
    document.title = t.title
  }, [t.title])
  return (
    <>
      <Head centreName={shown.step === 'page' ? shown.page.centreName : ''} />
      <main className="link">
        {shown.step === 'loading' ? <p>{t.loading}</p> : null}
        {shown.step === 'ended' ? <Said error={shown.error} isTitle /> : null}
        {shown.step === 'sent' ? <Sent /> : null}
        {shown.step === 'page' && shown.page.step === 'code' ? (
          <CodeForm onOpened={(page) => setShown({ step: 'page', page })} onEnded={fail} />
        ) : null}
        {shown.step === 'page' && shown.page.step === 'answer' ? (
          <AnswerForm page={shown.page} onSent={() => setShown({ step: 'sent' })} onEnded={fail} />
        ) : null}
        <p className="link-quiet">{t.privacy}</p>
      </main>
    </>
  )
}

function Sent() {
  const t = useTexts(linkTexts)
  return (
    <div role="status" className="link-ended">
      <h1>{t.sentTitle}</h1>
      <p>{t.sentLead}</p>
    </div>
  )
}

type CodeProps = { readonly onOpened: (page: LinkPage) => void; readonly onEnded: (error: unknown) => void }

function CodeForm({ onOpened, onEnded }: CodeProps) {
  const t = useTexts(linkTexts)
  const [code, setCode] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      onOpened(await giveCode(code))
    } catch (failure) {
      if (isEnding(failure)) onEnded(failure)
      else setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={send}>
      <h1>{t.codeTitle}</h1>
      <p>{t.codeLead}</p>
      {error ? <Said error={error} /> : null}
      <label htmlFor="code">{t.code}</label>
      <input
        id="code"
        className="link-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={CODE_DIGITS + 2} // with the spaces or dashes that people write between
        value={code}
        onChange={(event) => setCode(event.target.value.normalize('NFKC').replace(/\D/g, '').slice(0, CODE_DIGITS))}
      />
      <button type="submit" className="link-main" disabled={code.length !== CODE_DIGITS || isBusy}>
        {t.open}
      </button>
    </form>
  )
}
