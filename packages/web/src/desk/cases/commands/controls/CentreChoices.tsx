import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { gradeWord, scopeWord } from '@bancheng/core/texts/labels.ts'
import { Select } from 'antd'
import { useLocale } from '../../../../locale.tsx'
import type { ControlProps } from '../FieldControl.tsx'
import { OptionsControl } from './ChoiceControl.tsx'

/** 难易分级 of the rules that this case is judged by, each with the time that it allows. */
export function GradeControl({ id, value, onChange, scene }: ControlProps) {
  const { locale } = useLocale()
  const options = scene.view.choices.grades.map(({ grade, name, limit }) => {
    const word = gradeWord(grade, name, locale)
    return { value: grade, label: grade === 'on-the-spot' ? word : `${word} · ${sayLimit(limit, locale)}` }
  })
  return <OptionsControl id={id} options={options} value={value} onChange={onChange} />
}

/** 不予受理情形 that these rules know. */
export function ScopeReasonControl({ id, value, onChange, scene }: ControlProps) {
  const { locale } = useLocale()
  return (
    <Select
      id={id}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      value={value === undefined ? null : value}
      onChange={onChange}
      options={scene.view.choices.scopeReasons.map(({ reason, name }) => ({
        value: reason,
        label: scopeWord(reason, name, locale),
      }))}
    />
  )
}
