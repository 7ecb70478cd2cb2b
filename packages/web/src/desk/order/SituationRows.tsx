import type { Situation } from '@bancheng/core/catalogue/order/goal.ts'
import { Button, Input } from 'antd'
import { useTexts } from '../../locale.tsx'
import { editTexts } from './edit-texts.ts'

type Props = { readonly situations: readonly Situation[]; readonly onChange: (next: Situation[]) => void }

/** The facts about an enterprise that a goal asks for. */
export function SituationRows({ situations, onChange }: Props) {
  const t = useTexts(editTexts)
  const put = (id: string, change: Partial<Situation>) =>
    onChange(situations.map((one) => (one.situationId === id ? { ...one, ...change } : one)))
  const add = () => {
    let number = situations.length + 1
    while (situations.some(({ situationId }) => situationId === `Q${number}`)) number++
    onChange([...situations, { situationId: `Q${number}`, name: t.situations, nameEn: '', group: null }])
  }
  return (
    <fieldset className="order-edit-list">
      <legend>{t.situations}</legend>
      {situations.map(({ situationId, name, nameEn, group }) => (
        <div key={situationId} className="order-edit-row">
          <Input
            aria-label={`${t.name} ${situationId}`}
            value={name}
            maxLength={100}
            onChange={(event) => put(situationId, { name: event.target.value })}
          />
          <Input
            aria-label={`${t.nameEn} ${situationId}`}
            placeholder={t.nameEn}
            value={nameEn}
            maxLength={100}
            onChange={(event) => put(situationId, { nameEn: event.target.value })}
          />
          <Input
            aria-label={`${t.group} ${situationId}`}
            placeholder={t.group}
            value={group ?? ''}
            maxLength={50}
            onChange={(event) => put(situationId, { group: event.target.value || null })}
          />
          <Button onClick={() => onChange(situations.filter((one) => one.situationId !== situationId))}>
            {t.remove}
          </Button>
        </div>
      ))}
      <Button onClick={add}>{t.addSituation}</Button>
    </fieldset>
  )
}
