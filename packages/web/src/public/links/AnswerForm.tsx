import type { FormValues } from '@bancheng/core/cases/forms.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type FormEvent, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { Facts } from './Facts.tsx'
import { FormFields } from './FormFields.tsx'
import { type Attached, attachFile, readFile, sendAnswer } from './link-api.ts'
import { type AnswerPage, isEnding, Said } from './said.tsx'
import { linkTexts } from './texts.ts'

type Props = { readonly page: AnswerPage; readonly onSent: () => void; readonly onEnded: (error: unknown) => void }

/** What is asked, and the answer to it. */
export function AnswerForm({ page, onSent, onEnded }: Props) {
  const t = useTexts(linkTexts)
  const [reply, setReply] = useKept(page.caseNo)
  const [values, setValues] = useState<FormValues>({})
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`) // one answer, however often it is sent
  const fail = (failure: unknown) => (isEnding(failure) ? onEnded(failure) : setError(failure))
  const files = useAttachments(page.files, fail)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setError(null)
    const form = page.form ? values : null
    await sendAnswer({ publicReply: reply, form, fileIds: files.attached.map(({ fileId }) => fileId) }, key)
      .then(() => {
        setReply('')
        onSent()
      }, fail)
      .finally(() => setBusy(false))
  }
  return (
    <form onSubmit={send}>
      <Asked page={page} />
      <Sent files={page.sent} fail={fail} />
      {page.form ? <FormFields form={page.form} values={values} onChange={setValues} /> : null}
      <label htmlFor="reply">{t.reply}</label>
      <p id="reply-hint" className="link-quiet">
        {t.replyHint}
      </p>
      <textarea
        id="reply"
        rows={5}
        maxLength={page.longest}
        aria-describedby="reply-hint"
        value={reply}
        onChange={(event) => setReply(event.target.value)}
      />
      <Files files={files} />
      {error ? <Said error={error} /> : null}
      <button type="submit" className="link-main" disabled={reply.trim() === '' || isBusy || files.waiting.length > 0}>
        {isBusy ? t.sending : t.send}
      </button>
    </form>
  )
}

/** A phone throws away a page in the background: what was typed is there again as long as the browser is open. */
function useKept(caseNo: string): [string, (next: string) => void] {
  const place = `answer ${caseNo} ${location.pathname.slice(-8)}` // the end of a link opens nothing by itself
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? '')
  return [
    text,
    (next) => {
      setText(next)
      sessionStorage.setItem(place, next)
    },
  ]
}

function Asked({ page }: { page: AnswerPage }) {
  const t = useTexts(linkTexts)
  const { organisation, recipient, centreName, askedBy, ask, want, applicant, caseNo, dueAt, expiresAt } = page
  const provisional = page.isProvisional ? t.provisional : ''
  const facts = [
    [t.matter, want],
    [t.applicant, applicant],
    [t.caseNo, caseNo],
    [t.due, dueAt ? `${sayInstant(dueAt)}${provisional}` : ''],
    [t.ends, sayInstant(expiresAt)],
  ] as const
  return (
    <>
      <h1>{t.to(organisation, recipient)}</h1>
      <p>{t.lead(`${centreName} ${askedBy}`)}</p>
      <section className="link-ask">
        <h2>{t.asked}</h2>
        <p>{ask}</p>
      </section>
      <Facts facts={facts} />
    </>
  )
}

/** What the window sent along; each opening is recorded there. */
function Sent({ files, fail }: { files: AnswerPage['sent']; fail: (error: unknown) => void }) {
  const t = useTexts(linkTexts)
  if (files.length === 0) return null
  return (
    <section className="link-files link-sent">
      <h2>{t.sent}</h2>
      <ul>
        {files.map(({ fileId, name }) => (
          <li key={fileId}>
            <span>{name}</span>
            <button type="button" aria-label={t.readFile(name)} onClick={() => void readFile(fileId, name).catch(fail)}>
              {t.read}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Files go up as soon as they are chosen; those of an earlier opening are there still. */
function useAttachments(before: readonly Attached[], fail: (error: unknown) => void) {
  const [attached, setAttached] = useState(before)
  const [waiting, setWaiting] = useState<readonly string[]>([])
  const attach = async (chosen: readonly File[]) => {
    for (const file of chosen) {
      setWaiting((names) => [...names, file.name])
      await attachFile(file)
        .then((kept) => setAttached((all) => [...all, kept]), fail)
        .finally(() => setWaiting((names) => names.filter((name) => name !== file.name)))
    }
  }
  const remove = (fileId: string) => setAttached((all) => all.filter((one) => one.fileId !== fileId))
  return { attached, waiting, attach, remove }
}

function Files({ files }: { files: ReturnType<typeof useAttachments> }) {
  const t = useTexts(linkTexts)
  return (
    <div className="link-files">
      <label className="link-attach">
        {t.attach}
        <input
          type="file"
          multiple
          onChange={(event) => {
            void files.attach([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      <ul aria-label={t.chosen}>
        {files.attached.map(({ fileId, name }) => (
          <li key={fileId}>
            <span>{name}</span>
            <button type="button" aria-label={t.remove(name)} onClick={() => files.remove(fileId)}>
              ✕
            </button>
          </li>
        ))}
        {files.waiting.map((name) => (
          <li key={name} aria-live="polite">
            {t.uploading(name)}
          </li>
        ))}
      </ul>
    </div>
  )
}
