import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { itemKeepingContract } from '@bancheng/core/catalogue/keep.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { ChangeList } from '../answers/Changes.tsx'
import { ReportEntry } from '../answers/ReportEntry.tsx'
import { Phones } from '../Phones.tsx'
import { ItemForm } from './ItemForm.tsx'
import { keepTexts } from './keep-texts.ts'
import { itemsTexts, necessityKey } from './texts.ts'

function Facts({ item }: { item: ItemView }) {
  const t = useTexts(itemsTexts)
  const { locale } = useLocale()
  const limit = (allowed: Limit | null) => (allowed ? sayLimit(allowed, locale) : t.noLimit)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t.promised, limit(item.promised)],
    [t.statutory, limit(item.statutory)],
    [t.hallWindow, item.hallWindow],
    [t.phones, item.phones.length > 0 ? <Phones key="phones" phones={item.phones} /> : ''],
    [t.fees, item.fees],
    [t.limitNote, item.limitNote],
    [t.department, item.organisationName],
    [t.group, item.groupName],
    [t.type, item.typeName],
    [t.code, item.code],
  ]
  return (
    <dl className="item-facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function Materials({ materials }: { materials: ItemView['materials'] }) {
  const t = useTexts(itemsTexts)
  const { locale } = useLocale()
  if (materials.length === 0) return <p className="desk-quiet">{t.noMaterials}</p>
  return (
    <table className="desk-table is-cards">
      <thead>
        <tr>
          <th scope="col">{t.material}</th>
          <th scope="col">{t.necessity}</th>
          <th scope="col">{t.form}</th>
          <th scope="col">{t.requirement}</th>
        </tr>
      </thead>
      <tbody>
        {materials.map((material) => (
          <tr key={material.materialId}>
            <td>
              <strong>{material.name}</strong>{' '}
              {material.isPrincipal ? <span className="word-tag is-strong">{t.principal}</span> : null}
            </td>
            <td>{t[necessityKey(material.necessity)]}</td>
            <td>
              {labelOf('paperForm', material.form, locale)} {t.copies(material.copies)}
            </td>
            <td>
              {material.condition}
              {material.note ? <div className="desk-quiet">{material.note}</div> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Guide({ item }: { item: ItemView }) {
  const t = useTexts(itemsTexts)
  return (
    <>
      <Facts item={item} />
      {item.conditions ? (
        <>
          <h3>{t.conditions}</h3>
          <p style={{ whiteSpace: 'pre-line', margin: 0 }}>{item.conditions}</p>
        </>
      ) : null}
      <h3>{t.materials(item.materials.length)}</h3>
      <Materials materials={item.materials} />
    </>
  )
}

function Keep({ item: { itemId, version }, edit }: { item: ItemView; edit: () => void }) {
  const t = useTexts(keepTexts)
  const client = useQueryClient()
  const navigate = useNavigate()
  const retire = useMutation({
    mutationFn: () => call(itemKeepingContract.retireItem, { params: { itemId }, body: { expectedVersion: version } }),
    onSuccess: async () => {
      await navigate(`?${new URLSearchParams({ item: itemId, version: String(version) })}`)
      for (const key of ['items', 'item', 'changes', 'search']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <>
      <ProblemAlert error={retire.error} />
      <p style={{ display: 'flex', gap: 8, margin: '8px 0 0' }}>
        <Button onClick={edit}>{t.edit}</Button>
        <Popconfirm title={t.retireSure} okText={t.retire} cancelText={t.cancel} onConfirm={() => retire.mutate()}>
          <Button loading={retire.isPending}>{t.retire}</Button>
        </Popconfirm>
      </p>
    </>
  )
}

/** One item as the guide tells it; an older version when the address asks for one. */
export function ItemDetail({ itemId, version }: { itemId: string; version: number | null }) {
  const t = useTexts(itemsTexts)
  const keep = useTexts(keepTexts)
  const { can } = useSession()
  const [isEditing, setIsEditing] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['item', itemId, version],
    queryFn: () => call(catalogueContract.viewItem, { params: { itemId }, query: version ? { version } : {} }),
    staleTime: 5 * 60_000,
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (isEditing && data.isCurrent) return <ItemForm item={data} done={() => setIsEditing(false)} />
  return (
    <>
      <h2>{data.name}</h2>
      <span className="desk-quiet">
        {data.organisationName} · {t.version(data.version)}
      </span>
      {data.isCurrent ? null : <Alert type="warning" role="note" showIcon title={t.former} />}
      {can.includes('giveNotice') && data.isCurrent ? (
        <p>
          <Link to={`/items/${itemId}/notice`}>{t.notice}</Link>
        </p>
      ) : null}
      {data.mayKeep ? <Keep item={data} edit={() => setIsEditing(true)} /> : null}
      <ReportEntry subject={{ subjectKind: 'item', subjectId: itemId, subjectName: data.name }} />
      <Tabs
        items={[
          { key: 'guide', label: keep.guide, children: <Guide item={data} /> },
          {
            key: 'history',
            label: keep.history,
            children: <ChangeList subjectKind="item" subjectId={itemId} names={keep} />,
          },
        ]}
      />
    </>
  )
}
