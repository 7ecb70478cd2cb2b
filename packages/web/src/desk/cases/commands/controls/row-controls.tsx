import type { FormDefinition } from '@bancheng/core/cases/forms.ts'
import { type Party, StepChannel } from '@bancheng/core/cases/words.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'
import { Radio, Select } from 'antd'
import { useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'
import { ChoiceControl } from './ChoiceControl.tsx'
import { Cell, type TextProps, Wide } from './cells.tsx'
import { LabelledGroup } from './Labelled.tsx'
import { FormPicker, LimitControl, PartyPicker, UnitPicker } from './pickers.tsx'
import { Rows } from './Rows.tsx'

type Props<R> = { readonly id: string; readonly rows: readonly R[]; readonly onChange: (rows: readonly R[]) => void }
type WithForms = { readonly forms: readonly FormDefinition[] }

export type UnitAsked = { readonly unitId?: string | null; readonly part: 'lead' | 'assist' }

/** Several units at once, exactly one of them in the lead. */
export function UnitsAskedControl({ id, rows, onChange }: Props<UnitAsked>) {
  const t = useTexts(controlTexts)
  // Who takes the lead takes it from the unit that had it.
  const lead = (index: number) => rows.map((row, at) => ({ ...row, part: at === index ? 'lead' : 'assist' }) as const)
  return (
    <Rows
      rows={rows}
      title={(n) => `${t.unit} ${n}`}
      addLabel={t.addUnit}
      min={1}
      blank={(): UnitAsked => ({ part: rows.some((row) => row.part === 'lead') ? 'assist' : 'lead' })}
      onChange={onChange}
    >
      {(row, set, index) => (
        <>
          <div className="case-grow">
            <UnitPicker
              id={`${id}-${index}-unit`}
              label={t.unit}
              value={row.unitId}
              onChange={(unitId) => set({ unitId })}
            />
          </div>
          <Radio.Group
            aria-label={t.part}
            value={row.part}
            onChange={(event) => (event.target.value === 'lead' ? onChange(lead(index)) : set({ part: 'assist' }))}
            options={[
              { value: 'lead', label: t.lead },
              { value: 'assist', label: t.assist },
            ]}
          />
        </>
      )}
    </Rows>
  )
}

export type ProposedRow = {
  readonly title: string
  readonly channel: 'online' | 'offline'
  readonly unitId: string | null
  readonly formId: string | null
}

/** What the unit proposes as the way out, step by step; the owner lays the plan from it. */
export function ProposedStepsControl({ id, rows, onChange, forms }: Props<ProposedRow> & WithForms) {
  const t = useTexts(controlTexts)
  return (
    <Rows
      rows={rows}
      title={t.step}
      addLabel={t.addStep}
      blank={(): ProposedRow => ({ title: '', channel: 'offline', unitId: null, formId: null })}
      onChange={onChange}
    >
      {(row, set, index) => (
        <>
          <StepTitle id={`${id}-${index}`} value={row.title} onChange={(title) => set({ title })} />
          <StepHow id={`${id}-${index}`} value={row.channel} onChange={(channel) => set({ channel })} />
          <Cell id={`${id}-${index}-unit`} label={t.unit}>
            <UnitPicker id={`${id}-${index}-unit`} value={row.unitId} onChange={(unitId) => set({ unitId })} />
          </Cell>
          <Cell id={`${id}-${index}-form`} label={t.stepForm}>
            <FormPicker
              id={`${id}-${index}-form`}
              forms={forms}
              value={row.formId}
              onChange={(formId) => set({ formId })}
            />
          </Cell>
        </>
      )}
    </Rows>
  )
}

export type PlanRow = {
  readonly key: string
  readonly title: string
  readonly channel: 'online' | 'offline'
  readonly party?: Party | null
  readonly after: readonly string[]
  readonly limit?: Limit | null
  readonly formId?: string | null
}

/** A name that no other row has, whatever was removed in between. */
const nextKey = (rows: readonly PlanRow[]) => `s${Math.max(0, ...rows.map((row) => Number(row.key.slice(1)) || 0)) + 1}`

/** The way out as steps: what waits for nothing starts at once, side by side. */
export function PlanStepsControl({ id, rows, onChange, forms }: Props<PlanRow> & WithForms) {
  const t = useTexts(controlTexts)
  const remaining = (next: readonly PlanRow[]) => {
    const keys = new Set(next.map((row) => row.key))
    onChange(next.map((row) => ({ ...row, after: row.after.filter((key) => keys.has(key)) })))
  }
  return (
    <Rows
      rows={rows}
      title={t.step}
      addLabel={t.addStep}
      min={1}
      blank={(): PlanRow => ({ key: nextKey(rows), title: '', channel: 'offline', after: [] })}
      onChange={remaining}
    >
      {(row, set, index) => (
        <>
          <StepTitle id={`${id}-${index}`} value={row.title} onChange={(title) => set({ title })} />
          <StepHow id={`${id}-${index}`} value={row.channel} onChange={(channel) => set({ channel })} />
          <Cell id={`${id}-${index}-party`} label={t.stepParty}>
            <PartyPicker id={`${id}-${index}-party`} value={row.party} onChange={(party) => set({ party })} />
          </Cell>
          <Cell id={`${id}-${index}-after`} label={t.stepAfter}>
            <Select
              id={`${id}-${index}-after`}
              mode="multiple"
              style={{ width: '100%' }}
              placeholder={t.atOnce}
              value={[...row.after]}
              onChange={(after) => set({ after })}
              options={rows
                .map((other, at) => ({ value: other.key, label: `${at + 1} ${other.title}` }))
                .filter((other) => other.value !== row.key)}
            />
          </Cell>
          <Cell id={`${id}-${index}-form`} label={t.stepForm}>
            <FormPicker
              id={`${id}-${index}-form`}
              forms={forms}
              value={row.formId}
              onChange={(formId) => set({ formId })}
            />
          </Cell>
          <Cell id={`${id}-${index}-limit`} label={t.stepLimit}>
            <LimitControl id={`${id}-${index}-limit`} value={row.limit} onChange={(limit) => set({ limit })} />
          </Cell>
        </>
      )}
    </Rows>
  )
}

function StepTitle(props: Omit<TextProps, 'label'>) {
  const t = useTexts(controlTexts)
  return <Wide {...props} id={`${props.id}-title`} label={t.stepTitle} />
}

type HowProps = {
  readonly id: string
  readonly value: StepChannel
  readonly onChange: (value: StepChannel) => void
}
function StepHow({ id, value, onChange }: HowProps) {
  const t = useTexts(controlTexts)
  return (
    <LabelledGroup id={`${id}-channel`} label={t.stepChannel}>
      <ChoiceControl
        id={`${id}-channel`}
        of="stepChannel"
        values={StepChannel.options}
        value={value}
        onChange={(channel) => onChange(channel as StepChannel)} // one of the options above
      />
    </LabelledGroup>
  )
}
