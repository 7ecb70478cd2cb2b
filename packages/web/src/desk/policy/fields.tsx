import type { Limit } from '@bancheng/core/kernel/limit.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button, Checkbox, InputNumber, Select, Space } from 'antd'
import { type ReactNode, useId } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { policyTexts } from './texts.ts'

const units: readonly Limit['unit'][] = ['working-days', 'working-hours', 'calendar-days', 'hours', 'on-the-spot']

type LimitProps<T> = { readonly label: string; readonly value: T; readonly onChange: (next: T) => void }

/** A length and its unit. “On the spot” has no number. */
export function LimitField({ label, value, onChange }: LimitProps<Limit>) {
  const { locale } = useLocale()
  return (
    <Space.Compact>
      <InputNumber
        aria-label={label}
        min={value.unit === 'on-the-spot' ? 0 : 1}
        max={3660}
        disabled={value.unit === 'on-the-spot'}
        value={value.unit === 'on-the-spot' ? 0 : value.amount}
        onChange={(amount) => amount !== null && onChange({ ...value, amount })} // emptied: what stood there comes back
        style={{ width: 84 }}
      />
      <Select
        aria-label={`${label} · ${labelOf('limitUnit', value.unit, locale)}`}
        value={value.unit}
        onChange={(unit) => onChange({ unit, amount: unit === 'on-the-spot' ? 0 : value.amount || 1 })}
        options={units.map((unit) => ({ value: unit, label: labelOf('limitUnit', unit, locale) }))}
        style={{ width: 118 }}
      />
    </Space.Compact>
  )
}

/** The same where nothing may stand: a box before it says whether there is one. */
export function OptionalLimit({ label, none, value, onChange }: LimitProps<Limit | null> & { readonly none: string }) {
  return (
    <Space wrap size={6}>
      <Checkbox
        checked={value !== null}
        onChange={({ target }) => onChange(target.checked ? { amount: 3, unit: 'working-days' } : null)}
      >
        {value === null ? none : label}
      </Checkbox>
      {value ? <LimitField label={label} value={value} onChange={onChange} /> : null}
    </Space>
  )
}

export function Choice<T extends string>(props: {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (next: T) => void
  readonly width?: number
}) {
  return (
    <Select<T>
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      options={[...props.options]}
      style={{ width: props.width ?? 150 }}
    />
  )
}

export function Choices<T extends string>(props: {
  readonly label: string
  readonly value: readonly T[]
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (next: T[]) => void
  readonly placeholder?: string
}) {
  return (
    <Select<T[]>
      mode="multiple"
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={[...props.value]}
      onChange={props.onChange}
      options={[...props.options]}
      style={{ minWidth: 190 }}
    />
  )
}

export function Count(props: {
  readonly label: string
  readonly min?: number
  readonly max?: number
  readonly value: number
  readonly onChange: (next: number) => void
}) {
  const min = props.min ?? 0
  return (
    <InputNumber
      aria-label={props.label}
      min={min}
      max={props.max ?? 99}
      value={props.value}
      onChange={(next) => next !== null && props.onChange(next)}
      style={{ width: 84 }}
    />
  )
}

/** A part of the form that folds away. */
export function Part({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className="desk-panel policy-part" open={open ?? false}>
      <summary>{title}</summary>
      <div className="policy-part-body">{children}</div>
    </details>
  )
}

/** A name before what is filled in; the control carries the same name for who does not see it. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset with a legend cannot lie in a grid
    <div className="policy-row" role="group" aria-labelledby={id}>
      <span id={id}>{label}</span>
      <div>{children}</div>
    </div>
  )
}

/** Rows that are added, removed, and moved up. */
export function Rows<T>(props: {
  readonly rows: readonly T[]
  readonly fresh: () => T
  readonly onChange: (rows: T[]) => void
  readonly children: (row: T, change: (next: T) => void) => ReactNode
}) {
  const t = useTexts(policyTexts)
  const { rows, onChange } = props
  const put = (index: number, next: T) => onChange(rows.map((row, at) => (at === index ? next : row)))
  const raise = (index: number) =>
    onChange([...rows.slice(0, index - 1), ...rows.slice(index - 1, index + 1).reverse(), ...rows.slice(index + 1)])
  return (
    <>
      <ol className="policy-rows">
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own while it is being typed
          <li key={index}>
            <div className="policy-row-fields">{props.children(row, (next) => put(index, next))}</div>
            <Button type="text" size="small" disabled={index === 0} onClick={() => raise(index)}>
              {t.up}
            </Button>
            <Button type="text" size="small" danger onClick={() => onChange(rows.filter((_, at) => at !== index))}>
              {t.remove}
            </Button>
          </li>
        ))}
      </ol>
      <Button size="small" onClick={() => onChange([...rows, props.fresh()])}>
        {t.add}
      </Button>
    </>
  )
}

/** A number that may be none. */
export function OptionalCount({
  label,
  none,
  value,
  min = 1,
  max = 99,
  start,
  onChange,
}: {
  readonly label: string
  readonly none: string
  readonly value: number | null
  readonly min?: number
  readonly max?: number
  readonly start: number
  readonly onChange: (next: number | null) => void
}) {
  return (
    <Space wrap size={6}>
      <Checkbox checked={value !== null} onChange={({ target }) => onChange(target.checked ? start : null)}>
        {value === null ? none : label}
      </Checkbox>
      {value === null ? null : <Count label={label} min={min} max={max} value={value} onChange={onChange} />}
    </Space>
  )
}
