import type { Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { CaseEvent, EventOf } from '../cases/events.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { openTask, requireOpenTask, withdrawWithChildren } from '../cases/tasks.ts'
import type { Purpose } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { Refusal } from '../kernel/refusal.ts'

/** @throws Refusal unit-unknown */
export function requireUnit(ctx: Context, unitId: string) {
  const unit = ctx.directory.unit(unitId)
  if (!unit) throw new Refusal('unit-unknown', { unitId })
  return unit
}

/** The same unit is not asked the same twice while it has not answered. @throws Refusal unit-already-asked · unit-unknown */
export function requireNotAsked(
  state: CaseState,
  unitId: string,
  about: { readonly purpose?: Purpose | undefined; readonly parentTaskId: string | null },
  ctx: Context,
): void {
  const unit = requireUnit(ctx, unitId)
  const isWaiting = state.tasks.some(
    (task) =>
      task.kind === 'coordinate' &&
      isPending(task) &&
      task.parentTaskId === about.parentTaskId &&
      task.purpose?.kind === about.purpose?.kind &&
      task.party.kind === 'unit' &&
      task.party.unitId === unitId,
  )
  if (isWaiting) throw new Refusal('unit-already-asked', { unit: unit.name })
}

/** What a unit was asked, within which it may ask others. @throws Refusal task-not-found · task-wrong-kind · task-not-open */
export const requireOwnTask = (state: CaseState, target: Target): Task => requireOpenTask(state, target, ['coordinate'])

type Request = {
  readonly ask: string
  readonly unitIds: readonly string[]
  readonly limit: Limit | null
  readonly fileIds: string[]
  /** The unit’s own task within which it asks; null: the case itself. */
  readonly parentTaskId: string | null
}

/** One request to several units, none of which leads. @throws Refusal unit-unknown · unit-already-asked */
export function askEach(state: CaseState, request: Request, purpose: Purpose, ctx: Context): EventOf<'TaskOpened'>[] {
  const requestId = ctx.newId()
  const { ask, limit, fileIds, parentTaskId } = request
  return request.unitIds.map((unitId, index) => {
    const parent = parentTaskId ? taskOf(state, parentTaskId) : undefined
    if (parent?.party.kind === 'unit' && parent.party.unitId === unitId)
      throw new Refusal('unit-same', { unit: requireUnit(ctx, unitId).name })
    requireNotAsked(state, unitId, { purpose, parentTaskId }, ctx)
    if (request.unitIds.indexOf(unitId) !== index)
      throw new Refusal('unit-already-asked', { unit: requireUnit(ctx, unitId).name })
    const party = { kind: 'unit', unitId } as const
    const rest = { requestId, parentTaskId, purpose, mayReturn: true, fileIds }
    return openTask(ctx, { kind: 'coordinate', party, ask, limit, ...rest })
  })
}

/** Whatever is still open of a request ends, but for the task that ends it. */
export const endRequest = (state: CaseState, by: Task, reason: string): CaseEvent[] =>
  state.tasks
    .filter(
      (task) =>
        task.requestId === by.requestId &&
        task.parentTaskId === by.parentTaskId &&
        task.taskId !== by.taskId &&
        isPending(task),
    )
    .flatMap((task) => withdrawWithChildren(state, task.taskId, reason))
