import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { type TypedItem, TypedItem as TypedItemSchema, type TypedMaterial } from '@bancheng/core/catalogue/keep.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'

/** A limit as it is typed: its number as text; no unit is no limit. */
export type TypedLimit = { readonly amount: string; readonly unit: Limit['unit'] | '' }
/** A copy count as text, so that an emptied field stays empty while it is typed. */
export type MaterialRow = Omit<TypedMaterial, 'copies'> & { readonly key: string; readonly copies: string }
export type ItemTyped = Omit<TypedItem, 'promised' | 'statutory' | 'materials' | 'organisationId'> & {
  readonly organisationId: string | null
  readonly promised: TypedLimit
  readonly statutory: TypedLimit
  readonly materials: readonly MaterialRow[]
}

const noLimit: TypedLimit = { amount: '', unit: '' }
export const emptyItem: ItemTyped = {
  organisationId: null,
  code: '',
  name: '',
  groupName: '',
  typeCode: '',
  typeName: '',
  areaCode: '',
  departmentCode: '',
  conditions: '',
  promised: noLimit,
  statutory: noLimit,
  limitNote: '',
  hallWindow: '',
  phones: [],
  fees: '',
  materials: [],
}

export const newMaterial = (key: string): MaterialRow => ({
  key,
  materialId: null,
  name: '',
  necessity: 'required',
  isPrincipal: false,
  form: 'copy',
  copies: '1',
  condition: '',
  note: '',
})

const typedLimit = (limit: Limit | null): TypedLimit =>
  limit ? { amount: limit.unit === 'on-the-spot' ? '' : String(limit.amount), unit: limit.unit } : noLimit
const limitOf = ({ amount, unit }: TypedLimit) => {
  if (unit === '') return null
  if (unit === 'on-the-spot') return { amount: 0, unit }
  return { amount: amount.trim() === '' ? Number.NaN : Number(amount), unit }
}

export function typedOf(item: ItemView): ItemTyped {
  const { itemId: _, version: __, isCurrent: ___, organisationName: ____, codeParts: _____, ...said } = item
  // What the reply carries besides, no field of a form has.
  const known = Object.fromEntries(Object.entries(said).filter(([name]) => name in emptyItem)) as typeof said
  return {
    ...known,
    promised: typedLimit(item.promised),
    statutory: typedLimit(item.statutory),
    materials: item.materials.map((one) => ({ ...one, key: one.materialId, copies: String(one.copies) })),
  }
}

/** What was typed as the server takes it, or the fields that are wrong: `materials.2.name` says which line. */
export function readTyped(typed: ItemTyped): { draft: TypedItem } | { wrong: ReadonlySet<string> } {
  const read = TypedItemSchema.safeParse({
    ...typed,
    promised: limitOf(typed.promised),
    statutory: limitOf(typed.statutory),
    materials: typed.materials.map(({ key: _, copies, ...material }) => ({
      ...material,
      copies: copies.trim() === '' ? Number.NaN : Number(copies),
    })),
  })
  if (read.success) return { draft: read.data }
  const paths = read.error.issues.map(({ path }) => path.map(String))
  return { wrong: new Set(paths.flatMap((path) => [path[0] ?? '', path.slice(0, 3).join('.')])) }
}
