import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type ContactView, receptionContract } from '@bancheng/core/reception/contract.ts'
import { scopeWord } from '@bancheng/core/texts/labels.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { useTitle } from '../../ui/title.ts'
import { GivenNotices } from '../guide/GivenNotices.tsx'
import { noticeTexts } from '../guide/notice-texts.ts'
import { Phones } from '../Phones.tsx'
import { keyOfAnswer } from './contact-typed.ts'
import { RevealPhone } from './RevealPhone.tsx'
import { sayTalked } from './talked.ts'
import { receptionTexts } from './texts.ts'

/** What was asked and told, as it stands on record. */
export function SavedContact({ contactId }: { contactId: string }) {
  const t = useTexts(receptionTexts)
  const n = useTexts(noticeTexts)
  useTitle(t.title)
  const { data, error, refetch } = useQuery({
    queryKey: ['reception', 'contact', contactId],
    queryFn: () => call(receptionContract.viewContact, { params: { contactId } }),
    retry: false,
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <div className="desk-head">
        <h1>{data.isAnonymous ? t.anonymousCaller : data.callerName || t[`channel.${data.channel}`]}</h1>
        <span className="desk-quiet">
          {t[`channel.${data.channel}`]} · {sayInstant(data.takenAt)} · {t.by(data.takenByName)}
        </span>
        {data.talkedSeconds === null ? null : <span className="desk-quiet">{sayTalked(data.talkedSeconds, t)}</span>}
        {data.phoneMasked ? <RevealPhone masked={data.phoneMasked} of={{ contactId }} /> : null}
      </div>
      {data.recording ? (
        <p className="desk-quiet contact-recording">
          {t.recording} {data.recording}
        </p>
      ) : null}
      <GivenNotices of={{ contactId }} />
      {data.questions.map((question) => (
        <section key={question.questionId} className="desk-panel contact-question">
          <p className="contact-said">{question.words}</p>
          {question.answers.length > 0 ? (
            <ul className="contact-told">
              {question.answers.map((answer) => (
                <li key={keyOfAnswer(answer)}>
                  {answer.title}{' '}
                  {answer.kind === 'item' ? (
                    <Link to={`/items/${answer.itemId}/notice?contact=${contactId}`}>{n.tell}</Link>
                  ) : null}
                </li>
              ))}
            </ul>
          ) : null}
          <Settled question={question} />
        </section>
      ))}
    </>
  )
}

function Settled({ question }: { question: ContactView['questions'][number] }) {
  const { outcome, settled, isProvisional } = question
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const more = () => {
    switch (settled?.kind) {
      case 'transferred':
        return (
          <>
            {settled.unitName} <Phones phones={settled.phones} />
          </>
        )
      case 'call-back':
        return (
          <>
            {t.until(sayInstant(settled.dueAt))}
            <ProvisionalTag isShown={isProvisional} />
          </>
        )
      case 'case-opened':
        return (
          <Link className="desk-number" to={`/cases/${settled.caseId}`}>
            {settled.caseNo}
          </Link>
        )
      case 'complaint':
        return (
          <>
            {`${t.to(settled.toName)}，${t.until(sayInstant(settled.dueAt))}`}
            <ProvisionalTag isShown={isProvisional} />
          </>
        )
      case 'out-of-scope':
        return `${scopeWord(settled.reason, settled.name, locale)}${locale === 'zh' ? '：' : ': '}${settled.remedy}`
      default:
        return null
    }
  }
  return (
    <div className="contact-settled">
      <span className="word-tag is-done">{t[`outcome.${outcome}`]}</span> {more()}
    </div>
  )
}
