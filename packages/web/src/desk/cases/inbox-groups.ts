import { type Instant, localDateOf } from '@bancheng/core/kernel/time.ts'

/** A task of a case, or something owed outside of one: by due time they are alike. */
type Due = { readonly openedAt: Instant; readonly dueAt: Instant | null; readonly isLate: boolean }

export type InboxGroup<R extends Due> = { readonly when: 'late' | 'today' | 'later'; readonly rows: readonly R[] }

const soonestFirst = (a: Due, b: Due): number => {
  if (a.dueAt === b.dueAt) return a.openedAt < b.openedAt ? -1 : 1
  if (a.dueAt === null) return 1
  if (b.dueAt === null) return -1
  return a.dueAt < b.dueAt ? -1 : 1
}

/** Overdue on top, then what is due today, then the rest; a clock that stands still comes last. */
export function groupInbox<R extends Due>(rows: readonly R[], now: Instant): readonly InboxGroup<R>[] {
  const today = localDateOf(now)
  const whenOf = (row: R): InboxGroup<R>['when'] => {
    if (row.isLate) return 'late'
    return row.dueAt !== null && localDateOf(row.dueAt) <= today ? 'today' : 'later'
  }
  return (['late', 'today', 'later'] as const)
    .map((when) => ({ when, rows: rows.filter((row) => whenOf(row) === when).toSorted(soonestFirst) }))
    .filter((group) => group.rows.length > 0)
}
