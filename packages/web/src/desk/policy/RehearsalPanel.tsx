import { TaskKind } from '@bancheng/core/cases/words.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { Decider } from '@bancheng/core/policy/clocks.ts'
import { policyContract, type Rehearsal } from '@bancheng/core/policy/contract.ts'
import { RungParty } from '@bancheng/core/policy/ladder.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { answersRuleTexts } from './answers-texts.ts'
import { policyTexts } from './texts.ts'

/** The new rules over a year of real cases, before anybody has to live by them. */
export function RehearsalPanel({ policy }: { policy: Policy }) {
  const t = useTexts(policyTexts)
  const document = JSON.stringify(policy)
  const { mutate, data, error, isPending, variables } = useMutation({
    mutationFn: (text: string) => call(policyContract.rehearse, { body: { document: JSON.parse(text) } }),
  })
  return (
    <>
      <p className="desk-quiet">{t.rehearseHint}</p>
      <Button type="primary" loading={isPending} onClick={() => mutate(document)}>
        {t.rehearse}
      </Button>
      {error ? <ProblemAlert error={error} /> : null}
      {data && variables === document ? <Report found={data} /> : null}
    </>
  )
}

function Report({ found }: { found: Rehearsal }) {
  const t = useTexts(policyTexts)
  const a = useTexts(answersRuleTexts)
  const { locale } = useLocale()
  if (found.cases === 0) return <Alert type="info" title={t.empty} style={{ marginTop: 12 }} />
  const { asItWas, asItWould } = found
  const figures = [
    { name: t.lateCases, was: asItWas.lateCases, would: asItWould.lateCases },
    { name: t.late, was: asItWas.late, would: asItWould.late },
    { name: t.reminders, was: asItWas.reminders, would: asItWould.reminders },
    ...RungParty.options.map((party) => ({
      name: t.askedTimes(policyWords[locale].parties[party]),
      was: asItWas.calls[party],
      would: asItWould.calls[party],
    })),
    ...Decider.options.map((decider) => ({
      name: t.decidesTimes(policyWords[locale].deciders[decider]),
      was: asItWas.decisions[decider],
      would: asItWould.decisions[decider],
    })),
    ...Decider.options.map((decider) => ({
      name: a.approvesTimes(policyWords[locale].deciders[decider]),
      was: asItWas.asked.approvals[decider],
      would: asItWould.asked.approvals[decider],
    })),
    { name: a.reports, was: asItWas.asked.reports, would: asItWould.asked.reports },
    { name: a.contacts, was: asItWas.asked.contacts, would: asItWould.asked.contacts },
    { name: t.refusedReturns, was: asItWas.refused.returns, would: asItWould.refused.returns },
    { name: t.refusedExtensions, was: asItWas.refused.extensions, would: asItWould.refused.extensions },
  ]
  return (
    <div role="status" className="policy-report">
      <p>{t.rehearsed(String(found.cases), String(found.openCases), String(found.tasks))}</p>
      <table className="policy-table" aria-label={t.rehearsal}>
        <thead>
          <tr>
            <th scope="col">{t.figure}</th>
            <th scope="col">{t.asItWas}</th>
            <th scope="col">{t.asItWould}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ name, was, would }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="desk-number">{was}</td>
              <td className={`desk-number${would > was ? ' desk-late' : ''}`}>{would}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t.noLongerLate(String(found.noLongerLate))}</p>
      <p>{t.newlyLate(String(found.newlyLateCount))}</p>
      {found.newlyLate.length > 0 ? <NewlyLate rows={found.newlyLate} /> : null}
    </div>
  )
}

function NewlyLate({ rows }: { rows: Rehearsal['newlyLate'] }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const nameOf = (what: string) => {
    const kind = TaskKind.safeParse(what)
    return kind.success ? labelOf('taskKind', kind.data, locale) : what
  }
  return (
    <div className="policy-scroll">
      <table className="policy-table" aria-label={t.newlyLate(String(rows.length))}>
        <thead>
          <tr>
            {[t.theCase, t.what, t.due, t.ended].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.caseId} ${row.what} ${row.endedAt} ${row.dueAt}`}>
              <th scope="row">
                <Link to={`/cases/${row.caseId}`}>{row.caseNo}</Link>
              </th>
              <td>{nameOf(row.what)}</td>
              <td className="desk-number">{sayInstant(row.dueAt)}</td>
              <td className="desk-number">{sayInstant(row.endedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
