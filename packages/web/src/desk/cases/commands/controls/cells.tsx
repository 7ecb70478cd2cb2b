import { Input } from 'antd'
import type { ReactNode } from 'react'
import { Labelled } from './Labelled.tsx'

/** One labelled control in a row. */
export const Cell = ({ id, label, children }: { id: string; label: string; children: ReactNode }) => (
  <div className="case-cell">
    <Labelled id={id} label={label}>
      {children}
    </Labelled>
  </div>
)

export type TextProps = {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly placeholder?: string
  readonly onChange: (value: string) => void
}

/** A text that takes what room the row has left. */
export const Wide = ({ id, label, value, placeholder, onChange }: TextProps) => (
  <div className="case-grow">
    <Labelled id={id} label={label}>
      <Input id={id} value={value} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />
    </Labelled>
  </div>
)
