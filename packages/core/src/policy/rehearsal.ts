import type { Context } from '../cases/context.ts'
import type { RecordedEvent } from '../cases/events.ts'
import { evolve } from '../cases/fold.ts'
import type { CaseClock, CaseState, Task } from '../cases/state.ts'
import { caseDueOf, dueOf } from '../cases/tasks.ts'
import type { TaskKind } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { RungParty } from './ladder.ts'
import { caseLimitOf, limitFactsOf, taskLimitOf } from './limits.ts'
import { after, before, outlasted } from './moments.ts'
import type { Policy } from './schema.ts'

/** One thing that was done in time or not: a round of a case, or a task. */
export type Measured = {
  readonly what: TaskKind
  readonly endedAt: Instant
  readonly dueAt: Instant
  readonly isLate: boolean
}

/** A case under one policy: what would have been late, and how often each rung would have called. */
export type CaseMeasure = {
  readonly things: readonly Measured[]
  readonly calls: Readonly<Record<string, number>>
  readonly reminders: number
}

/** What counting needs: the calendar and how far up a unit stands. */
type Counting = Pick<Context, 'calendar' | 'unitCalendars' | 'directory'>
type Round = { readonly state: CaseState; readonly ledger: CaseClock; readonly endedAt: Instant }

/** Each time that the case was resolved, with the state it was in just before. */
function roundsOf(log: readonly RecordedEvent[]): { rounds: Round[]; last: CaseState | null } {
  const rounds: Round[] = []
  let state: CaseState | null = null
  for (const event of log) {
    if (event.type === 'CaseResolved' && state?.caseClock)
      rounds.push({ state, ledger: state.caseClock, endedAt: event.at })
    state = evolve(state, event, event)
  }
  return { rounds, last: state }
}

/**
 * A case that is over, judged again. `then` is the policy under which it was accepted: a limit that somebody chose by hand
 * is no policy's and stays.
 */
export function measureCase(
  log: readonly RecordedEvent[],
  policy: Policy,
  then: Policy,
  counting: Counting,
): CaseMeasure {
  const { rounds, last } = roundsOf(log)
  if (!last) return { things: [], calls: {}, reminders: 0 }
  // Only calendar, directory and policy are read when a limit is counted.
  const ctx = { ...counting, policy } as Context
  const cases = rounds.flatMap((round) => measureRound(round, policy, ctx))
  const tasks = last.tasks.flatMap((task) => measureTask(task, policy, then, ctx))
  const things = [...cases, ...tasks]
  return { things, calls: callsOf(things, rounds, last, policy, ctx), reminders: remindersOf(things, policy, ctx) }
}

function measureRound({ state, ledger, endedAt }: Round, policy: Policy, ctx: Context): Measured[] {
  if (!state.grade) return []
  const allowed = caseLimitOf(policy, limitFactsOf(state, state.grade)).limit
  const limit = policy.statedGrades.includes(state.grade) ? ledger.clock.limit : allowed
  const dueAt = caseDueOf(ctx, {
    clock: { startedAt: ledger.clock.startedAt, limit },
    pauses: ledger.pauses.map((pause) => ({ ...pause, to: pause.to ?? endedAt })),
    extensions: ledger.extensions.slice(0, policy.extensions.times),
  })
  return dueAt ? [{ what: 'handle', endedAt, dueAt, isLate: compare(endedAt, dueAt) > 0 }] : []
}

const isSame = (a: Limit, b: Limit) => a.amount === b.amount && a.unit === b.unit

function measureTask(task: Task, policy: Policy, then: Policy, ctx: Context): Measured[] {
  const { kind, clock, ended, party } = task
  if (!clock || !ended || kind === 'handle' || task.state === 'withdrawn' || party.kind === 'applicant') return []
  const level = party.kind === 'unit' ? (ctx.directory.unit(party.unitId)?.level ?? null) : null
  const wasByRule = isSame(clock.limit, taskLimitOf(then, kind, level).limit)
  const limit = wasByRule ? taskLimitOf(policy, kind, level).limit : clock.limit
  const first = dueOf(ctx, clock.startedAt, limit, party)
  const granted = (task.extendedBy ?? []).slice(0, policy.extensions.times)
  const dueAt = granted.reduce((due, length) => dueOf(ctx, due, length, party), first)
  return [{ what: kind, endedAt: ended.at, dueAt, isLate: compare(ended.at, dueAt) > 0 }]
}

function callsOf(things: readonly Measured[], rounds: readonly Round[], last: CaseState, policy: Policy, ctx: Context) {
  const returns = last.tasks.filter(({ state }) => state === 'returned').length
  const lows = [...last.rounds.map(({ followUp }) => followUp), last.followUp].filter(
    (followUp) => (followUp?.satisfaction ?? 5) <= 2,
  ).length
  const count = ({ when }: Policy['ladder']['rungs'][number]): number => {
    switch (when.on) {
      case 'late':
        return things.filter(
          ({ dueAt, endedAt, isLate }) => isLate && compare(after(ctx, dueAt, when.by), endedAt) <= 0,
        ).length
      case 'age':
        return rounds.filter(({ ledger, endedAt }) => {
          const closed = ledger.pauses.map((pause) => ({ ...pause, to: pause.to ?? endedAt }))
          const at = outlasted(ctx, ledger.clock.startedAt, when.over, closed)
          return at !== null && compare(at, endedAt) <= 0
        }).length
      case 'returns':
        return returns >= when.times ? 1 : 0
      case 'reopenings':
        return last.level >= when.times ? 1 : 0
      case 'dissatisfied':
        return lows
      case 'by-hand':
        return 0
    }
  }
  return Object.fromEntries(policy.ladder.rungs.map((rung) => [rung.key, count(rung)]))
}

function remindersOf(things: readonly Measured[], { ladder }: Policy, ctx: Context): number {
  const { remindBefore } = ladder
  if (!remindBefore) return 0
  return things.filter(({ dueAt, endedAt }) => compare(before(ctx, dueAt, remindBefore), endedAt) < 0).length
}

export type SideOfRehearsal = {
  readonly late: number
  readonly lateCases: number
  readonly reminders: number
  /** How often each party would have been asked. */
  readonly calls: Readonly<Record<RungParty, number>>
  readonly rungs: readonly { readonly key: string; readonly to: RungParty; readonly times: number }[]
}

/** Adds up what single cases yielded under one policy. */
export function addUp(measures: readonly CaseMeasure[], policy: Policy): SideOfRehearsal {
  const late = measures.flatMap(({ things }) => things.filter(({ isLate }) => isLate))
  const rungs = policy.ladder.rungs.map(({ key, to }) => ({
    key,
    to,
    times: measures.reduce((sum, { calls }) => sum + (calls[key] ?? 0), 0),
  }))
  const callsTo = (party: RungParty) =>
    rungs.filter(({ to }) => to === party).reduce((sum, { times }) => sum + times, 0)
  return {
    late: late.length,
    lateCases: measures.filter(({ things }) => things.some(({ what, isLate }) => what === 'handle' && isLate)).length,
    reminders: measures.reduce((sum, measure) => sum + measure.reminders, 0),
    calls: {
      holder: callsTo('holder'),
      superior: callsTo('superior'),
      centre: callsTo('centre'),
      district: callsTo('district'),
    },
    rungs,
  }
}
