import { fillForm } from '../cases/check-form.ts'
import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import type { CaseState, Task } from '../cases/state.ts'
import { openTask, requireInHand, requireOpenTask, startClock, timeForTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { requireUnit } from './requests.ts'

type StepInput = InputOf<'layPlan'>['steps'][number]

/** Steps in an order in which each stands behind those it waits for. @throws Refusal plan-step-unknown · plan-has-cycle */
function inOrder(steps: readonly StepInput[]): readonly StepInput[] {
  const keys = new Set(steps.map((step) => step.key))
  for (const step of steps)
    for (const before of step.after) if (!keys.has(before)) throw new Refusal('plan-step-unknown', { step: before })
  const placed: StepInput[] = []
  const isPlaced = (key: string) => placed.some((step) => step.key === key)
  while (placed.length < steps.length) {
    const ready = steps.filter((step) => !isPlaced(step.key) && step.after.every(isPlaced))
    if (ready.length === 0) throw new Refusal('plan-has-cycle')
    placed.push(...ready)
  }
  return placed
}

/** The way out as tasks, online and offline side by side: what waits for nothing starts now. */
function layPlan(state: CaseState, { steps }: InputOf<'layPlan'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  const ids = new Map(steps.map((step) => [step.key, ctx.newId()]))
  if (ids.size !== steps.length) throw new Refusal('plan-has-cycle') // two steps of one name could not be told apart
  return inOrder(steps).map((step) => {
    if (step.party.kind === 'unit') requireUnit(ctx, step.party.unitId)
    if (step.formId && !ctx.form(step.formId)) throw new Refusal('form-unknown', { formId: step.formId })
    const after = step.after.flatMap((key) => ids.get(key) ?? [])
    return openTask(ctx, {
      taskId: ids.get(step.key) ?? ctx.newId(),
      kind: 'step',
      party: step.party,
      ask: step.title,
      formId: step.formId,
      step: { channel: step.channel, after },
      ...(after.length > 0 ? { due: { clock: null, dueAt: null } } : { limit: step.limit }),
    })
  })
}

/** Steps that waited for this one alone begin now; a withdrawn step holds nobody up. */
export function startFollowing(state: CaseState, ended: Task, ctx: Context): CaseEvent[] {
  const isOver = (id: string) =>
    id === ended.taskId ||
    state.tasks.some((task) => task.taskId === id && (task.state === 'done' || task.state === 'withdrawn'))
  return state.tasks
    .filter(
      (task) => task.state === 'waiting' && task.step?.after.includes(ended.taskId) && task.step.after.every(isOver),
    )
    .map((task) => ({
      type: 'TaskStarted',
      payload: { taskId: task.taskId, ...startClock(ctx, timeForTask(ctx, 'step', task.party), task.party) },
    }))
}

export const planRules: Decisions<'layPlan' | 'completeStep' | 'dropStep'> = {
  layPlan: { guard: requireInHand, decide: layPlan },
  completeStep: {
    guard: (state, target) => void requireOpenTask(state, target, ['step']),
    decide: (state, { taskId, outcome, form, fileIds }, ctx) => {
      const task = requireOpenTask(state, { taskId }, ['step'])
      const filled = task.formId ? fillForm(task.formId, form, ctx) : null
      return [
        { type: 'StepCompleted', payload: { taskId, outcome, form: filled, fileIds } },
        ...startFollowing(state, task, ctx),
      ]
    },
  },
  dropStep: {
    guard: (state, target) => {
      const task = state.tasks.find((step) => step.taskId === target.taskId)
      if (task?.state !== 'waiting') requireOpenTask(state, target, ['step'])
    },
    decide: (state, { taskId, reason }, ctx) => {
      const task = state.tasks.find((step) => step.taskId === taskId)
      return [{ type: 'TaskWithdrawn', payload: { taskId, reason } }, ...(task ? startFollowing(state, task, ctx) : [])]
    },
  },
}
