import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, type Tolerance } from '../cases/state.ts'
import { done, openTask, requireInHand } from '../cases/tasks.ts'
import type { Limit } from '../kernel/limit.ts'
import { Refusal } from '../kernel/refusal.ts'

function requireTolerance(
  state: CaseState,
  toleranceId: string | undefined,
  stateWanted: Tolerance['state'],
): Tolerance {
  const tolerance = state.tolerances.find((asked) => asked.toleranceId === toleranceId)
  if (!tolerance) throw new Refusal('tolerance-not-found')
  if (tolerance.state !== stateWanted) throw new Refusal('task-not-open', { state: tolerance.state })
  return tolerance
}

/**
 * What is short and by how much, and what the person offers instead. The window asks; the authority decides.
 * A principal document (主件) can never be tolerated, whatever the desk says of it: the catalogue's word counts too.
 * @throws Refusal tolerance-principal-document · tolerance-already-pending · unit-unknown
 */
function requestTolerance(state: CaseState, input: InputOf<'requestTolerance'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  if (!ctx.policy.tolerance.kinds.includes(input.kind))
    throw new Refusal('tolerance-kind-not-allowed', { kind: input.kind })
  const { isPrincipal, ...request } = input
  const listed = ctx.item?.materials.find((material) => material.materialId === input.materialId)
  if (isPrincipal || listed?.isPrincipal)
    throw new Refusal('tolerance-principal-document', { material: input.materialName })
  if (!ctx.directory.unit(input.unitId)) throw new Refusal('unit-unknown', { unitId: input.unitId })
  const isAsked = state.tolerances.some(
    (tolerance) => tolerance.state === 'pending' && tolerance.materialName === input.materialName,
  )
  if (isAsked) throw new Refusal('tolerance-already-pending', { material: input.materialName })
  const toleranceId = ctx.newId()
  const task = openTask(ctx, {
    kind: 'tolerance-decision',
    party: { kind: 'unit', unitId: input.unitId },
    ask: `${input.materialName}：${input.shortfall}`,
    subjectId: toleranceId,
  })
  return [{ type: 'ToleranceRequested', payload: { ...request, toleranceId, taskId: task.payload.taskId } }, task]
}

/** 补正期限 may not exceed the item's own promised time. Lengths of different units are not compared. */
function requireWithinPromise(limit: Limit, promised: Limit | null): void {
  if (promised && limit.unit === promised.unit && limit.amount > promised.amount)
    throw new Refusal('tolerance-beyond-promise', { amount: limit.amount, promised: promised.amount })
}

function decideTolerance(state: CaseState, input: InputOf<'decideTolerance'>, ctx: Context): CaseEvent[] {
  const tolerance = requireTolerance(state, input.toleranceId, 'pending')
  if (!input.ground) throw new Refusal('tolerance-ground-required')
  const limit = input.supplementWithin ?? ctx.item?.promised ?? null
  if (input.granted && input.supplementWithin) {
    const { beyondPromise, longest } = ctx.policy.tolerance
    if (!beyondPromise) requireWithinPromise(input.supplementWithin, ctx.item?.promised ?? null)
    requireWithinPromise(input.supplementWithin, longest)
  }
  // Consent always leaves something to bring: the statement, the commitment, the substitute, or later the document itself.
  const supplement = input.granted
    ? openTask(ctx, {
        kind: 'tolerance-supplement',
        party: { kind: 'applicant' },
        ask: tolerance.undertaking,
        limit,
        subjectId: tolerance.toleranceId,
      })
    : null
  const { toleranceId, granted, ground, conditions } = input
  const supplementTaskId = supplement?.payload.taskId ?? null
  return [
    done(tolerance.taskId, granted ? 'granted' : 'refused'),
    { type: 'ToleranceDecided', payload: { toleranceId, granted, ground, conditions, supplementTaskId } },
    ...(supplement ? [supplement] : []),
  ]
}

function recordSupplement(
  state: CaseState,
  { toleranceId, note, fileIds }: InputOf<'recordToleranceSupplement'>,
): CaseEvent[] {
  const { supplementTaskId } = requireTolerance(state, toleranceId, 'granted')
  const task = state.tasks.find((owed) => owed.taskId === supplementTaskId && isPending(owed))
  if (!task) throw new Error('a granted tolerance has its supplement task')
  return [
    done(task.taskId, note),
    { type: 'ToleranceSupplemented', payload: { toleranceId, taskId: task.taskId, note, fileIds } },
  ]
}

export const toleranceRules: Decisions<'requestTolerance' | 'decideTolerance' | 'recordToleranceSupplement'> = {
  requestTolerance: { guard: requireInHand, decide: requestTolerance },
  decideTolerance: {
    guard: (state, target) => void requireTolerance(state, target.toleranceId, 'pending'),
    decide: decideTolerance,
  },
  recordToleranceSupplement: {
    guard: (state, target) => void requireTolerance(state, target.toleranceId, 'granted'),
    decide: recordSupplement,
  },
}
