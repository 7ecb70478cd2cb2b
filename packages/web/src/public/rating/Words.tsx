import { useId } from 'react'
import { useTexts } from '../../locale.tsx'
import { ratingTexts } from './texts.ts'

const LONGEST = 1_000 // core/cases/commands/inputs.ts: ratingWords

type Props = { readonly label: string; readonly value: string; readonly onChange: (next: string) => void }

/** Words of their own; how many more fit is said when it gets tight. */
export function Words({ label, value, onChange }: Props) {
  const t = useTexts(ratingTexts)
  const id = useId()
  const left = LONGEST - value.length
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={4} maxLength={LONGEST} value={value} onChange={({ target }) => onChange(target.value)} />
      {left <= 100 ? <p className="link-quiet">{t.left(left)}</p> : null}
    </>
  )
}
