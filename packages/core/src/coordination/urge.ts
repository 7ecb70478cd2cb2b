import type { Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import { type CaseState, isSupervision, type Task } from '../cases/state.ts'
import { requireOpenTask } from '../cases/tasks.ts'
import { TaskKind } from '../cases/words.ts'
import { principalIdOf } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { localDateOf } from '../kernel/time.ts'

/** Somebody else holds it, and was not urged today: who is urged every hour stops listening. */
function requireUrgeable(state: CaseState, target: Target, ctx: Context): Task {
  const task = requireOpenTask(state, target, TaskKind.options)
  const { kind, party } = task
  const isOwn = party.kind === 'owner' && ctx.actor.kind === 'person' && principalIdOf(ctx.actor) === state.ownerId
  if (isSupervision(task) || isOwn || party.kind === 'applicant' || party.kind === 'window' || party.kind === 'outside')
    throw new Refusal('task-wrong-kind', { kind })
  const last = task.urgings?.at(-1)
  if (last && localDateOf(last.at) === localDateOf(ctx.now)) throw new Refusal('urged-today', { at: last.at })
  return task
}

/** 催办 by hand: a word to whoever holds the task. It moves no due time; the ladder climbs by itself all the same. */
export const urgeRules: Decisions<'urgeTask'> = {
  urgeTask: {
    guard: (state, target, ctx) => void requireUrgeable(state, target, ctx),
    decide: (state, { taskId, words }, ctx) => {
      const { party } = requireUrgeable(state, { taskId }, ctx)
      return [{ type: 'TaskUrged', payload: { taskId, party, words } }]
    },
  },
}
