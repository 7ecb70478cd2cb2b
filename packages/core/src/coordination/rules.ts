import { fillForm } from '../cases/check-form.ts'
import type { InputOf, Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isOpinion, isPending, type Task } from '../cases/state.ts'
import { openTask, requireInHand, requireOpenTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { requireNotAsked, requireUnit } from './requests.ts'

function askUnits(state: CaseState, input: InputOf<'askUnits'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  const leads = input.units.filter((unit) => unit.part === 'lead')
  if (leads.length !== 1) throw new Refusal('one-lead-needed', { leads: leads.length })
  if (input.formId !== null && !ctx.form(input.formId)) throw new Refusal('form-unknown', { formId: input.formId })
  const requestId = ctx.newId()
  return input.units.map(({ unitId, part }, index) => {
    requireNotAsked(state, unitId, { parentTaskId: null }, ctx)
    if (input.units.findIndex((other) => other.unitId === unitId) !== index)
      throw new Refusal('unit-already-asked', { unit: requireUnit(ctx, unitId).name })
    return openTask(ctx, {
      kind: 'coordinate',
      party: { kind: 'unit', unitId },
      ask: input.ask,
      limit: input.limit,
      requestId,
      part,
      mayReturn: true,
      formId: part === 'lead' ? input.formId : null,
      fileIds: input.fileIds,
    })
  })
}

/** A party without an account answers by a link, which is sent beside the task. It returns nothing and gives nothing on. */
function askOutside(state: CaseState, input: InputOf<'askOutside'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  const { organisation, name, ask, limit, formId, fileIds } = input
  if (formId !== null && !ctx.form(formId)) throw new Refusal('form-unknown', { formId })
  const party = { kind: 'outside' as const, organisation, name }
  return [openTask(ctx, { kind: 'coordinate', party, ask, limit, requestId: ctx.newId(), formId, fileIds })]
}

/** What a unit still waits for within its own task; opinions are waited for by nobody. */
export const pendingChildren = (state: CaseState, task: Task): readonly Task[] =>
  state.tasks.filter((child) => child.parentTaskId === task.taskId && isPending(child) && !isOpinion(state, child))

/** Who sends a request on, or asks others because of it, has received it. */
export const signedBy = ({ taskId, signed }: Task): CaseEvent[] =>
  signed ? [] : [{ type: 'TaskSigned', payload: { taskId } }]

/** A reply closes the unit's task, so nothing that the unit itself asked of others may still be open. @throws Refusal task-waits-for-child */
export function requireReplyable(state: CaseState, task: Task, ctx: Context): void {
  const [child] = pendingChildren(state, task)
  if (!child) return
  const unit = child.party.kind === 'unit' ? ctx.directory.unit(child.party.unitId) : undefined
  throw new Refusal('task-waits-for-child', { unit: unit?.name ?? '' })
}

/** A request for an agreement is answered by yes or no. */
function requireAnswerable(state: CaseState, target: Target, ctx: Context): Task {
  const task = requireOpenTask(state, target, ['coordinate'])
  if (task.purpose?.kind === 'countersign') throw new Refusal('task-wrong-kind', { kind: task.kind })
  requireReplyable(state, task, ctx)
  return task
}

function replyToTask(state: CaseState, input: InputOf<'replyToTask'>, ctx: Context): CaseEvent[] {
  const task = requireAnswerable(state, input, ctx)
  const form = task.formId ? fillForm(task.formId, input.form, ctx) : null
  for (const step of input.solution) if (step.unitId) requireUnit(ctx, step.unitId)
  return [{ type: 'TaskReplied', payload: { ...input, form } }]
}

/** Upward to a unit of the superior organisation (上报), or across to another (平级协查). The asker stays accountable for its own reply. */
function forwardTask(state: CaseState, input: InputOf<'forwardTask'>, ctx: Context): CaseEvent[] {
  const task = requireOpenTask(state, input, ['coordinate'])
  if (task.party.kind !== 'unit') throw new Refusal('task-wrong-kind', { kind: task.kind })
  const from = requireUnit(ctx, task.party.unitId)
  const to = requireUnit(ctx, input.toUnitId)
  if (to.unitId === from.unitId) throw new Refusal('unit-same', { unit: to.name })
  if (input.direction === 'up' && to.organisationId !== from.superiorOrganisationId)
    throw new Refusal('unit-not-superior', { unit: to.name, from: from.organisationName })
  const isAsked = pendingChildren(state, task).some(
    (child) => child.party.kind === 'unit' && child.party.unitId === to.unitId,
  )
  if (isAsked) throw new Refusal('unit-already-asked', { unit: to.name })
  if (input.formId !== null && !ctx.form(input.formId)) throw new Refusal('form-unknown', { formId: input.formId })
  const child = openTask(ctx, {
    kind: 'coordinate',
    party: { kind: 'unit', unitId: to.unitId },
    ask: input.ask,
    limit: input.limit,
    parentTaskId: task.taskId,
    requestId: task.requestId,
    ...(isOpinion(state, task) ? { purpose: task.purpose } : {}), // what was asked for an opinion only, holds nothing up
    mayReturn: true,
    formId: input.formId,
    fileIds: input.fileIds,
  })
  const { taskId, toUnitId, direction, ask } = input
  return [
    ...signedBy(task),
    { type: 'TaskForwarded', payload: { taskId, childTaskId: child.payload.taskId, toUnitId, direction, ask } },
    child,
  ]
}

export const coordinationRules: Decisions<'askUnits' | 'askOutside' | 'signTask' | 'replyToTask' | 'forwardTask'> = {
  askUnits: { guard: requireInHand, decide: askUnits },
  askOutside: { guard: requireInHand, decide: askOutside },
  signTask: {
    guard: (state, target) => {
      const task = requireOpenTask(state, target, [
        'coordinate',
        'step',
        'procedure',
        'tolerance-decision',
        'deliver',
        'oversee',
      ])
      if (task.signed) throw new Refusal('task-already-signed')
    },
    decide: (_, { taskId }) => [{ type: 'TaskSigned', payload: { taskId } }],
  },
  replyToTask: {
    guard: (state, target, ctx) => void requireAnswerable(state, target, ctx),
    decide: replyToTask,
  },
  forwardTask: { guard: (state, target) => void requireOpenTask(state, target, ['coordinate']), decide: forwardTask },
}
