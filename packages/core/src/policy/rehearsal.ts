import type { Context } from '../cases/context.ts'
import type { RecordedEvent } from '../cases/events.ts'
import { evolve } from '../cases/fold.ts'
import { isLow, levelsOfRounds } from '../cases/ratings.ts'
import { type CaseClock, type CaseState, isSupervision, type Task, taskOf } from '../cases/state.ts'
import { caseDueOf, dueOf } from '../cases/tasks.ts'
import type { TaskKind } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Decider } from './clocks.ts'
import { deciderOf, lastAskOf, longestOf } from './extensions.ts'
import type { Rung, RungParty } from './ladder.ts'
import { remindersOf } from './late.ts'
import { askedUnit, caseLimitOf, factsForTasks, limitFactsOf, taskLimitOf } from './limits.ts'
import { outlasted } from './moments.ts'
import { type AnswersAsked, answersAsked, isAskedFor, noAnswersAsked } from './rehearsal-answers.ts'
import { callsOfRung, isRungFor } from './rungs.ts'
import type { Policy } from './schema.ts'

/** One thing that was done in time or not: a round of a case, or a task. */
export type Measured = {
  readonly what: TaskKind
  /** When it was done; for what is still open, now. */
  readonly endedAt: Instant
  readonly startedAt: Instant
  readonly dueAt: Instant
  readonly isLate: boolean
}

/** A case under one policy: what would have been late, and how often each rung would have called. */
export type CaseMeasure = {
  readonly things: readonly Measured[]
  readonly calls: Readonly<Record<string, number>>
  readonly reminders: number
  /** Returns to rule on and extensions to decide: how often each would have been asked. */
  readonly decisions: Readonly<Record<Decider, number>>
  /** What units asked for and would not have been given: returned too late; more time too often or too long. */
  readonly refused: { readonly returns: number; readonly extensions: number }
  readonly asked: AnswersAsked
}

/** What counting needs: the calendar and how far up a unit stands. */
type Counting = Pick<Context, 'calendar' | 'unitCalendars' | 'directory' | 'now'>
type Round = { readonly state: CaseState; readonly ledger: CaseClock; readonly endedAt: Instant }

/** Each time that the case was resolved, with the state it was in just before; and the round that still runs. */
function roundsOf(log: readonly RecordedEvent[], now: Instant): { rounds: Round[]; last: CaseState | null } {
  const rounds: Round[] = []
  let state: CaseState | null = null
  for (const event of log) {
    if (event.type === 'CaseResolved' && state?.caseClock)
      rounds.push({ state, ledger: state.caseClock, endedAt: event.at })
    state = evolve(state, event, event)
  }
  if (state?.caseClock && (state.status === 'in-progress' || state.status === 'waiting-for-applicant'))
    rounds.push({ state, ledger: state.caseClock, endedAt: now })
  return { rounds, last: state }
}

/**
 * A case judged again; one that is not over is judged as it stands now. `then` is the policy under which it was accepted: a limit that somebody chose by hand
 * is no policy's and stays.
 */
export function measureCase(
  log: readonly RecordedEvent[],
  policy: Policy,
  then: Policy,
  counting: Counting,
): CaseMeasure {
  const { rounds, last } = roundsOf(log, counting.now)
  if (!last) return nothing
  // Only calendar, directory and policy are read when a limit is counted.
  const ctx = { ...counting, policy, ofCase: factsForTasks(last) } as Context
  const cases = rounds.flatMap((round) => measureRound(round, policy, ctx))
  const tasks = last.tasks.flatMap((task) => measureTask(task, policy, then, ctx))
  const things = [...cases, ...tasks]
  return {
    things,
    calls: callsOf(things, rounds, last, policy, ctx),
    reminders: remindersIn(things, policy, ctx),
    ...decisionsOf(last, policy, ctx),
    asked: answersAsked(log, policy),
  }
}

const nothing: CaseMeasure = {
  things: [],
  calls: {},
  reminders: 0,
  decisions: { supervisor: 0, leader: 0 },
  refused: { returns: 0, extensions: 0 },
  asked: noAnswersAsked,
}

