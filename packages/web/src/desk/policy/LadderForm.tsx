import { LadderPaper, TaskKind } from '@bancheng/core/cases/words.ts'
import { type Reminder, type Rung, RungParty, type RungTrigger } from '@bancheng/core/policy/ladder.ts'
import { rungTitle } from '@bancheng/core/policy/rungs.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Checkbox, Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choice, Choices, Count, LimitField, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { type FormProps, type GradeOptions, useGradeOptions, useOptions } from './options.ts'
import { policyTexts } from './texts.ts'
import { useUnits } from './units.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/** What a trigger begins with when it is chosen. */
const triggers: { readonly [K in RungTrigger['on']]: Extract<RungTrigger, { on: K }> } = {
  late: { on: 'late', by: workingDays(1) },
  unsigned: { on: 'unsigned', after: { amount: 4, unit: 'working-hours' } },
  age: { on: 'age', over: workingDays(20) },
  returns: { on: 'returns', times: 2 },
  reopenings: { on: 'reopenings', times: 2 },
  dissatisfied: { on: 'dissatisfied' },
  'by-hand': { on: 'by-hand' },
}
const triggerKinds = Object.keys(triggers) as RungTrigger['on'][] // keys of a literal object

/** 到期前几天, or 时限过半. */
function ReminderRow({ row, put }: { readonly row: Reminder; readonly put: (next: Reminder) => void }) {
  const t = useTexts(policyTexts)
  const isShare = 'share' in row
  return (
    <>
      <Choice
        label={t.remindBy}
        value={isShare ? 'share' : 'length'}
        options={[
          { value: 'length', label: t.remindLength },
          { value: 'share', label: t.remindShare },
        ]}
        onChange={(by) => put(by === 'share' ? { share: 50 } : workingDays(1))}
      />
      {isShare ? (
        <span className="policy-pair">
          <Count label={t.remindShare} min={1} value={row.share} onChange={(share) => put({ share })} />
          <span className="desk-quiet">%</span>
        </span>
      ) : (
        <LimitField label={t.remindBefore} value={row} onChange={put} />
      )}
    </>
  )
}

type RungProps = { readonly row: Rung; readonly put: (next: Rung) => void }

function Trigger({ row, put }: RungProps) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  const { when } = row
  return (
    <>
      <Choice
        label={t.trigger}
        value={when.on}
        options={options('ladderCause', triggerKinds)}
        onChange={(on) => put({ ...row, when: triggers[on], repeatEvery: on === 'late' ? row.repeatEvery : null })}
      />
      {when.on === 'late' ? (
        <LimitField label={t.trigger} value={when.by} onChange={(by) => put({ ...row, when: { on: 'late', by } })} />
      ) : null}
      {when.on === 'unsigned' ? (
        <LimitField
          label={t.trigger}
          value={when.after}
          onChange={(after) => put({ ...row, when: { on: 'unsigned', after } })}
        />
      ) : null}
      {when.on === 'age' ? (
        <LimitField
          label={t.trigger}
          value={when.over}
          onChange={(over) => put({ ...row, when: { on: 'age', over } })}
        />
      ) : null}
      {when.on === 'returns' || when.on === 'reopenings' ? (
        <Count
          label={t.times}
          min={1}
          value={when.times}
          onChange={(times) => put({ ...row, when: { ...when, times } })}
        />
      ) : null}
    </>
  )
}

function Called({ row, put }: RungProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const options = useOptions()
  const units = useUnits()
  const parties = RungParty.options.map((value) => ({ value, label: policyWords[locale].parties[value] }))
  return (
    <>
      <span className="policy-pair">
        <span className="desk-quiet">{t.to}</span>
        <Choice
          label={t.to}
          value={row.to}
          options={parties}
          onChange={(to) => put({ ...row, to, unitId: to === 'unit' ? (units[0]?.value ?? null) : null })}
        />
      </span>
      {row.to === 'unit' ? (
        <Choice
          label={t.namedUnit}
          value={row.unitId ?? ''}
          options={units}
          onChange={(unitId) => put({ ...row, unitId })}
          width={220}
        />
      ) : null}
      <Choice
        label={t.paper}
        value={row.paper ?? 'none'}
        options={[...options('ladderPaper', LadderPaper.options), { value: 'none' as const, label: t.none }]}
        onChange={(paper) => put({ ...row, paper: paper === 'none' ? null : paper })}
      />
      <span className="policy-pair">
        <span className="desk-quiet">{t.within}</span>
        <LimitField label={t.within} value={row.within} onChange={(within) => put({ ...row, within })} />
      </span>
    </>
  )
}

