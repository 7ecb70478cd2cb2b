import { Necessity } from '@bancheng/core/catalogue/item.ts'
import { Button, Checkbox, Input, Select } from 'antd'
import { newKey } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { type MaterialRow, newMaterial } from './item-typed.ts'
import { keepTexts } from './keep-texts.ts'
import { itemsTexts, necessityKey } from './texts.ts'

type RowProps = {
  readonly row: MaterialRow
  readonly position: number
  readonly isWrong: (field: string) => boolean
  readonly set: (changed: Partial<MaterialRow>) => void
  readonly remove: () => void
  readonly moveUp: () => void
}

function Row({ row, position, isWrong, set, remove, moveUp }: RowProps) {
  const t = useTexts(keepTexts)
  const words = useTexts(itemsTexts)
  const status = (field: string) => (isWrong(field) ? 'error' : '')
  const label = (field: string) => `${t.material(position + 1)} ${field}`
  const text = (field: 'condition' | 'note') => (
    <Input.TextArea
      autoSize={{ minRows: 1 }}
      aria-label={label(t[field])}
      placeholder={t[field]}
      value={row[field]}
      onChange={(event) => set({ [field]: event.target.value })}
    />
  )
  return (
    <fieldset className="material-row">
      <legend className="desk-quiet">{t.material(position + 1)}</legend>
      <Input
        className="material-name"
        aria-label={label(t.materialName)}
        placeholder={t.materialName}
        status={status('name')}
        value={row.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Select<Necessity>
        aria-label={label(t.necessity)}
        status={status('necessity')}
        value={row.necessity}
        options={Necessity.options.map((value) => ({
          value,
          label: words[necessityKey(value)],
          disabled: row.isPrincipal && value === 'deferrable',
          title: row.isPrincipal && value === 'deferrable' ? t.principalHint : '',
        }))}
        onChange={(necessity) => set({ necessity })}
      />
      <Select<MaterialRow['form']>
        aria-label={label(t.form)}
        value={row.form}
        options={(['original', 'copy'] as const).map((value) => ({ value, label: t[value] }))}
        onChange={(form) => set({ form })}
      />
      <Input
        aria-label={label(t.copies)}
        inputMode="numeric"
        suffix={<span className="desk-quiet">{t.copies}</span>}
        status={status('copies')}
        value={row.copies}
        onChange={(event) => set({ copies: event.target.value })}
      />
      <Checkbox
        checked={row.isPrincipal}
        disabled={row.necessity === 'deferrable'}
        title={row.necessity === 'deferrable' ? t.principalHint : ''}
        onChange={(event) => set({ isPrincipal: event.target.checked })}
      >
        {t.isPrincipal}
      </Checkbox>
      <span className="material-tools">
        <Button size="small" aria-label={t.up(row.name)} disabled={position === 0} onClick={moveUp}>
          ↑
        </Button>
        <Button size="small" aria-label={t.removeMaterial(row.name)} onClick={remove}>
          ×
        </Button>
      </span>
      <div className="material-words">
        {text('condition')}
        {text('note')}
      </div>
    </fieldset>
  )
}

type Rows = {
  readonly rows: readonly MaterialRow[]
  readonly change: (rows: readonly MaterialRow[]) => void
  readonly wrong: ReadonlySet<string>
}

/** The materials, a row each, in the order in which the guide lists them. */
export function MaterialRows({ rows, change, wrong }: Rows) {
  const t = useTexts(keepTexts)
  const moveUp = (position: number) => {
    const [row] = rows.slice(position, position + 1)
    const others = rows.filter((_, at) => at !== position)
    if (row) change([...others.slice(0, position - 1), row, ...others.slice(position - 1)])
  }
  return (
    <>
      {rows.map((row, position) => (
        <Row
          key={row.key}
          row={row}
          position={position}
          isWrong={(field) => wrong.has(`materials.${position}.${field}`)}
          set={(changed) => change(rows.map((one, at) => (at === position ? { ...one, ...changed } : one)))}
          remove={() => change(rows.filter((_, at) => at !== position))}
          moveUp={() => moveUp(position)}
        />
      ))}
      <Button onClick={() => change([...rows, newMaterial(newKey())])}>{t.addMaterial}</Button>
    </>
  )
}
