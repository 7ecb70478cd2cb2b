import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { requireComplete } from '@bancheng/core/reception/rules.ts'
import { describeRefusal } from '@bancheng/core/texts/refusals.ts'
import { Alert, App, Button, Popconfirm } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Navigate, useNavigate, useParams } from 'react-router'
import { newKey } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import { Caller } from './Caller.tsx'
import { blankQuestion, type ContactTyped, inputOf, isBlank, namesIn } from './contact-typed.ts'
import './contact.css'
import { Earlier } from './Earlier.tsx'
import { QuestionCard } from './QuestionCard.tsx'
import { SavedContact } from './SavedContact.tsx'
import { sayTalked } from './talked.ts'
import { receptionTexts } from './texts.ts'
import { UnsavedTabs } from './UnsavedTabs.tsx'
import { useContacts } from './useContactDesk.ts'

/** A contact being taken; one that is saved already is shown as it was. */
export function ContactPage() {
  const { contactId = '' } = useParams()
  const { desk, contacts } = useContacts()
  const contact = contacts.find((one) => one.contactId === contactId)
  const [isElsewhere, setElsewhere] = useState(false)
  const wasHere = useRef('')
  if (contact) wasHere.current = contactId
  useEffect(() => {
    desk.resume(contactId)
    if (desk.find(contactId)) return
    let isCurrent = true
    void desk.fetch(contactId).then((isFound) => {
      if (isCurrent && !isFound) setElsewhere(true)
    })
    return () => {
      isCurrent = false
    }
  }, [desk, contactId])
  if (contact) return <TakingContact key={contactId} contact={contact} />
  // Saved, thrown away, or answered at another desk while it was shown.
  if (wasHere.current === contactId) return <Navigate to="/contacts" replace />
  return isElsewhere ? <SavedContact contactId={contactId} /> : <Loading />
}

/** What a desk can see for itself, in the words of the rule. */
function missingIn(contact: ContactTyped): Refusal | null {
  try {
    requireComplete(inputOf(contact), contact.phone.trim() !== '' || contact.phoneMasked !== null)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function useSaving(contact: ContactTyped) {
  const t = useTexts(receptionTexts)
  const { desk } = useContacts()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [missing, setMissing] = useState<Refusal | null>(null)
  const save = async () => {
    const found = missingIn(contact)
    setMissing(found)
    if (found) return
    const saved = await desk.save(contact.contactId)
    if (!saved) return
    if (!saved.isQueued) return void message.success(t.saved)
    void message.warning(t.queued)
    void navigate('/contacts')
  }
  return { save, missing }
}

function TakingContact({ contact }: { contact: ContactTyped }) {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const { desk, isOffline } = useContacts()
  const { save, missing } = useSaving(contact)
  const change = (next: Partial<ContactTyped>) => desk.change(contact.contactId, next)
  useTitle(t.title)
  const { questions } = contact
  const problem = desk.problemOf(contact.contactId)
  const said = missing && describeRefusal(missing, locale)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that works anywhere in the form, beside its button
    <div
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key !== 'Enter') return
        event.preventDefault()
        void save()
      }}
    >
      <div className="desk-head">
        <h1>{t.title}</h1>
        <CallState contact={contact} />
        <span className="desk-quiet desk-wide">{t.lead}</span>
      </div>
      <UnsavedTabs currentId={contact.contactId} />
      {isOffline ? <Alert type="warning" showIcon title={t.offline} className="contact-alert" /> : null}
      {said ? (
        <Alert type="error" showIcon title={said.title} description={said.nextStep} className="contact-alert" />
      ) : null}
      <ProblemAlert error={problem} />
      <div className="contact-columns">
        <div>
          <Caller contact={contact} change={change} />
          {questions.map((question, index) => (
            <QuestionCard
              key={question.questionId}
              question={question}
              number={index + 1}
              isOnly={questions.length === 1}
              names={namesIn(contact)}
              change={(next) =>
                change({ questions: questions.map((one) => (one.questionId === next.questionId ? next : one)) })
              }
              remove={() => change({ questions: questions.filter((one) => one !== question) })}
            />
          ))}
        </div>
        <div>
          <Earlier contact={contact} />
        </div>
      </div>
      <Buttons
        contact={contact}
        save={() => void save()}
        add={() => change({ questions: [...questions, blankQuestion(newKey())] })}
      />
    </div>
  )
}

/** Whether one still talks, and for how long one did. */
function CallState({ contact: { callStatus, talkedSeconds } }: { contact: ContactTyped }) {
  const t = useTexts(receptionTexts)
  if (callStatus === null) return null
  return (
    <span role="status">
      <span className={callStatus === 'ended' ? 'word-tag' : 'word-tag is-strong'}>{t[`call.${callStatus}`]}</span>{' '}
      {typeof talkedSeconds === 'number' ? <span className="desk-quiet">{sayTalked(talkedSeconds, t)}</span> : null}
    </span>
  )
}

type ButtonProps = { readonly contact: ContactTyped; readonly save: () => void; readonly add: () => void }

function Buttons({ contact, save, add }: ButtonProps) {
  const t = useTexts(receptionTexts)
  const { desk, isOffline } = useContacts()
  const navigate = useNavigate()
  const leave = () => void navigate('/contacts')
  return (
    <div className="contact-buttons">
      <Button type="primary" size="large" loading={contact.state === 'queued' && !isOffline} onClick={save}>
        {t.save}
      </Button>
      <Button size="large" onClick={add}>
        {t.addQuestion}
      </Button>
      <Button
        size="large"
        onClick={() => {
          desk.park(contact.contactId)
          leave()
        }}
      >
        {t.park}
      </Button>
      <Popconfirm
        title={t.dropSure}
        okText={t.yes}
        cancelText={t.no}
        disabled={isBlank(contact)}
        onConfirm={() => {
          leave()
          void desk.drop(contact.contactId)
        }}
      >
        <Button size="large" type="text" onClick={() => isBlank(contact) && leave()}>
          {t.drop}
        </Button>
      </Popconfirm>
      <span className="desk-quiet" role="status">
        {isBlank(contact) ? '' : contact.isDirty ? t.keeping : t.kept}
      </span>
    </div>
  )
}
