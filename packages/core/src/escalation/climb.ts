import type { Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import { type CaseState, isSupervision, type Task } from '../cases/state.ts'
import { requireOpenTask } from '../cases/tasks.ts'
import { TaskKind } from '../cases/words.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Rung } from '../policy/ladder.ts'
import { PaperNumbers } from '../policy/paper-numbers.ts'
import { isRungFor } from '../policy/rungs.ts'
import { climbed, rungName } from './rules.ts'

/** The lowest rung that this task has not reached. @throws Refusal ladder-at-top */
function nextRung(state: CaseState, target: Target, ctx: Context): { task: Task; rung: Rung } {
  const task = requireOpenTask(state, target, TaskKind.options)
  if (isSupervision(task) || task.party.kind === 'applicant') throw new Refusal('task-wrong-kind', { kind: task.kind })
  const rung = ctx.policy.ladder.rungs.find(
    (one) =>
      (one.when.on === 'late' || one.when.on === 'by-hand') &&
      isRungFor(one, state.grade, task.kind) &&
      !state.alarms.includes(rungName(one, task)),
  )
  if (!rung) throw new Refusal('ladder-at-top')
  return { task, rung }
}

/** A supervisor who will not wait for the clock; the clock does not climb the same rung again. */
export const climbRules: Decisions<'climb'> = {
  climb: {
    guard: (state, target, ctx) => void nextRung(state, target, ctx),
    decide: (state, { taskId, reason }, ctx) => {
      const { task, rung } = nextRung(state, { taskId }, ctx)
      const step = { rung, task, name: rungName(rung, task), cause: 'by-hand' as const, reason }
      return climbed(step, state, ctx, new PaperNumbers(state))
    },
  },
}
