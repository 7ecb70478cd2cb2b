import type { FormDefinition } from '@bancheng/core/cases/forms.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { sayUntil } from '@bancheng/core/directory/leave.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Select, Space } from 'antd'
import { useState } from 'react'
import { call } from '../../../../api.ts'
import { useLocale, useTexts } from '../../../../locale.tsx'
import { leaveTexts } from '../../../directory/leave-texts.ts'
import { useAway } from '../../../directory/leaves.ts'
import { controlTexts } from '../control-texts.ts'
import { useSettled } from './settled.ts'

type PickerProps<T> = {
  readonly id: string
  readonly value: T | null | undefined
  readonly onChange: (value: T | null) => void
  readonly label?: string
}

export const useDirectory = (typed: string) => {
  const text = useSettled(typed)
  return useQuery({
    queryKey: ['directory', text],
    queryFn: () => call(directoryContract.viewDirectory, { query: text ? { text } : {} }),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })
}

export const unitOptions = (organisations: readonly DirectoryOrganisation[]) =>
  organisations.flatMap((organisation) =>
    organisation.units.map((unit) => ({
      value: unit.unitId,
      label: unit.name.includes(organisation.shortName) ? unit.name : `${organisation.shortName} · ${unit.name}`,
    })),
  )

/** A unit of the directory; the server finds it by name or pinyin initials. */
export function UnitPicker({ id, value, onChange, label }: PickerProps<string>) {
  const t = useTexts(controlTexts)
  const [typed, setTyped] = useState('')
  const { data, isFetching } = useDirectory(typed)
  const all = useDirectory('')
  const known = unitOptions(all.data?.organisations ?? [])
  const options = typed ? unitOptions(data?.organisations ?? []) : known
  return (
    <Select
      id={id}
      aria-label={label}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      placeholder={t.chooseUnit}
      notFoundContent={t.noUnit}
      style={{ width: '100%' }}
      value={value ?? null}
      labelRender={({ value: id }) => known.find((unit) => unit.value === id)?.label ?? ''}
      onChange={(next) => onChange(next ?? null)}
      options={options}
    />
  )
}

/** An officer or supervisor of the window. */
export function ColleaguePicker({ id, value, onChange }: PickerProps<string>) {
  const t = useTexts(controlTexts)
  const { data } = useDirectory('')
  const away = useAway()
  const absence = useTexts(leaveTexts)
  const { locale } = useLocale()
  const sayAway = (personId: string) => {
    const leave = away.get(personId)
    if (!leave) return ''
    const until = sayUntil(leave.until, locale)
    return ` · ${leave.actingName ? absence.awayBy(until, leave.actingName) : absence.until(until)}`
  }
  const options = (data?.organisations ?? []).flatMap((organisation) =>
    organisation.units.flatMap((unit) =>
      unit.people
        .filter((person) => person.role === 'officer' || person.role === 'supervisor')
        .map((person) => ({
          value: person.personId,
          label: `${person.name}（${unit.name}）${sayAway(person.personId)}`,
          disabled: away.has(person.personId),
        })),
    ),
  )
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t.choosePerson}
      notFoundContent={t.noPerson}
      style={{ width: '100%' }}
      value={value ?? null}
      onChange={onChange}
      options={options}
    />
  )
}

const roles = ['owner', 'window', 'supervisor', 'applicant', 'outside'] as const
const partyKey = (party: Party) => (party.kind === 'unit' ? `unit:${party.unitId}` : party.kind)
const partyOf = (key: string): Party => {
  const kind = roles.find((role) => role === key)
  if (kind === 'outside') return { kind, organisation: '', name: '' }
  return kind ? { kind } : { kind: 'unit', unitId: key.slice('unit:'.length) }
}

/** Anyone a paper or a step may go to: a role at the window, the applicant, a unit, or somebody outside by name. */
export function PartyPicker({ id, value, onChange, label }: PickerProps<Party>) {
  const t = useTexts(controlTexts)
  const { locale } = useLocale()
  const { data } = useDirectory('')
  const options = [
    ...roles.map((role) => ({ value: role as string, label: labelOf('party', role, locale) })),
    ...unitOptions(data?.organisations ?? []).map((unit) => ({ ...unit, value: `unit:${unit.value}` })),
  ]
  return (
    <>
      <Select
        id={id}
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t.chooseParty}
        notFoundContent={t.noUnit}
        style={{ width: '100%' }}
        value={value ? partyKey(value) : null}
        onChange={(key) => onChange(partyOf(key))}
        options={options}
      />
      {value?.kind === 'outside' ? (
        <Space.Compact block style={{ marginTop: 6 }}>
          {(['organisation', 'name'] as const).map((part) => (
            <Input
              key={part}
              aria-label={t[part]}
              placeholder={t[part]}
              value={value[part]}
              onChange={(event) => onChange({ ...value, [part]: event.target.value })}
            />
          ))}
        </Space.Compact>
      ) : null}
    </>
  )
}

export function FormPicker({
  id,
  value,
  onChange,
  label,
  forms,
}: PickerProps<string> & { readonly forms: readonly FormDefinition[] }) {
  const t = useTexts(controlTexts)
  return (
    <Select
      id={id}
      aria-label={label}
      allowClear
      placeholder={t.chooseForm}
      style={{ width: '100%' }}
      value={value ?? null}
      onChange={(next) => onChange(next ?? null)}
      options={forms.map((form) => ({ value: form.formId, label: form.title }))}
    />
  )
}

const units = ['working-days', 'working-hours', 'calendar-days'] as const satisfies readonly Limit['unit'][]

export function LimitControl({ id, value, onChange, label }: PickerProps<Limit>) {
  const t = useTexts(controlTexts)
  const { locale } = useLocale()
  const [unit, setUnit] = useState<Limit['unit']>(value?.unit ?? 'working-days')
  return (
    <Space.Compact>
      <InputNumber
        id={id}
        aria-label={label}
        min={1}
        max={365}
        precision={0}
        value={value?.amount ?? null}
        onChange={(amount) => onChange(typeof amount === 'number' ? { amount, unit } : null)}
        style={{ width: 96 }}
      />
      <Select
        aria-label={t.limitUnit}
        value={unit}
        style={{ width: 150 }}
        onChange={(next) => {
          setUnit(next)
          if (value) onChange({ amount: value.amount, unit: next })
        }}
        options={units.map((option) => ({ value: option, label: labelOf('limitUnit', option, locale) }))}
      />
    </Space.Compact>
  )
}
