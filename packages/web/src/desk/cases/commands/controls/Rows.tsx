import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'

type Props<R> = {
  readonly rows: readonly R[]
  /** “Step 2”: the name of the group, and what the remove button says. */
  readonly title: (n: number) => string
  readonly addLabel: string
  readonly blank: () => R
  readonly min?: number
  readonly onChange: (rows: readonly R[]) => void
  readonly children: (row: R, set: (change: Partial<R>) => void, index: number) => ReactNode
}

/** A list in which each row has a few fields; rows come and go. */
export function Rows<R extends object>({ rows, title, addLabel, blank, min = 0, onChange, children }: Props<R>) {
  const t = useTexts(controlTexts)
  const set = (index: number, change: Partial<R>) =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...change } : row)))
  return (
    <div className="case-rows">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name before one is typed, and are never reordered
        <fieldset key={index} className="case-row">
          <legend>{title(index + 1)}</legend>
          <div className="case-row-fields">{children(row, (change) => set(index, change), index)}</div>
          {rows.length > min ? (
            <Button
              className="case-row-remove"
              size="small"
              type="text"
              aria-label={t.remove(title(index + 1))}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              ✕
            </Button>
          ) : null}
        </fieldset>
      ))}
      <Button size="small" type="dashed" onClick={() => onChange([...rows, blank()])}>
        {addLabel}
      </Button>
    </div>
  )
}