function RungRow({ row, put, gradeOptions }: RungProps & { readonly gradeOptions: GradeOptions }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const options = useOptions()
  const units = useUnits()
  const orNull = <T,>(list: T[]) => (list.length > 0 ? list : null)
  return (
    <>
      <Input
        aria-label={t.rungName}
        placeholder={rungTitle(row.key, '', locale)}
        maxLength={30}
        value={row.name}
        onChange={({ target }) => put({ ...row, name: target.value })}
        style={{ width: 150 }}
      />
      <Trigger row={row} put={put} />
      <Called row={row} put={put} />
      {row.when.on === 'late' ? (
        <OptionalLimit
          label={t.repeat}
          none={t.repeat}
          value={row.repeatEvery}
          onChange={(repeatEvery) => put({ ...row, repeatEvery })}
        />
      ) : null}
      <details className="policy-more">
        <summary>{t.more}</summary>
        <div>
          <Choices
            label={t.grades}
            placeholder={`${t.grades}：${t.any}`}
            value={row.grades ?? []}
            options={gradeOptions}
            onChange={(grades) => put({ ...row, grades: orNull(grades) })}
          />
          <Choices
            label={t.kinds}
            placeholder={`${t.kinds}：${t.any}`}
            value={row.kinds ?? []}
            options={options('taskKind', TaskKind.options)}
            onChange={(kinds) => put({ ...row, kinds: orNull(kinds) })}
          />
          <Choices label={t.copyTo} value={row.copyTo} options={units} onChange={(copyTo) => put({ ...row, copyTo })} />
          <span className="policy-pair">
            <span className="desk-quiet">{t.key}</span>
            <Input
              aria-label={t.key}
              value={row.key}
              onChange={({ target }) => put({ ...row, key: target.value })}
              style={{ width: 150 }}
            />
          </span>
        </div>
      </details>
    </>
  )
}

export function LadderForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { ladder, quietHours } = policy
  const gradeOptions = useGradeOptions(policy)
  const setQuiet = (next: Partial<typeof quietHours>) => change({ ...policy, quietHours: { ...quietHours, ...next } })
  const fresh = (): Rung => ({
    key: `rung-${ladder.rungs.length + 1}`,
    name: '',
    when: triggers.late,
    grades: null,
    kinds: null,
    to: 'centre',
    unitId: null,
    copyTo: [],
    paper: 'supervision',
    within: workingDays(2),
    repeatEvery: null,
  })
  return (
    <Part title={t.ladder}>
      <Row label={t.remindBefore}>
        <Rows
          rows={ladder.remindBefore}
          fresh={() => workingDays(1)}
          onChange={(remindBefore) => change({ ...policy, ladder: { ...ladder, remindBefore } })}
        >
          {(row, put) => <ReminderRow row={row} put={put} />}
        </Rows>
      </Row>
      <h3>{t.rungs}</h3>
      <Rows rows={ladder.rungs} fresh={fresh} onChange={(rungs) => change({ ...policy, ladder: { ...ladder, rungs } })}>
        {(row, put) => <RungRow row={row} put={put} gradeOptions={gradeOptions} />}
      </Rows>
      <Row label={t.quietFrom}>
        <Input
          aria-label={t.quietFrom}
          maxLength={5}
          placeholder="09:00"
          value={quietHours.from}
          onChange={({ target }) => setQuiet({ from: target.value })}
          style={{ width: 80 }}
        />
        <Input
          aria-label={t.quietUntil}
          maxLength={5}
          placeholder="09:00"
          value={quietHours.until}
          onChange={({ target }) => setQuiet({ until: target.value })}
          style={{ width: 80 }}
        />
        <Checkbox
          checked={quietHours.isRestDayQuiet}
          onChange={({ target }) => setQuiet({ isRestDayQuiet: target.checked })}
        >
          {t.restQuiet}
        </Checkbox>
      </Row>
    </Part>
  )
}
