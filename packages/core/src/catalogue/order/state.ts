import type { LocalDate } from '../../kernel/time.ts'
import type { Advice, Closing } from './advice.ts'
import { applies, type OrderGoal, type OrderStep, situationsHolding } from './goal.ts'

export type DoneStep = { readonly stepId: string; readonly on: LocalDate | null }

export type Standing = {
  readonly goal: OrderGoal
  /** The ids of the situations that hold. */
  readonly situation: readonly string[]
  readonly done: readonly DoneStep[]
  /** Known not to be done, though what is done makes one think so. */
  readonly notDone?: readonly string[]
}

/** Where an undertaking stands: what is done, what applies, what is closed and what can still be planned. */
export type State = {
  readonly byId: ReadonlyMap<string, OrderStep>
  readonly doneOn: ReadonlyMap<string, LocalDate | null>
  readonly presumed: Advice['presumed']
  readonly notApplicable: Advice['notApplicable']
  /** Steps that apply and are not done. */
  readonly open: readonly OrderStep[]
  /** What is done closes these; of steps, only those that apply and are not done. */
  readonly closings: readonly Closing[]
  readonly heldUp: Advice['heldUp']
  readonly plannable: readonly OrderStep[]
}

/** Everything that a step closes, one by one. */
export const closingsOf = (step: OrderStep, byId: ReadonlyMap<string, OrderStep>): Closing[] =>
  step.effects.flatMap(({ closes, alsoCloses, kind, reason, wayOut, source, remark }) => {
    const common = { by: step.stepId, kind, reason, wayOut, source, remark }
    return [
      ...closes.map((stepId) => ({ ...common, stepId, what: byId.get(stepId)?.name ?? stepId })),
      ...alsoCloses.map((what) => ({ ...common, stepId: null, what })),
    ]
  })

export function stateOf(standing: Standing): State {
  const { goal, situation, done } = standing
  const byId = new Map(goal.steps.map((step) => [step.stepId, step]))
  const holding = situationsHolding(goal, situation)
  const told = new Map(done.filter(({ stepId }) => byId.has(stepId)).map(({ stepId, on }) => [stepId, on]))
  const presumed = presume(standing, byId, holding, told)
  const doneOn = new Map([...told, ...presumed.map(({ stepId }) => [stepId, null] as const)])
  const rest = goal.steps.filter(({ stepId }) => !doneOn.has(stepId))
  const open = rest.filter((step) => applies(step, holding))
  const openIds = new Set(open.map(({ stepId }) => stepId))
  const closings = goal.steps
    .filter(({ stepId }) => doneOn.has(stepId))
    .flatMap((step) => closingsOf(step, byId))
    .filter(({ stepId }) => stepId === null || openIds.has(stepId))
  const heldUp = holdUps(open, new Set(closings.flatMap((one) => (one.kind === 'impossible' ? [one.stepId] : []))))
  const stopped = new Set([...heldUp.map(({ stepId }) => stepId), ...impossible(closings)])
  return {
    byId,
    doneOn,
    presumed,
    notApplicable: rest
      .filter((step) => !applies(step, holding))
      .map((step) => ({ stepId: step.stepId, needs: step.appliesWhen })),
    open,
    closings,
    heldUp,
    plannable: open.filter(({ stepId }) => !stopped.has(stepId)),
  }

  /** Steps of which a hard prerequisite can no longer be done, and the steps behind those. */
  function holdUps(steps: readonly OrderStep[], shut: ReadonlySet<string | null>): Advice['heldUp'] {
    const held = new Map<string, string[]>()
    for (let before = -1; before !== held.size; ) {
      before = held.size
      for (const step of steps) {
        if (held.has(step.stepId) || shut.has(step.stepId)) continue
        const waitsFor = hardNeeds(step, openIds, doneOn).filter((ids) =>
          ids.every((id) => shut.has(id) || held.has(id)),
        )
        if (waitsFor.length > 0) held.set(step.stepId, waitsFor.flat())
      }
    }
    return [...held].map(([stepId, waitsFor]) => ({ stepId, waitsFor }))
  }
}

const impossible = (closings: readonly Closing[]): string[] =>
  closings.flatMap(({ kind, stepId }) => (kind === 'impossible' && stepId !== null ? [stepId] : []))

/** The hard prerequisites that still count, each with the alternatives that are open. */
export const hardNeeds = (
  step: OrderStep,
  openIds: ReadonlySet<string>,
  doneOn: ReadonlyMap<string, LocalDate | null>,
): readonly (readonly string[])[] =>
  step.prerequisites
    .filter(({ kind, anyOf }) => kind === 'hard' && !anyOf.some((id) => doneOn.has(id)))
    .map(({ anyOf }) => anyOf.filter((id) => openIds.has(id)))
    .filter((ids) => ids.length > 0)

/** A registry that took the later step had seen the earlier one: only where no alternative leaves a doubt. */
function presume(
  { notDone = [] }: Standing,
  byId: State['byId'],
  holding: ReadonlySet<string>,
  told: ReadonlyMap<string, LocalDate | null>,
): Advice['presumed'] {
  const because = new Map<string, string>()
  const look = [...told.keys()]
  for (let id = look.shift(); id !== undefined; id = look.shift()) {
    for (const { kind, anyOf } of byId.get(id)?.prerequisites ?? []) {
      if (kind !== 'hard' || anyOf.some((one) => told.has(one) || because.has(one))) continue
      const [only, ...others] = anyOf.flatMap((one) => byId.get(one) ?? []).filter((one) => applies(one, holding))
      if (!only || others.length > 0 || notDone.includes(only.stepId)) continue
      because.set(only.stepId, id)
      look.push(only.stepId)
    }
  }
  return [...because].map(([stepId, one]) => ({ stepId, because: one }))
}
