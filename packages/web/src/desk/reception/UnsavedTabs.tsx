import { Link } from 'react-router'
import { useLocale, useTexts } from '../../locale.tsx'
import { type ContactTyped, firstWords, isBlank } from './contact-typed.ts'
import { receptionTexts } from './texts.ts'
import { useContacts } from './useContactDesk.ts'

/** Those of which Alt and a digit bring one back: in the order in which they were taken. */
export const switchable = (contacts: readonly ContactTyped[]): readonly ContactTyped[] =>
  contacts.filter((contact) => contact.state !== 'queued' && !isBlank(contact)).slice(0, 9)

/** Everyone who waits while another is served. */
export function UnsavedTabs({ currentId }: { currentId: string | null }) {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const { contacts } = useContacts()
  const shown = switchable(contacts)
  const waiting = contacts.filter(({ state }) => state === 'queued').length
  if (shown.length + waiting === 0) return null
  return (
    <nav className="contact-tabs" aria-label={t.unsaved}>
      {shown.map((contact, index) => (
        <Link
          key={contact.contactId}
          to={`/contacts/${contact.contactId}`}
          aria-current={contact.contactId === currentId ? 'page' : undefined}
        >
          <kbd>Alt+{index + 1}</kbd>
          <span>
            {contact.callerName || contact.phoneMasked || t[`channel.${contact.channel}`]}
            {firstWords(contact) ? `${locale === 'zh' ? '：' : ': '}${firstWords(contact).slice(0, 14)}` : ''}
          </span>
          {contact.callStatus === 'ringing' || contact.callStatus === 'answered' ? (
            <span className="word-tag is-strong">{t[`call.${contact.callStatus}`]}</span>
          ) : null}
        </Link>
      ))}
      {waiting > 0 ? (
        <span className="word-tag is-strong" role="status">
          {t.waiting(waiting)}
        </span>
      ) : null}
    </nav>
  )
}