function measureRound({ state, ledger, endedAt }: Round, policy: Policy, ctx: Context): Measured[] {
  if (!state.grade) return []
  const { grade } = state
  // A grade that the new rule does not have says nothing of how it would have been graded: its time stays.
  const staysAsItWas = policy.statedGrades.includes(grade) || !(grade in policy.grades)
  const limit = staysAsItWas ? ledger.clock.limit : caseLimitOf(policy, limitFactsOf(state, grade)).limit
  const startedAt = startOf(state, ledger, policy)
  const dueAt = caseDueOf(ctx, {
    clock: { startedAt, limit },
    pauses: pausesOf(state, ledger, endedAt, ctx),
    extensions: ledger.extensions
      .slice(0, policy.extensions.times)
      .map((extension) => ({ ...extension, limit: noLongerThan(ctx, extension.at, limit, extension.limit) })),
  })
  return dueAt ? [{ what: 'handle', startedAt, endedAt, dueAt, isLate: compare(endedAt, dueAt) > 0 }] : []
}

/** What was opened again counts from there, whatever the rule of the first time. */
function startOf({ level, registered, accepted }: CaseState, { clock }: CaseClock, { countsFrom }: Policy): Instant {
  if (level > 0 || !accepted) return clock.startedAt
  return countsFrom === 'registration' ? registered.at : accepted.at
}

/** How long it really stood still, as far as the policy lets it. */
function pausesOf(state: CaseState, { pauses }: CaseClock, endedAt: Instant, ctx: Context) {
  const { supplement, procedures } = ctx.policy.pauses
  return pauses.map((pause) => {
    const task = taskOf(state, pause.taskId)
    const own = procedures.find(({ key }) => key === task?.procedure?.key)
    if (task?.kind !== 'supplement' && !own) return { ...pause, to: pause.to ?? endedAt }
    const ceiling = own ? own.ceiling : supplement.ceiling
    // The end in the log was cut at the ceiling of its own time; the answer says how long was really waited.
    const answeredAt = task?.ended?.at ?? endedAt
    const most = ceiling && dueOf(ctx, pause.from, ceiling)
    return { ...pause, ceilingAt: most, to: most && compare(most, answeredAt) < 0 ? most : answeredAt }
  })
}

/** What is asked beyond the longest extension is cut to it. */
function noLongerThan(ctx: Context, from: Instant, first: Limit, asked: Limit): Limit {
  const until = (length: Limit) => dueOf(ctx, from, length)
  const longest = longestOf(ctx.policy.extensions, first, until)
  return longest && compare(until(asked), until(longest)) > 0 ? longest : asked
}

/** Whether more time would not have been given: too often, too late, too long, or not for this grade. */
function isRefused(decision: Task, asked: Limit, given: number, { tasks, grade }: CaseState, ctx: Context): boolean {
  const { extensions } = ctx.policy
  if (given >= extensions.times || (extensions.grades && grade && !extensions.grades.includes(grade))) return true
  const task = tasks.find(({ taskId }) => taskId === decision.subjectId)
  if (!task?.clock) return false
  const granted = (task.extendedBy ?? []).slice(0, given)
  const first = dueOf(ctx, task.clock.startedAt, task.clock.limit, task.party)
  const dueAt = granted.reduce((due, length) => dueOf(ctx, due, length, task.party), first)
  const isTooLong = !isSame(noLongerThan(ctx, dueAt, task.clock.limit, asked), asked)
  // A clock that stood still has a later due time than this: nothing is called too late for certain.
  const isTooNear = task.kind !== 'handle' && decision.opened.at > lastAskOf(ctx.calendar, dueAt, extensions.askBefore)
  return isTooLong || isTooNear
}

/** What the rules of returns and extensions would have made of what was really asked. */
function decisionsOf(state: CaseState, { returns, extensions }: Policy, ctx: Context) {
  const { tasks } = state
  const decisions = { supervisor: 0, leader: 0 }
  const refused = { returns: 0, extensions: 0 }
  for (const [index, task] of tasks.entries()) {
    if (task.state === 'returned' && task.ended) {
      if (compare(task.ended.at, dueOf(ctx, task.opened.at, returns.within, task.party)) > 0) refused.returns++
      else if (task.returns === returns.times + 1) decisions[returns.ruledBy]++
    }
    if (task.kind === 'decide-extension' && task.askedLimit) {
      const before = tasks
        .slice(0, index)
        .filter(
          (other) =>
            other.kind === 'decide-extension' &&
            other.subjectId === task.subjectId &&
            other.ended?.outcome === 'granted' &&
            compare(other.ended.at, task.opened.at) <= 0,
        ).length
      if (isRefused(task, task.askedLimit, before, state, ctx)) refused.extensions++
      else decisions[deciderOf(extensions, before)]++
    }
  }
  return { decisions, refused }
}

const isSame = (a: Limit, b: Limit) => a.amount === b.amount && a.unit === b.unit

