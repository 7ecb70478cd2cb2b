import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { releaseClock, stopClock } from '../cases/pauses.ts'
import { requireMeans } from '../cases/rules/result.ts'
import { type CaseState, isPending, type Task } from '../cases/state.ts'
import { dueOf, openTask, requireInHand, requireOpenTask } from '../cases/tasks.ts'
import type { Party, TellingMeans } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Procedure } from '../policy/clocks.ts'
import { requireUnit } from './requests.ts'

/** 书面告知: a call leaves nothing in the applicant's hands. */
export const writtenMeans = ['in-person', 'post', 'online', 'sms'] as const satisfies readonly TellingMeans[]
const isWritten = (means: TellingMeans): boolean => writtenMeans.some((one) => one === means)

/** How often this case has had it, in all its rounds. */
export const timesHad = (state: CaseState, { key }: Procedure): readonly Task[] =>
  state.tasks.filter(({ procedure }) => procedure?.key === key)

/** @throws Refusal procedure-unknown · procedure-running · procedure-used-up */
function requireProcedure(state: CaseState, key: string, { policy, actor }: Context): Procedure {
  const procedure = policy.pauses.procedures.find((one) => one.key === key)
  if (!procedure) throw new Refusal('procedure-unknown')
  const { name, times } = procedure
  const had = timesHad(state, procedure)
  if (had.some(isPending)) throw new Refusal('procedure-running', { procedure: name })
  const isOfficer = actor.kind === 'person' && actor.role !== 'supervisor'
  if (times !== null && had.length >= times && isOfficer)
    throw new Refusal('procedure-used-up', { procedure: name, times })
  return procedure
}

/** The time that it takes: what was said, no longer than the ceiling; or else the ceiling. @throws Refusal procedure-too-long */
function timeFor({ name, ceiling }: Procedure, said: Limit | null, ctx: Context): Limit | null {
  if (!said || !ceiling) return said ?? ceiling
  const [asked, most] = [dueOf(ctx, ctx.now, said), dueOf(ctx, ctx.now, ceiling)]
  if (asked > most) throw new Refusal('procedure-too-long', { procedure: name, until: most })
  return said
}

/** @throws Refusal unit-unknown · person-unknown */
function requireKnown(party: Party, ctx: Context): void {
  if (party.kind === 'unit') requireUnit(ctx, party.unitId)
  if (party.kind === 'person' && !ctx.directory.person(party.personId)) throw new Refusal('person-unknown')
}

/** 特别程序: somebody carries it out until some day, the applicant has that in writing, and the clock stands still. */
function startProcedure(state: CaseState, input: InputOf<'startProcedure'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  const { party, reason, means, toWhom } = input
  const procedure = requireProcedure(state, input.procedure, ctx)
  requireKnown(party, ctx)
  if (!isWritten(means)) throw new Refusal('telling-not-in-writing')
  requireMeans(means, state, ctx)
  const { key, name, ceiling } = procedure
  const task = openTask(ctx, { kind: 'procedure', party, ask: reason, limit: timeFor(procedure, input.limit, ctx) })
  const { taskId, dueAt } = task.payload
  if (dueAt === null) throw new Error('a task with a limit has a due time')
  const told = { means, toWhom }
  return [
    task,
    { type: 'ProcedureStarted', payload: { taskId, key, name, party, reason, dueAt, told } },
    ...stopClock(state, { taskId, reason: `${name}：${reason}`, ceiling }, ctx),
  ]
}

export const procedureRules: Decisions<'startProcedure' | 'endProcedure'> = {
  startProcedure: {
    guard: (state, _, { policy }) => {
      requireInHand(state)
      if (policy.pauses.procedures.length === 0) throw new Refusal('procedure-unknown')
    },
    decide: startProcedure,
  },
  endProcedure: {
    guard: (state, target) => void requireOpenTask(state, target, ['procedure']),
    decide: (state, input, ctx) => [
      { type: 'ProcedureEnded', payload: input },
      ...releaseClock(state, input.taskId, ctx),
    ],
  },
}
