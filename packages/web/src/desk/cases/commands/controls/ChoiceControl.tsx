import { type LabelKind, labels } from '@bancheng/core/texts/labels.ts'
import { Radio, Select } from 'antd'
import { useLocale, useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'
import type { ChoiceOf } from '../fields.ts'

/** Few enough to be seen at once; more unfold. */
export const SEEN_AT_ONCE = 8
/** More break into lines, and stand apart so that the lines do not look torn. */
const IN_ONE_BAR = 3

export function useChoiceLabel(): (of: ChoiceOf, value: unknown) => string {
  const { locale } = useLocale()
  const t = useTexts(controlTexts)
  return (of, value) => {
    switch (of) {
      case 'granted':
        return value ? t.granted : t.refused
      case 'approved':
        return value ? t.granted : t.sentBack
      case 'upheld':
        return value ? t.upheld : t.overruled
      case 'refuses':
        return value ? t.refusesSms : t.wantsSms
      case 'solved':
        return value === null ? t.notReached : value ? t.solved : t.notSolved
      case 'direction':
        return value === 'up' ? t.up : t.across
      default:
        return labelIn(of, value, locale)
    }
  }
}

const labelIn = (of: LabelKind, value: unknown, locale: 'zh' | 'en') =>
  (labels[locale][of] as Record<string, string>)[String(value)] ?? String(value) // the list belongs to this kind

type Props = {
  readonly id: string
  readonly of: ChoiceOf
  readonly values: readonly unknown[]
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly isBig?: boolean
}

export function ChoiceControl({ of, values, ...props }: Props) {
  const say = useChoiceLabel()
  return <OptionsControl {...props} options={values.map((value) => ({ value, label: say(of, value) }))} />
}

type OptionsProps = Omit<Props, 'of' | 'values'> & {
  readonly options: readonly { readonly value: unknown; readonly label: string }[]
}

/** One of several: all seen at once where they are few. */
export function OptionsControl({ id, options, value, onChange, isBig = false }: OptionsProps) {
  if (options.length > SEEN_AT_ONCE)
    return (
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: '100%' }}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(chosen)}
        options={options.map((option) => ({ value: String(option.value), label: option.label }))}
      />
    )
  return (
    <Radio.Group
      id={id}
      className={`case-choice ${isBig ? 'is-big' : options.length > IN_ONE_BAR ? 'is-loose' : ''}`}
      optionType="button"
      buttonStyle="solid"
      // null is an answer of its own, so values go by their place in the list
      value={options.findIndex((option) => option.value === value)}
      onChange={(event) => onChange(options[event.target.value]?.value)}
      options={options.map(({ label }, index) => ({ value: index, label }))}
    />
  )
}
