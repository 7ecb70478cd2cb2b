import { NOT_USED } from '@bancheng/core/catalogue/import.ts'
import { Select } from 'antd'
import { useTexts } from '../../locale.tsx'
import { importTexts } from './texts.ts'

type Read = { readonly heading: string; readonly column: string | null }
type ChoiceProps = {
  readonly columns: readonly Read[]
  /** Every column that this kind of file can have, as the reader calls it. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The file is read again with what is said of every column. */
  readonly choose: (columns: string) => void
  readonly isPending: boolean
}

/** Each heading of the file, and what it is read as; a person says it where the heading does not. */
export function ColumnChoice({ columns, options, choose, isPending }: ChoiceProps) {
  const t = useTexts(importTexts)
  const change = (position: number, value: string) =>
    choose(columns.map(({ column }, at) => (at === position ? value : (column ?? NOT_USED))).join(','))
  return (
    <ul className="import-columns">
      {columns.map(({ heading, column }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a file may have the same heading twice, and never reorders
        <li key={position}>
          <span className={column ? undefined : 'desk-quiet'}>{heading || '—'}</span>
          <span aria-hidden>→</span>
          <Select
            size="small"
            showSearch
            optionFilterProp="label"
            aria-label={t.readAs(heading || '—')}
            className={column ? 'import-column is-read' : 'import-column'}
            disabled={isPending}
            popupMatchSelectWidth={false}
            value={column ?? NOT_USED}
            options={[{ value: NOT_USED, label: t.ignored }, ...options]}
            onChange={(value: string) => change(position, value)}
          />
        </li>
      ))}
    </ul>
  )
}