function measureTask(task: Task, policy: Policy, then: Policy, ctx: Context): Measured[] {
  const { kind, clock, party } = task
  if (!clock || kind === 'handle' || task.state === 'withdrawn' || task.state === 'waiting') return []
  // The ladder climbs over none of these: what sees to another task, what comes back by itself, what a citizen owes.
  if (isSupervision(task) || kind === 'accept-hand-over' || party.kind === 'applicant') return []
  const asked = askedUnit(party, ctx.directory)
  const wasByRule = isSame(clock.limit, taskLimitOf(then, kind, asked, ctx.ofCase).limit)
  const limit = wasByRule ? taskLimitOf(policy, kind, asked, ctx.ofCase).limit : clock.limit
  const first = dueOf(ctx, clock.startedAt, limit, party)
  const granted = (task.extendedBy ?? []).slice(0, policy.extensions.times)
  const dueAt = granted.reduce((due, length) => dueOf(ctx, due, noLongerThan(ctx, due, limit, length), party), first)
  const endedAt = task.ended?.at ?? ctx.now
  const isLate = isAskedFor(policy, kind) && compare(endedAt, dueAt) > 0
  return [{ what: kind, startedAt: clock.startedAt, endedAt, dueAt, isLate }]
}

function callsOf(things: readonly Measured[], rounds: readonly Round[], last: CaseState, policy: Policy, ctx: Context) {
  const returns = last.tasks.filter(({ state }) => state === 'returned').length
  const lows = levelsOfRounds(last).filter(isLow).length
  const count = (rung: Rung): number => {
    const { when } = rung
    if (
      when.on !== 'late' &&
      when.on !== 'unsigned' &&
      !isRungFor(rung, last.grade, rounds.length > 0 ? 'handle' : 'accept')
    )
      return 0
    switch (when.on) {
      case 'late':
        return things
          .filter(({ what, isLate }) => isLate && isRungFor(rung, last.grade, what))
          .flatMap(({ dueAt, endedAt }) =>
            callsOfRung(ctx, rung, when.by, dueAt, endedAt).filter((at) => compare(at, endedAt) <= 0),
          ).length
      case 'unsigned': {
        const limit = when.after
        return last.tasks.filter((task) => {
          if (task.kind !== 'coordinate' || !isRungFor(rung, last.grade, task.kind)) return false
          const until = task.signed?.at ?? task.ended?.at ?? ctx.now
          return compare(dueOf(ctx, task.opened.at, limit, task.party), until) < 0
        }).length
      }
      case 'age':
        return rounds.filter(({ state, ledger, endedAt }) => {
          const at = outlasted(ctx, ledger.clock.startedAt, when.over, pausesOf(state, ledger, endedAt, ctx))
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

const remindersIn = (things: readonly Measured[], { ladder }: Policy, { calendar }: Context): number =>
  things.flatMap(({ startedAt, dueAt, endedAt }) =>
    remindersOf({ calendar, ladder }, { since: startedAt, dueAt }).filter(({ at }) => compare(at, endedAt) <= 0),
  ).length

export type SideOfRehearsal = {
  readonly late: number
  readonly lateCases: number
  readonly reminders: number
  /** How often each party would have been asked. */
  readonly calls: Readonly<Record<RungParty, number>>
  readonly rungs: readonly { readonly key: string; readonly to: RungParty; readonly times: number }[]
  readonly decisions: CaseMeasure['decisions']
  readonly refused: CaseMeasure['refused']
  readonly asked: AnswersAsked
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
    reminders: sumOf(measures, ({ reminders }) => reminders),
    calls: {
      holder: callsTo('holder'),
      superior: callsTo('superior'),
      centre: callsTo('centre'),
      district: callsTo('district'),
      unit: callsTo('unit'),
    },
    rungs,
    decisions: {
      supervisor: sumOf(measures, ({ decisions }) => decisions.supervisor),
      leader: sumOf(measures, ({ decisions }) => decisions.leader),
    },
    refused: {
      returns: sumOf(measures, ({ refused }) => refused.returns),
      extensions: sumOf(measures, ({ refused }) => refused.extensions),
    },
    asked: {
      approvals: {
        supervisor: sumOf(measures, ({ asked }) => asked.approvals.supervisor),
        leader: sumOf(measures, ({ asked }) => asked.approvals.leader),
      },
      reports: sumOf(measures, ({ asked }) => asked.reports),
      contacts: sumOf(measures, ({ asked }) => asked.contacts),
    },
  }
}

const sumOf = (measures: readonly CaseMeasure[], count: (measure: CaseMeasure) => number): number =>
  measures.reduce((sum, measure) => sum + count(measure), 0)
