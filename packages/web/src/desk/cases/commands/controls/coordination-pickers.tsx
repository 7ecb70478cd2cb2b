import type { Party } from '@bancheng/core/cases/words.ts'
import { earlierSteps } from '@bancheng/core/coordination/send-back.ts'
import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import type { Role } from '@bancheng/core/kernel/actor.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Select } from 'antd'
import { useLocale, useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'
import type { Scene } from '../fields.ts'
import { unitOptions, useDirectory } from './pickers.tsx'

type UnitsProps = {
  readonly id: string
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Several units that are asked, or told, the same. */
export function UnitsPicker({ id, value, onChange }: UnitsProps) {
  const t = useTexts(controlTexts)
  const { data } = useDirectory('')
  return (
    <Select
      id={id}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t.chooseUnit}
      notFoundContent={t.noUnit}
      style={{ width: '100%' }}
      value={[...value]}
      onChange={onChange}
      options={unitOptions(data?.organisations ?? [])}
    />
  )
}

/** Everybody who can see a case, by name and unit. */
const personOptions = (organisations: readonly DirectoryOrganisation[], roles: readonly Role[]) =>
  organisations.flatMap(({ units }) =>
    units.flatMap(({ name: unit, people }) =>
      people
        .filter(({ role }) => role !== null && roles.includes(role))
        .map(({ personId, name }) => ({ value: personId, label: `${name}（${unit}）` })),
    ),
  )

/** People who get a copy, leaders among them. */
export function PeoplePicker({ id, value, onChange }: UnitsProps) {
  const t = useTexts(controlTexts)
  const { data } = useDirectory('')
  return (
    <Select
      id={id}
      mode="multiple"
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t.choosePeople}
      notFoundContent={t.noPeople}
      style={{ width: '100%' }}
      value={[...value]}
      onChange={onChange}
      options={personOptions(data?.organisations ?? [], ['officer', 'liaison', 'supervisor', 'leader', 'analyst'])}
    />
  )
}

const keyOf = (party: Party): string =>
  party.kind === 'unit' ? `unit:${party.unitId}` : party.kind === 'person' ? `person:${party.personId}` : party.kind
function partyOfKey(key: string): Party {
  const [kind, id = ''] = key.split(':')
  if (kind === 'unit') return { kind, unitId: id }
  return kind === 'person' ? { kind, personId: id } : { kind: kind === 'leader' ? 'leader' : 'supervisor' }
}

type OverseerProps = {
  readonly id: string
  readonly scene: Scene
  readonly value: Party | null
  readonly onChange: (value: Party) => void
}

/** Who is told by hand to see to it: the unit itself and whoever stands above it first, then anybody. */
export function OverseerPicker({ id, scene, value, onChange }: OverseerProps) {
  const t = useTexts(controlTexts)
  const { locale } = useLocale()
  const { data } = useDirectory('')
  const organisations = data?.organisations ?? []
  const party = scene.task?.party
  const own = organisations.find(
    ({ units }) => party?.kind === 'unit' && units.some((one) => one.unitId === party.unitId),
  )
  const above = organisations.filter(({ organisationId }) => organisationId === own?.superiorOrganisationId)
  const groups = [
    {
      label: t.itsUnit,
      options: unitOptions(own ? [own] : []).filter(
        ({ value: unit }) => party?.kind === 'unit' && unit === party.unitId,
      ),
    },
    { label: t.superiorUnit, options: unitOptions(above) },
    {
      label: labelOf('party', 'unit', locale),
      options: unitOptions(organisations.filter((one) => one !== own && !above.includes(one))),
    },
  ].map((group) => ({ ...group, options: group.options.map((unit) => ({ ...unit, value: `unit:${unit.value}` })) }))
  const people = personOptions(organisations, ['officer', 'liaison', 'supervisor', 'leader'])
  const roles = (['leader', 'supervisor'] as const).map((role) => ({
    value: role,
    label: labelOf('party', role, locale),
  }))
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t.chooseParty}
      notFoundContent={t.noUnit}
      style={{ width: '100%' }}
      value={value ? keyOf(value) : null}
      onChange={(key: string) => onChange(partyOfKey(key))}
      options={[
        ...groups.filter(({ options }) => options.length > 0),
        {
          label: labelOf('party', 'person', locale),
          options: [...roles, ...people.map((one) => ({ ...one, value: `person:${one.value}` }))],
        },
      ]}
    />
  )
}

type StepProps = {
  readonly id: string
  readonly scene: Scene
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

/** A done step on which this one stands; the rule of the command offers the same. */
export function EarlierStepPicker({ id, scene, value, onChange }: StepProps) {
  const steps = scene.task ? earlierSteps(scene.view.state, scene.task) : []
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      value={value}
      onChange={onChange}
      options={steps.map((step) => ({ value: step.taskId, label: step.ask }))}
    />
  )
}

/** 特别程序 as the rules know them, each with its longest time and how often this case has had it. */
export function ProcedurePicker({ id, scene, value, onChange }: StepProps) {
  const t = useTexts(controlTexts)
  const { locale } = useLocale()
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      placeholder={t.chooseProcedure}
      value={value}
      onChange={onChange}
      options={scene.view.procedures.map(({ key, name, ceiling, times, had }) => ({
        value: key,
        label: [name, ceiling ? t.atMost(sayLimit(ceiling, locale)) : '', times ? t.hadOf(had, times) : '']
          .filter(Boolean)
          .join(' · '),
      }))}
    />
  )
}
