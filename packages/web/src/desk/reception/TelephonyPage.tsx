import { sayInstant } from '@bancheng/core/kernel/time.ts'
import {
  type LineStanding,
  receptionContract,
  type SipHealth,
  type TelephonyHealth,
} from '@bancheng/core/reception/contract.ts'
import { describeRefusal } from '@bancheng/core/texts/refusals.ts'
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import './contact.css'
import { telephonyTexts } from './telephony-texts.ts'

/** Whether calls can reach the desk at all, and what to do where they cannot. */
export function TelephonyPage() {
  const t = useTexts(telephonyTexts)
  useTitle(t.title)
  const { data, error, refetch } = useQuery({
    queryKey: ['telephony'],
    queryFn: () => call(receptionContract.telephonyHealth, {}),
    refetchInterval: 15_000,
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <span className="desk-quiet">{t.lead}</span>
      </div>
      <Http http={data.http} />
      <Sip sip={data.sip} />
    </>
  )
}

function Http({ http }: { http: TelephonyHealth['http'] }) {
  const t = useTexts(telephonyTexts)
  return (
    <section className="telephony-part" aria-labelledby="telephony-http">
      <h2 id="telephony-http">{t.http}</h2>
      <div className="desk-panel telephony-panel">
        {http.isOn ? <span className="word-tag is-done">{t.httpOn}</span> : <span>{t.httpOff}</span>}
        {http.isOn || http.heardAt ? <Heard at={http.heardAt} /> : null}
        {http.refused ? <Refused refused={http.refused} /> : null}
      </div>
    </section>
  )
}

function Heard({ at }: { at: TelephonyHealth['http']['heardAt'] }) {
  const t = useTexts(telephonyTexts)
  return <span className="desk-quiet">{at === null ? t.heardNone : t.heard(sayInstant(at))}</span>
}

function Refused({ refused }: { refused: NonNullable<TelephonyHealth['http']['refused']> }) {
  const t = useTexts(telephonyTexts)
  const { locale } = useLocale()
  const isMade = refused.code === 'invalid-input' // its words are for people who fill in a form
  const { title, nextStep } = isMade
    ? { title: t.badEvent(refused.field ?? ''), nextStep: t.badEventFix }
    : describeRefusal({ code: refused.code, facts: {} }, locale)
  return (
    <p className="telephony-refused">
      <span className="word-tag is-strong">{t.refused}</span> {sayInstant(refused.at)} · {title}
      <small>{nextStep}</small>
    </p>
  )
}

function Sip({ sip }: { sip: TelephonyHealth['sip'] }) {
  const t = useTexts(telephonyTexts)
  const hasNoDialogs = sip?.lines.some(({ subscription }) => subscription.state === 'refused') ?? false
  const isBroken = sip?.lines.some(({ registration }) => registration !== null && isBad(registration)) ?? false
  return (
    <section className="telephony-part" aria-labelledby="telephony-sip">
      <h2 id="telephony-sip">{t.sip}</h2>
      {sip?.telling.state === 'down' ? <Alert type="error" showIcon title={t.tellingDown} /> : null}
      {isBroken ? <Alert type="error" showIcon title={t.fix} className="telephony-alert" /> : null}
      {hasNoDialogs ? <Alert type="info" showIcon title={t.withoutSubscription} className="telephony-alert" /> : null}
      <div className="desk-panel telephony-panel">
        {sip ? (
          <>
            <span>
              {t.listen} <span className="desk-number">{sip.listen}</span>
            </span>
            <Heard at={sip.heardAt} />
          </>
        ) : (
          <span>{t.sipOff}</span>
        )}
      </div>
      {sip && sip.lines.length > 0 ? (
        <ul className="desk-panel telephony-lines">
          {sip.lines.map((line) => (
            <Line key={`${line.extension}@${line.exchange}`} line={line} />
          ))}
        </ul>
      ) : null}
    </section>
  )
}

const isBad = ({ state }: LineStanding): boolean => state === 'down' || state === 'refused'

function Line({ line }: { line: SipHealth['lines'][number] }) {
  const t = useTexts(telephonyTexts)
  return (
    <li className="telephony-line">
      <span>
        {t.extension} <b className="desk-number">{line.extension}</b>
        <small className="desk-number">
          {t.exchange} {line.exchange}
        </small>
      </span>
      <span>
        {t.registration} {line.registration ? <Stands standing={line.registration} isNeeded /> : t.unregistered}
      </span>
      <span>
        {t.subscription} <Stands standing={line.subscription} />
      </span>
    </li>
  )
}

/** @param isNeeded without it no call reaches the desk; the other is a loss and no outage */
function Stands({ standing, isNeeded = false }: { standing: LineStanding; isNeeded?: boolean }) {
  const t = useTexts(telephonyTexts)
  const { state, since, problem, problemAt } = standing
  const tone = state === 'up' ? 'is-done' : isBad(standing) ? (isNeeded ? 'is-late' : 'is-strong') : ''
  const said = problem === 'no-answer' || problem === 'password-refused' ? t[problem] : problem
  return (
    <>
      <span className={`word-tag ${tone}`}>{t[`state.${state}`]}</span>
      <small>{t.since(sayInstant(since))}</small>
      {said && problemAt ? <small>{t.lastProblem(said, sayInstant(problemAt))}</small> : null}
    </>
  )
}
