import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../../api.ts'
import { useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'
import { useSettled } from './settled.ts'

type Props = {
  readonly id: string
  readonly value: ItemRef | null
  readonly onChange: (item: ItemRef | null) => void
}

/** The service item at stake, with the version that is in force now. */
export function ItemPicker({ id, value, onChange }: Props) {
  const t = useTexts(controlTexts)
  const [typed, setTyped] = useState('')
  const text = useSettled(typed)
  const { data, isFetching } = useQuery({
    queryKey: ['items', 'pick', text],
    queryFn: () => call(catalogueContract.findItems, { query: { ...(text ? { text } : {}), size: 30 } }),
    placeholderData: keepPreviousData,
  })
  const items = data?.items ?? []
  return (
    <Select
      id={id}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      placeholder={t.findItem}
      notFoundContent={t.noItem}
      style={{ width: '100%' }}
      value={value?.itemId ?? null}
      labelRender={() => value?.name ?? ''}
      onChange={(itemId) => {
        const item = items.find((found) => found.itemId === itemId)
        onChange(item ? { itemId: item.itemId, version: item.version, name: item.name } : null)
      }}
      options={items.map((item) => ({ value: item.itemId, label: `${item.name}（${item.organisationName}）` }))}
    />
  )
}
