import type { ImportColumn } from '@bancheng/core/catalogue/import.ts'
import { mergeDraft, type ReadItem } from '@bancheng/core/catalogue/read-items.ts'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { CurrentItem, NewVersion } from './store.ts'

/** What the catalogue and the directory hold now. */
export type Standing = {
  readonly items: ReadonlyMap<string, CurrentItem>
  readonly organisationIds: ReadonlyMap<string, string>
}

export type PlannedItem = {
  readonly change: 'new' | 'changed'
  readonly departmentName: string
  /** As it stands, for the history of its changes. */
  readonly before: CurrentItem['draft'] | null
  readonly version: Omit<NewVersion, 'organisationId'>
}
export type ImportPlan = {
  readonly planned: readonly PlannedItem[]
  readonly unchanged: number
  /** Departments that the directory does not know yet. */
  readonly newDepartments: readonly string[]
}

/** What a file that was read would change. The same file a second time changes nothing. */
export function planImport(
  read: readonly ReadItem[],
  mapped: ReadonlySet<ImportColumn>,
  standing: Standing,
  newId: () => string,
): ImportPlan {
  const planned = read.flatMap(({ draft: said }) => {
    const existing = standing.items.get(said.code)
    const draft = mergeDraft(existing?.draft ?? null, said, mapped)
    const { departmentName, materials, ...rest } = draft
    const isElsewhere = standing.organisationIds.get(departmentName) !== existing?.organisationId
    if (existing && !isElsewhere && isSame(existing, draft)) return []
    const version = {
      itemId: existing?.itemId ?? newId(),
      version: (existing?.version ?? 0) + 1,
      draft: rest,
      materials: keepMaterialIds(existing?.draft.materials ?? [], materials, newId),
    }
    return [
      {
        change: existing ? ('changed' as const) : ('new' as const),
        departmentName,
        before: existing?.draft ?? null,
        version,
      },
    ]
  })
  const departments = new Set(planned.map(({ departmentName }) => departmentName))
  return {
    planned,
    unchanged: read.length - planned.length,
    newDepartments: [...departments].filter((name) => !standing.organisationIds.has(name)),
  }
}

/** The department is compared by what it is, not by which of its names the file uses. */
function isSame(existing: CurrentItem, draft: ReadItem['draft']): boolean {
  const comparable = ({ departmentName: _, materials, ...rest }: ReadItem['draft']) => ({
    ...rest,
    materials: materials.map((material) => ({ ...material, materialId: undefined })),
  })
  return canonicalJson(comparable(existing.draft)) === canonicalJson(comparable(draft))
}

/** A material of the same name is the same material in every version. */
function keepMaterialIds(
  existing: CurrentItem['draft']['materials'],
  materials: ReadItem['draft']['materials'],
  newId: () => string,
): NewVersion['materials'] {
  const free = [...existing]
  return materials.map((material) => {
    const position = free.findIndex(({ name }) => name === material.name)
    const [kept] = position < 0 ? [] : free.splice(position, 1)
    return { ...material, materialId: kept?.materialId ?? newId() }
  })
}
