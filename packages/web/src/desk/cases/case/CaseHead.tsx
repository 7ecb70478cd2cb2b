import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { gradeWord, labelOf } from '@bancheng/core/texts/labels.ts'
import { Typography } from 'antd'
import { Link } from 'react-router'
import { useLocale, useTexts } from '../../../locale.tsx'
import { useSession } from '../../../session.tsx'
import { noticeTexts } from '../../guide/notice-texts.ts'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { FileLinks } from '../files/FileLinks.tsx'
import { Fact } from './Fact.tsx'
import { PrintMenu } from './PrintMenu.tsx'
import { Masked } from './RevealButton.tsx'

/** What is wanted, by whom, and what kind of matter it is. */
export function CaseHead() {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { state } = useCaseDesk().view
  const isOver = state.status === 'closed' || state.status === 'refused'
  return (
    <header className="case-head">
      <div className="case-head-line">
        <h1>
          <Typography.Text copyable={{ text: state.caseNo, tooltips: false }} className="desk-number">
            {state.caseNo}
          </Typography.Text>
        </h1>
        <span className={`word-tag ${isOver ? 'is-done' : 'is-strong'}`}>
          {labelOf('status', state.status, locale)}
        </span>
        <span className="word-tag">{labelOf('pain', state.pain, locale)}</span>
        {state.grade ? <span className="word-tag">{gradeWord(state.grade, state.gradeName, locale)}</span> : null}
        {state.level > 0 ? <span className="word-tag is-late">{t.level(state.level)}</span> : null}
        <span className={state.trips > 1 ? 'word-tag is-strong' : 'word-tag'}>{t.trips(state.trips)}</span>
        <PrintMenu />
      </div>
      <p className="case-want">{state.want}</p>
      <Facts />
    </header>
  )
}

function Facts() {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const n = useTexts(noticeTexts)
  const { can } = useSession()
  const { state, names, files } = useCaseDesk().view
  const { applicant } = state
  const channel = labelOf('channel', state.channel, locale)
  return (
    <dl className="case-facts">
      <Fact name={t.applicant}>
        {applicant.name} <span className="desk-quiet">{labelOf('applicantKind', applicant.kind, locale)}</span>
      </Fact>
      {applicant.contactName ? <Fact name={t.contact}>{applicant.contactName}</Fact> : null}
      {applicant.phone ? (
        <Fact name={t.phone}>
          <Masked field="applicant.phone" label={t.phone} masked={applicant.phone.masked} />
        </Fact>
      ) : null}
      {applicant.identity ? (
        <Fact name={applicant.identityKind ? labelOf('identityKind', applicant.identityKind, locale) : t.identity}>
          <Masked field="applicant.identity" label={t.identity} masked={applicant.identity.masked} />
        </Fact>
      ) : null}
      {applicant.uscc ? <Fact name={t.uscc}>{applicant.uscc}</Fact> : null}
      {state.item ? (
        <Fact name={t.item}>
          {state.item.name}{' '}
          {can.includes('giveNotice') ? (
            <Link className="case-inline-link" to={`/items/${state.item.itemId}/notice?case=${state.caseId}`}>
              {n.tell}
            </Link>
          ) : null}
        </Fact>
      ) : null}
      <Fact name={t.owner}>{names.people[state.ownerId] ?? state.ownerId}</Fact>
      <Fact name={t.channel}>{state.transferredFrom ? `${channel} · ${state.transferredFrom}` : channel}</Fact>
      <Fact name={t.registered}>
        <span className="desk-number">{sayInstant(state.registered.at)}</span>
      </Fact>
      {state.alreadyDone ? <Fact name={t.already}>{state.alreadyDone}</Fact> : null}
      {state.fileIds.length > 0 ? (
        <Fact name={t.files}>
          <FileLinks ids={state.fileIds} files={files} />
        </Fact>
      ) : null}
    </dl>
  )
}
