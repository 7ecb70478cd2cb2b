import type { InputOf, Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, isSupervision, type Task } from '../cases/state.ts'
import { openTask, requireOpenTask } from '../cases/tasks.ts'
import { type Party, TaskKind } from '../cases/words.ts'
import type { Role } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { PaperNumbers } from '../policy/paper-numbers.ts'

const canSeeToIt: readonly Role[] = ['officer', 'liaison', 'supervisor', 'leader']

function requireSupervisable(state: CaseState, target: Target): Task {
  const task = requireOpenTask(state, target, TaskKind.options)
  if (isSupervision(task) || task.party.kind === 'applicant') throw new Refusal('task-wrong-kind', { kind: task.kind })
  return task
}

const isSame = (one: Party, other: Party): boolean =>
  one.kind === other.kind &&
  !(one.kind === 'unit' && other.kind === 'unit' && one.unitId !== other.unitId) &&
  !(one.kind === 'person' && other.kind === 'person' && one.personId !== other.personId)

/** A liaison sees a case through their unit: with the paper that unit gets a copy. @throws Refusal unit-unknown · person-unknown · person-not-handler */
function reach(party: Party, note: string, ctx: Context): CaseEvent[] {
  if (party.kind === 'unit' && !ctx.directory.unit(party.unitId))
    throw new Refusal('unit-unknown', { unitId: party.unitId })
  if (party.kind !== 'person') return []
  const person = ctx.directory.person(party.personId)
  if (!person) throw new Refusal('person-unknown')
  if (!canSeeToIt.includes(person.role)) throw new Refusal('person-not-handler', { name: person.name })
  const { unitId, personId } = person
  return person.role === 'liaison' ? [{ type: 'CaseCopied', payload: { unitId, personId, note } }] : []
}

/** 督办 by hand: to whom and until when, as the supervisor or the leader says; numbered like those of the ladder. */
function supervise(state: CaseState, input: InputOf<'superviseTask'>, ctx: Context): CaseEvent[] {
  const { party, dueAt, reason } = input
  const task = requireSupervisable(state, input)
  if (dueAt <= ctx.now) throw new Refusal('supervision-date-past')
  const isOut = state.tasks.some(
    (other) =>
      isSupervision(other) && isPending(other) && other.subjectId === task.taskId && isSame(other.party, party),
  )
  if (isOut) throw new Refusal('supervision-pending')
  const copied = reach(party, reason, ctx)
  const opened = openTask(ctx, {
    kind: 'oversee',
    party,
    ask: reason,
    subjectId: task.taskId,
    due: { clock: null, dueAt }, // a stated date, which no calendar moves
  })
  const supervisionTaskId = opened.payload.taskId
  const paper = { kind: 'supervision' as const, number: new PaperNumbers(state).next('supervision') }
  const alarm = `supervised/${task.taskId}/${supervisionTaskId}`
  const said = { rung: 'by-hand', cause: 'by-hand' as const, party, paper, reason }
  return [
    ...copied,
    { type: 'TaskEscalated', payload: { alarm, taskId: task.taskId, supervisionTaskId, ...said } },
    opened,
  ]
}

export const superviseRules: Decisions<'superviseTask'> = {
  superviseTask: { guard: (state, target) => void requireSupervisable(state, target), decide: supervise },
}
