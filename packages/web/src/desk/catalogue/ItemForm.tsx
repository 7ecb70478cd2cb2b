import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { itemKeepingContract, type TypedItem } from '@bancheng/core/catalogue/keep.ts'
import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { call, Problem } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { rebase } from '../../ui/rebase.ts'
import { ChangeList } from '../answers/Changes.tsx'
import { PhoneRows } from '../PhoneRows.tsx'
import { emptyItem, type ItemTyped, readTyped, type TypedLimit, typedOf } from './item-typed.ts'
import { keepTexts } from './keep-texts.ts'
import { MaterialRows } from './MaterialRows.tsx'

const units = ['', 'on-the-spot', 'working-days', 'working-hours', 'calendar-days'] as const
const short = ['name', 'code', 'groupName', 'typeCode', 'typeName', 'areaCode', 'departmentCode', 'hallWindow'] as const
const long = ['limitNote', 'fees', 'conditions'] as const

function LimitField(props: {
  name: string
  id: string
  value: TypedLimit
  isWrong: boolean
  change: (to: TypedLimit) => void
}) {
  const { name, id, value, isWrong, change } = props
  const t = useTexts(keepTexts)
  const hasAmount = value.unit !== '' && value.unit !== 'on-the-spot'
  return (
    <span style={{ display: 'flex', gap: 8 }}>
      {hasAmount ? (
        <Input
          aria-label={t.amountOf(name)}
          inputMode="numeric"
          style={{ width: 90 }}
          status={isWrong ? 'error' : ''}
          value={value.amount}
          onChange={(event) => change({ ...value, amount: event.target.value })}
        />
      ) : null}
      <Select<TypedLimit['unit']>
        id={id}
        style={{ flex: 1 }}
        value={value.unit}
        options={units.map((unit) => ({ value: unit, label: t[`unit.${unit}`] }))}
        onChange={(unit) => change({ ...value, unit })}
      />
    </span>
  )
}

const useOrganisations = () =>
  useQuery({
    queryKey: ['directory', ''],
    queryFn: () => call(directoryContract.viewDirectory, { query: {} }),
    staleTime: 5 * 60_000,
  }).data?.organisations.map(({ organisationId, name }) => ({ value: organisationId, label: name })) ?? []

function Field({ id, label, isWide, children }: { id: string; label: string; isWide?: boolean; children: ReactNode }) {
  return (
    <div className={isWide ? 'keep-field is-wide' : 'keep-field'}>
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  )
}

/** What is typed, upon which version; it outlives a reload. */
type Kept = { readonly version: number; readonly base: ItemTyped; readonly typed: ItemTyped }

function useItemForm(item: ItemView | null, done: (itemId: string | null) => void) {
  const { person } = useSession()
  const client = useQueryClient()
  const base = item ? typedOf(item) : emptyItem
  const [initial] = useState<Kept>({ version: item?.version ?? 0, base, typed: base })
  const draft = useDraft<Kept>(person.personId, `item.${item?.itemId ?? 'new'}`, initial)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const save = useMutation({
    mutationFn: (typed: TypedItem) =>
      item
        ? call(itemKeepingContract.saveItem, {
            params: { itemId: item.itemId },
            body: { expectedVersion: draft.value.version, draft: typed },
          })
        : call(itemKeepingContract.addItem, { body: typed }),
    onSuccess: ({ itemId }) => {
      draft.forget()
      for (const key of ['items', 'item', 'changes', 'search']) void client.invalidateQueries({ queryKey: [key] })
      done(itemId)
    },
    onError: () => client.invalidateQueries({ queryKey: ['item', item?.itemId] }),
  })
  const submit = () => {
    const read = readTyped(draft.value.typed)
    setWrong('wrong' in read ? read.wrong : new Set())
    if ('draft' in read) save.mutate(read.draft)
  }
  const cancel = () => {
    draft.forget()
    done(item?.itemId ?? null)
  }
  const takeNewest = () => {
    if (!item) return
    const { typed, base: old } = draft.value
    draft.keep({ version: item.version, base, typed: rebase(old, typed, base) })
    save.reset()
  }
  const isBehind = item !== null && item.version > draft.value.version
  const set = (changed: Partial<ItemTyped>) =>
    draft.keep({ ...draft.value, typed: { ...draft.value.typed, ...changed } })
  return {
    typed: draft.value.typed,
    isRestored: draft.isRestored,
    set,
    wrong,
    save,
    submit,
    cancel,
    takeNewest,
    isBehind,
  }
}

/** Every field of an item and its materials; saving makes a new version. */
export function ItemForm({ item, done }: { item: ItemView | null; done: (itemId: string | null) => void }) {
  const t = useTexts(keepTexts)
  const organisations = useOrganisations()
  const form = useItemForm(item, done)
  const { typed, set, wrong, save } = form
  const isConflict = save.error instanceof Problem && save.error.body.code === 'entry-changed'
  const words = (name: (typeof short)[number] | (typeof long)[number], isWide = false) => (
    <Field key={name} id={`item-${name}`} label={t[name]} isWide={isWide}>
      <Input.TextArea
        id={`item-${name}`}
        autoSize={{ minRows: isWide && name === 'conditions' ? 3 : 1 }}
        status={wrong.has(name) ? 'error' : ''}
        aria-invalid={wrong.has(name)}
        value={typed[name]}
        onChange={(event) => set({ [name]: event.target.value })}
      />
    </Field>
  )
  const limit = (name: 'promised' | 'statutory') => (
    <Field id={`item-${name}`} label={t[name]}>
      <LimitField
        id={`item-${name}`}
        name={t[name]}
        value={typed[name]}
        isWrong={wrong.has(name)}
        change={(to) => set({ [name]: to })}
      />
    </Field>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        form.submit()
      }}
    >
      <ProblemAlert error={save.error} />
      {form.isRestored && !form.isBehind ? <p className="desk-quiet">{t.restored}</p> : null}
      {item && (isConflict || form.isBehind) ? (
        <section className="keep-newer">
          <p>{t.newerHint}</p>
          <Button disabled={!form.isBehind} onClick={form.takeNewest}>
            {t.newer}
          </Button>
          <ChangeList subjectKind="item" subjectId={item.itemId} names={t} />
        </section>
      ) : null}
      <div className="keep-fields">
        <Field id="item-organisationId" label={t.organisationId}>
          <Select
            id="item-organisationId"
            showSearch
            optionFilterProp="label"
            status={wrong.has('organisationId') ? 'error' : ''}
            options={organisations}
            value={typed.organisationId}
            onChange={(organisationId: string) => set({ organisationId })}
          />
        </Field>
        {short.map((name) => words(name))}
        {limit('promised')}
        {limit('statutory')}
        {long.map((name) => words(name, true))}
        <Field id="item-phones" label={t.phones} isWide>
          <PhoneRows phones={typed.phones} change={(phones) => set({ phones })} isWrong={wrong.has('phones')} />
        </Field>
      </div>
      <h3>{t.materials}</h3>
      <MaterialRows rows={typed.materials} change={(materials) => set({ materials })} wrong={wrong} />
      {wrong.size > 0 ? <Alert type="error" role="alert" title={t.wrong} style={{ marginTop: 12 }} /> : null}
      <p className="keep-buttons">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t.save}
        </Button>
        <Button onClick={form.cancel}>{t.cancel}</Button>
      </p>
    </form>
  )
}
