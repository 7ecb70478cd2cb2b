import type { CaseState } from '../cases/state.ts'

/**
 * A case apart from the times that depend on when the clock looked: when the clock itself said or ended something, what
 * the case was last changed by, and how long whoever the clock called has for it (that runs from when they hear of it, so
 * a correction of the calendar may move it in one run and not in the other: one event more). What people did keeps its
 * time, and so does every other due date. Ids and sealed words, which are new each time, are named by their order.
 */
export function apartFromTimes({ changedAt: _, version: __, ...state }: CaseState): unknown {
  const names = new Map<string, string>()
  const named = (text: string) =>
    text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      const name = names.get(id) ?? `id ${names.size + 1}`
      names.set(id, name)
      return name
    })
  return JSON.parse(named(JSON.stringify(state, withoutClockTimes)))
}

const byClock = (mark: unknown): boolean =>
  typeof mark === 'object' && mark !== null && 'by' in mark && mark.by === 'system'

function withoutClockTimes(key: string, value: unknown): unknown {
  if (key === 'sealed' || key === 'digest') return '…' // with a key of the house’s own
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if (byClock(value)) return { ...value, at: undefined }
  return 'opened' in value && byClock(value.opened) ? { ...value, clock: undefined, dueAt: undefined } : value
}
