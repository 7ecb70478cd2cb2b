import { earlierSteps } from '@bancheng/core/coordination/send-back.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
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
