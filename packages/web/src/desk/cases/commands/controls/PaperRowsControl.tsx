import { PaperForm } from '@bancheng/core/cases/words.ts'
import { InputNumber } from 'antd'
import { useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'
import { ChoiceControl } from './ChoiceControl.tsx'
import { Cell, Wide } from './cells.tsx'
import { LabelledGroup } from './Labelled.tsx'
import { Rows } from './Rows.tsx'

type Props = {
  readonly id: string
  readonly rows: readonly PaperRow[]
  readonly onChange: (rows: readonly PaperRow[]) => void
}

export type PaperRow = {
  readonly name: string
  readonly form: 'original' | 'copy'
  readonly copies: number
  readonly condition: string
}

/** What the receipt lists, item by item. */
export function PaperRowsControl({ id, rows, onChange }: Props) {
  const t = useTexts(controlTexts)
  return (
    <Rows
      rows={rows}
      title={t.paper}
      addLabel={t.addPaper}
      min={1}
      blank={(): PaperRow => ({ name: '', form: 'original', copies: 1, condition: '' })}
      onChange={onChange}
    >
      {(row, set, index) => (
        <>
          <Wide id={`${id}-${index}-name`} label={t.paperName} value={row.name} onChange={(name) => set({ name })} />
          <LabelledGroup id={`${id}-${index}-form`} label={t.paperForm}>
            <ChoiceControl
              id={`${id}-${index}-form`}
              of="paperForm"
              values={PaperForm.options}
              value={row.form}
              onChange={(form) => set({ form: form as PaperRow['form'] })} // one of the options above
            />
          </LabelledGroup>
          <Cell id={`${id}-${index}-copies`} label={t.copies}>
            <InputNumber
              id={`${id}-${index}-copies`}
              min={1}
              max={999}
              precision={0}
              style={{ width: 80 }}
              value={row.copies}
              onChange={(copies) => set({ copies: typeof copies === 'number' ? copies : 1 })}
            />
          </Cell>
          <Wide
            id={`${id}-${index}-condition`}
            label={t.condition}
            placeholder={t.conditionHint}
            value={row.condition}
            onChange={(condition) => set({ condition })}
          />
        </>
      )}
    </Rows>
  )
}
