import { Decider, type Procedure } from '@bancheng/core/policy/clocks.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Checkbox, Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choice, Choices, Count, LimitField, OptionalCount, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { type FormProps, useGradeOptions } from './options.ts'
import { policyTexts } from './texts.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

export function PausesForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { pauses } = policy
  const fresh = (): Procedure => ({
    key: `procedure-${pauses.procedures.length + 1}`,
    name: '',
    ceiling: workingDays(20),
    times: null,
  })
  return (
    <Part title={t.pauses}>
      <Row label={t.supplement}>
        <OptionalLimit
          label={t.ceiling}
          none={t.noCeiling}
          value={pauses.supplement.ceiling}
          onChange={(ceiling) =>
            change({ ...policy, pauses: { ...pauses, supplement: { ...pauses.supplement, ceiling } } })
          }
        />
        <OptionalCount
          label={t.timesMost}
          none={t.timesAny}
          value={pauses.supplement.times}
          start={1}
          onChange={(times) =>
            change({ ...policy, pauses: { ...pauses, supplement: { ...pauses.supplement, times } } })
          }
        />
      </Row>
      <Rows
        rows={pauses.procedures}
        fresh={fresh}
        onChange={(procedures) => change({ ...policy, pauses: { ...pauses, procedures } })}
      >
        {(row, put) => (
          <>
            <Input
              aria-label={t.procedure}
              placeholder={t.procedure}
              value={row.name}
              onChange={({ target }) => put({ ...row, name: target.value })}
              style={{ width: 180 }}
            />
            <OptionalLimit
              label={t.ceiling}
              none={t.noCeiling}
              value={row.ceiling}
              onChange={(ceiling) => put({ ...row, ceiling })}
            />
            <OptionalCount
              label={t.timesMost}
              none={t.timesAny}
              value={row.times}
              start={1}
              onChange={(times) => put({ ...row, times })}
            />
            <span className="policy-pair">
              <span className="desk-quiet">{t.key}</span>
              <Input
                aria-label={t.key}
                value={row.key}
                onChange={({ target }) => put({ ...row, key: target.value })}
                style={{ width: 140 }}
              />
            </span>
          </>
        )}
      </Rows>
    </Part>
  )
}

export function CoordinationForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const gradeOptions = useGradeOptions(policy)
  const { returns, extensions } = policy
  const deciders = Decider.options.map((value) => ({ value, label: policyWords[locale].deciders[value] }))
  const setReturns = (next: Partial<typeof returns>) => change({ ...policy, returns: { ...returns, ...next } })
  const setExtensions = (next: Partial<typeof extensions>) =>
    change({ ...policy, extensions: { ...extensions, ...next } })
  return (
    <Part title={t.coordination}>
      <Row label={t.returnsWithin}>
        <LimitField label={t.returnsWithin} value={returns.within} onChange={(within) => setReturns({ within })} />
      </Row>
      <Row label={t.returnsTimes}>
        <Count label={t.returnsTimes} value={returns.times} onChange={(times) => setReturns({ times })} />
      </Row>
      <Row label={t.returnsBy}>
        <Choice
          label={t.returnsBy}
          value={returns.ruledBy}
          options={deciders}
          onChange={(ruledBy) => setReturns({ ruledBy })}
        />
      </Row>
      <Row label={t.extensionTimes}>
        <Count label={t.extensionTimes} value={extensions.times} onChange={(times) => setExtensions({ times })} />
        <OptionalLimit
          label={t.extensionLongest}
          none={t.noCeiling}
          value={extensions.longest}
          onChange={(longest) => setExtensions({ longest })}
        />
        <OptionalCount
          label={t.longestShare}
          none={t.longestShare}
          value={extensions.longestShare}
          max={500}
          start={50}
          onChange={(longestShare) => setExtensions({ longestShare })}
        />
      </Row>
      <Row label={t.askBefore}>
        <OptionalLimit
          label={t.askBeforeDue}
          none={t.askUntilDue}
          value={extensions.askBefore}
          onChange={(askBefore) => setExtensions({ askBefore })}
        />
        <Choices
          label={t.extensionGrades}
          value={extensions.grades ?? []}
          options={gradeOptions}
          onChange={(grades) => setExtensions({ grades: grades.length > 0 ? grades : null })}
        />
      </Row>
      <Row label={t.extensionBy}>
        <Choice
          label={t.extensionBy}
          value={extensions.decidedBy}
          options={deciders}
          onChange={(decidedBy) => setExtensions({ decidedBy })}
        />
        <OptionalCount
          label={t.leaderFrom}
          none={t.leaderFrom}
          value={extensions.leaderFrom}
          min={2}
          start={2}
          onChange={(leaderFrom) => setExtensions({ leaderFrom })}
        />
        <Checkbox
          checked={extensions.mustTellApplicant}
          onChange={({ target }) => setExtensions({ mustTellApplicant: target.checked })}
        >
          {t.mustTell}
        </Checkbox>
      </Row>
    </Part>
  )
}
