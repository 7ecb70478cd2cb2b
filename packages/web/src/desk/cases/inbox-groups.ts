import type { InboxRow } from '@bancheng/core/cases/view.ts'
import { type Instant, localDateOf } from '@bancheng/core/kernel/time.ts'

export type InboxGroup = { readonly when: 'late' | 'today' | 'later'; readonly rows: readonly InboxRow[] }

const soonestFirst = (a: InboxRow, b: InboxRow): number => {
  if (a.dueAt === b.dueAt) return a.openedAt < b.openedAt ? -1 : 1
  if (a.dueAt === null) return 1
  if (b.dueAt === null) return -1
  return a.dueAt < b.dueAt ? -1 : 1
}

/** Overdue on top, then what is due today, then the rest; a clock that stands still comes last. */
export function groupInbox(rows: readonly InboxRow[], now: Instant): readonly InboxGroup[] {
  const today = localDateOf(now)
  const whenOf = (row: InboxRow): InboxGroup['when'] => {
    if (row.isLate) return 'late'
    return row.dueAt !== null && localDateOf(row.dueAt) <= today ? 'today' : 'later'
  }
  return (['late', 'today', 'later'] as const)
    .map((when) => ({ when, rows: rows.filter((row) => whenOf(row) === when).toSorted(soonestFirst) }))
    .filter((group) => group.rows.length > 0)
}
