import type { CaseView } from '@bancheng/core/cases/view.ts'
import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input, Select } from 'antd'
import { call } from '../../../../api.ts'
import { useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'

export type MaterialTyped = {
  readonly materialId: string | null
  readonly materialName: string
  readonly isPrincipal: boolean
}

const OTHER = 'other'

function useMaterials({ state: { item } }: CaseView) {
  const { data } = useQuery({
    queryKey: ['item', item?.itemId, item?.version],
    queryFn: () =>
      item
        ? call(catalogueContract.viewItem, { params: { itemId: item.itemId }, query: { version: item.version } })
        : null,
    enabled: item !== null,
  })
  return data?.materials ?? []
}

type Props = {
  readonly id: string
  readonly view: CaseView
  readonly value: MaterialTyped | undefined
  readonly onChange: (value: MaterialTyped) => void
}

/** A material of the item, or one that the guide does not list. */
export function MaterialControl({ id, view, value, onChange }: Props) {
  const t = useTexts(controlTexts)
  const materials = useMaterials(view)
  const isOther = materials.length === 0 || (value !== undefined && value.materialId === null)
  const choose = (chosen: string) => {
    const material = materials.find(({ materialId }) => materialId === chosen)
    onChange({
      materialId: material?.materialId ?? null,
      materialName: material?.name ?? '',
      isPrincipal: material?.isPrincipal ?? false,
    })
  }
  const typed = value ?? { materialId: null, materialName: '', isPrincipal: false }
  return (
    <div className="case-stack">
      {materials.length > 0 ? (
        <Select
          id={id}
          style={{ width: '100%' }}
          value={value ? (value.materialId ?? OTHER) : null}
          onChange={choose}
          options={[
            ...materials.map((material) => ({
              value: material.materialId,
              label: `${material.name}${material.isPrincipal ? `（${t.principalTag}）` : material.necessity === 'deferrable' ? `（${t.deferrableTag}）` : ''}`,
            })),
            { value: OTHER, label: t.otherMaterial },
          ]}
        />
      ) : null}
      {isOther ? (
        <>
          <Input
            id={materials.length > 0 ? `${id}-name` : id}
            aria-label={t.materialName}
            placeholder={t.materialName}
            value={typed.materialName}
            onChange={(event) => onChange({ ...typed, materialId: null, materialName: event.target.value })}
          />
          <Checkbox
            checked={typed.isPrincipal}
            onChange={(event) => onChange({ ...typed, isPrincipal: event.target.checked })}
          >
            {t.isPrincipal}
          </Checkbox>
        </>
      ) : null}
    </div>
  )
}
