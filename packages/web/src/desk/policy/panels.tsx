import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type PolicyVersion, policyContract } from '@bancheng/core/policy/contract.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import {
  changesOf,
  policyGroupName,
  policyGroups,
  sayFault,
  sayFinding,
  summaryOf,
} from '@bancheng/core/texts/policy.ts'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { policyTexts } from './texts.ts'
import { useUnitName } from './units.ts'

/** The whole policy as somebody would read it out. */
export function SummaryPanel({ policy }: { policy: Policy }) {
  const { locale } = useLocale()
  const lines = summaryOf(policy, locale, useUnitName())
  return (
    <>
      {policyGroups.map((group) => (
        <section key={group}>
          <h3>{policyGroupName(group, locale)}</h3>
          <dl className="policy-lines">
            {lines
              .filter((line) => line.group === group)
              .map(({ key, label, text }) => (
                <div key={key}>
                  <dt>{label}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </>
  )
}

export function ChangesPanel({ from, to }: { from: Policy; to: Policy }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const changes = changesOf(from, to, locale, useUnitName())
  if (changes.length === 0) return <p className="desk-quiet">{t.noChanges}</p>
  return (
    <table className="policy-table" aria-label={t.changes}>
      <thead>
        <tr>
          <th scope="col">{t.figure}</th>
          <th scope="col">{t.was}</th>
          <th scope="col">{t.willBe}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ group, key, label, from: was, to: next }) => (
          <tr key={`${group} ${key}`}>
            <th scope="row">{label}</th>
            <td className="policy-was">{was ?? t.none}</td>
            <td className="policy-next">{next ?? t.none}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What stands against the document as it is typed. */
export function useChecked(policy: Policy) {
  const document = useDebounced(JSON.stringify(policy), 400)
  return useQuery({
    queryKey: ['policy-check', document],
    queryFn: () => call(policyContract.check, { body: { document: JSON.parse(document) } }),
    staleTime: 60_000,
  })
}

export function CheckPanel({ policy }: { policy: Policy }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const unitName = useUnitName()
  const { data, error } = useChecked(policy)
  if (error) return <ProblemAlert error={error} />
  if (!data) return <Loading />
  const { faults, findings } = data
  if (faults.length + findings.length === 0) return <Alert type="success" showIcon title={t.clean} />
  const ordered = [...findings].sort((a, b) => (a.severity < b.severity ? -1 : 1))
  return (
    <div className="policy-findings">
      {faults.map((fault) => (
        <Alert
          key={fault.path + fault.message}
          type="error"
          showIcon
          title={`${t.fault}：${fault.path}`}
          description={sayFault(fault, locale)}
        />
      ))}
      {ordered.map((finding) => {
        const sentence = sayFinding(finding, locale, unitName)
        const isError = finding.severity === 'error'
        return (
          <Alert
            key={sentence}
            type={isError ? 'error' : 'warning'}
            showIcon
            title={isError ? t.error : t.warning}
            description={sentence}
          />
        )
      })}
    </div>
  )
}

export function VersionsPanel({
  versions,
  open,
}: {
  versions: readonly PolicyVersion[]
  open: (version: string) => void
}) {
  const t = useTexts(policyTexts)
  const states = { coming: t.coming, 'in-force': t.inForce, past: t.past }
  return (
    <div className="policy-scroll">
      <table className="policy-table" aria-label={t.history}>
        <thead>
          <tr>
            {[t.history, t.state, t.from, t.openCases, t.by, t.note, ''].map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {versions.map((one) => (
            <tr key={one.version}>
              <th scope="row">{one.version}</th>
              <td>{states[one.state]}</td>
              <td className="desk-number">{sayInstant(one.inForceFrom)}</td>
              <td className="desk-number">{one.cases}</td>
              <td>{one.addedBy ?? t.builtIn}</td>
              <td>{one.note}</td>
              <td>
                <Button size="small" onClick={() => open(one.version)}>
                  {t.read}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
