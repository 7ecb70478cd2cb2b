import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { calendarOf, done, dueOf, earlierOf, openTask, requireOpenTask } from '../cases/tasks.ts'
import type { TaskKind } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { Refusal } from '../kernel/refusal.ts'
import { deciderOf, lastAskOf, longestOf } from '../policy/extensions.ts'

const extendable: readonly TaskKind[] = ['handle', 'coordinate', 'step', 'tolerance-decision', 'rating-right']

/** More time is asked for before the time is over, or not at all (12345 practice: 到期前申请). */
function requireExtendable(state: CaseState, target: { taskId?: string }, ctx: Context): Task {
  const task = requireOpenTask(state, target, extendable)
  if (task.dueAt === null) throw new Refusal('clock-stopped')
  if (ctx.now > task.dueAt) throw new Refusal('extension-too-late', { dueAt: task.dueAt })
  const { times, askBefore, grades } = ctx.policy.extensions
  if (task.extensions >= times) throw new Refusal('extension-used-up', { times })
  if (grades && state.grade && !grades.includes(state.grade)) throw new Refusal('extension-not-for-grade')
  const until = lastAskOf(calendarOf(ctx, task.party), task.dueAt, askBefore)
  if (ctx.now > until) throw new Refusal('extension-too-near', { until })
  if (
    state.tasks.some(
      (other) => other.kind === 'decide-extension' && other.subjectId === task.taskId && isPending(other),
    )
  )
    throw new Refusal('extension-pending')
  return task
}

function requestExtension(
  state: CaseState,
  { taskId, limit, reason }: InputOf<'requestExtension'>,
  ctx: Context,
): CaseEvent[] {
  const task = requireExtendable(state, { taskId }, ctx)
  if (limit.amount === 0) throw new Refusal('extension-not-later')
  const { extensions } = ctx.policy
  const until = (length: Limit) => dueOf(ctx, task.dueAt ?? ctx.now, length, task.party)
  const longest = task.clock && longestOf(extensions, task.clock.limit, until)
  if (longest && until(limit) > until(longest)) throw new Refusal('extension-too-long', { until: until(longest) })
  const opened = openTask(ctx, {
    kind: 'decide-extension',
    party: { kind: deciderOf(extensions, task.extensions) },
    ask: reason,
    subjectId: taskId,
  })
  // A decision that comes after the time is over can grant nothing any more.
  const dueAt = earlierOf(opened.payload.dueAt, task.dueAt)
  const decision = { ...opened, payload: { ...opened.payload, dueAt } }
  return [
    decision,
    { type: 'ExtensionRequested', payload: { taskId, decisionTaskId: decision.payload.taskId, limit, reason } },
  ]
}

function decideExtension(state: CaseState, input: InputOf<'decideExtension'>, ctx: Context): CaseEvent[] {
  const decision = requireOpenTask(state, input, ['decide-extension'])
  const limit = decision.askedLimit
  const task = decision.subjectId ? taskOf(state, decision.subjectId) : undefined
  if (!task || !limit) throw new Error('an extension is asked for a task, with its length')
  const { granted, reason, applicantTold } = input
  if (granted && task.state === 'open' && task.dueAt === null) throw new Refusal('clock-stopped')
  if (granted && task.dueAt && ctx.now > task.dueAt)
    throw new Refusal('extension-decided-too-late', { dueAt: task.dueAt })
  if (granted && task.kind === 'handle' && ctx.policy.extensions.mustTellApplicant && !applicantTold)
    throw new Refusal('applicant-not-told')
  const dueAt = granted && task.dueAt ? dueOf(ctx, task.dueAt, limit, task.party) : null
  return [
    done(input.taskId, granted ? 'granted' : 'refused'),
    {
      type: 'ExtensionDecided',
      payload: { taskId: task.taskId, decisionTaskId: input.taskId, granted, limit, dueAt, reason, applicantTold },
    },
  ]
}

/** Decisions by which the case itself was given more time, the newest last: each is told to the applicant. */
export const grantedExtensions = (state: CaseState): readonly Task[] =>
  state.tasks.filter(({ kind, subjectId, ended }) => {
    const subject = subjectId ? taskOf(state, subjectId) : undefined
    return kind === 'decide-extension' && ended?.outcome === 'granted' && subject?.kind === 'handle'
  })

export const extensionRules: Decisions<'requestExtension' | 'decideExtension'> = {
  requestExtension: {
    guard: (state, target, ctx) => void requireExtendable(state, target, ctx),
    decide: requestExtension,
  },
  decideExtension: {
    guard: (state, target) => void requireOpenTask(state, target, ['decide-extension']),
    decide: decideExtension,
  },
}
