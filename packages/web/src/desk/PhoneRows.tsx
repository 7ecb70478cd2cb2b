import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import { Button, Input } from 'antd'
import { texts, useTexts } from '../locale.tsx'

const phoneTexts = texts(
  {
    label: '名称，如 咨询',
    labelOf: (position: number) => `电话 ${position} 的名称`,
    number: '号码',
    numberOf: (position: number) => `电话 ${position}`,
    add: '加一个电话',
    remove: (number: string) => `删去电话 ${number}`,
  },
  {
    label: 'Name, such as advice',
    labelOf: (position) => `Name of phone ${position}`,
    number: 'Number',
    numberOf: (position) => `Phone ${position}`,
    add: 'Add a phone',
    remove: (number) => `Remove the phone ${number}`,
  },
)

type Rows = {
  readonly phones: readonly OfficePhone[]
  readonly change: (phones: OfficePhone[]) => void
  readonly isWrong: boolean
}

/** The numbers of an office, a line each. */
export function PhoneRows({ phones, change, isWrong }: Rows) {
  const t = useTexts(phoneTexts)
  const set = (position: number, phone: Partial<OfficePhone>) =>
    change(phones.map((one, at) => (at === position ? { ...one, ...phone } : one)))
  return (
    <div className="phone-rows">
      {phones.map(({ label, number }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else; its fields are controlled
        <div key={position}>
          <Input
            aria-label={t.labelOf(position + 1)}
            placeholder={t.label}
            value={label}
            onChange={(event) => set(position, { label: event.target.value })}
          />
          <Input
            aria-label={t.numberOf(position + 1)}
            placeholder={t.number}
            inputMode="tel"
            status={isWrong ? 'error' : ''}
            value={number}
            onChange={(event) => set(position, { number: event.target.value })}
          />
          <Button aria-label={t.remove(number)} onClick={() => change(phones.filter((_, at) => at !== position))}>
            ×
          </Button>
        </div>
      ))}
      <Button size="small" onClick={() => change([...phones, { label: '', number: '' }])}>
        {t.add}
      </Button>
    </div>
  )
}
