import type { Context } from '../cases/context.ts'
import { type CasePause, type CaseState, isEnded, runningPauses, type Task, taskOf } from '../cases/state.ts'
import { calendarOf, caseDueOf, earlierOf, targetOf } from '../cases/tasks.ts'
import { dueAfter, explainDue, explainMore, type Pause, sayLimit, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import { type Instant, sayInstant } from '../kernel/time.ts'
import { firstGrade, gradeNameOf } from '../policy/grades.ts'
import {
  askedUnit,
  caseLimitOf,
  caseRuleOf,
  factsForTasks,
  limitFactsOf,
  taskLimitOf,
  taskRuleOf,
} from '../policy/limits.ts'
import { dueReasons } from './due-words.ts'
import { gradeWord, labelOf } from './labels.ts'
import type { Locale } from './refusals.ts'
import { type Names, sayWho } from './sentences.ts'

type Reader = { readonly names: Names; readonly locale: Locale }

/**
 * How the due time of the case came about, in sentences that the applicant and an inspector can follow: by which rule, from
 * when, which days do not count, what was waited for and how long at most, what was added.
 */
export function explainCase(state: CaseState, ctx: Context, reader: Reader): string[] {
  const { caseClock: ledger } = state
  if (!ledger) return []
  const { clock, extensions } = ledger
  const pauses = ledger.pauses
    .filter(({ from, to }) => to === null || sayInstant(from) !== sayInstant(to)) // within one minute nothing moved
    .map((pause) => ({ ...pause, reason: sayPause(pause, state, reader) }))
  const counted = dueAfter({ calendar: ctx.calendar, start: clock.startedAt, limit: clock.limit, pauses })
  const ceilings = pauses.flatMap((pause) => sayCeiling(pause, reader))
  const added = explainAdded(counted.dueAt, extensions, { calendar: ctx.calendar, pauses }, reader)
  return [
    sayRuleOfCase(state, ctx, clock.limit, reader),
    ...sayStart(state, clock.startedAt, reader),
    ...explainDue(counted.explanation, reader.locale, ceilings),
    ...added.sentences,
    ...sayLatest(state, ctx, reader),
    ...sayStanding(ledger.dueAt, added.dueAt, reader),
  ]
}

/** The date to work towards is the desk's own business. */
export function explainTarget(state: CaseState, ctx: Context, { locale }: Reader): string[] {
  const target = state.caseClock && !isEnded(state) ? targetOf(ctx, state.caseClock) : null
  return target ? [dueReasons[locale].target(target)] : []
}

/** The same for a task of anybody. */
export function explainTask(task: Task, state: CaseState, ctx: Context, reader: Reader): string[] {
  if (task.kind === 'handle') return [...explainCase(state, ctx, reader), ...explainTarget(state, ctx, reader)]
  if (!task.clock) return []
  const { startedAt: start, limit } = task.clock
  const calendar = calendarOf(ctx, task.party)
  const counted = dueAfter({ calendar, start, limit, pauses: [] })
  const extensions = (task.extendedBy ?? []).map((length) => ({ limit: length, reason: task.ask }))
  const added = explainAdded(counted.dueAt, extensions, { calendar, pauses: [] }, reader)
  return [
    sayRuleOfTask(task, state, ctx, reader),
    ...sayOwnHours(task, ctx, reader),
    ...explainDue(counted.explanation, reader.locale),
    ...added.sentences,
    ...sayRest(task, state, added.dueAt, reader),
  ]
}

const policyName = ({ policy }: Context, locale: Locale) => dueReasons[locale].policy(policy.name, policy.version)
const isSame = (a: Limit, b: Limit) => a.amount === b.amount && a.unit === b.unit

function sayRuleOfCase(state: CaseState, ctx: Context, limit: Limit, { locale }: Reader): string {
  const w = dueReasons[locale]
  const policy = policyName(ctx, locale)
  const grade = state.grade ?? firstGrade(ctx.policy)
  const facts = limitFactsOf(state, grade)
  const said = gradeWord(grade, gradeNameOf(ctx.policy, grade), locale)
  if (ctx.policy.statedGrades.includes(grade)) return w.byStatement(policy, said)
  const rule = caseRuleOf(ctx.policy, facts)
  const named = rule ? w.byCaseRule(policy, rule.name) : w.byGrade(policy, said)
  return isSame(caseLimitOf(ctx.policy, facts).limit, limit) ? named : named + w.asItWas
}

/** 自登记之日起: where the rule counts before the case was taken on, it says so. */
const sayStart = ({ registered, accepted }: CaseState, startedAt: Instant, { locale }: Reader): string[] =>
  accepted && startedAt === registered.at && startedAt < accepted.at ? [dueReasons[locale].fromRegistration] : []

function sayRuleOfTask(task: Task, state: CaseState, ctx: Context, { locale }: Reader): string {
  const w = dueReasons[locale]
  const policy = policyName(ctx, locale)
  const { kind, party, procedure } = task
  if (procedure) {
    const most = ctx.policy.pauses.procedures.find(({ key }) => key === procedure.key)?.ceiling
    return w.byProcedure(policy, procedure.name, most ? sayLimit(most, locale) : '')
  }
  if (state.escalations.some(({ supervisionTaskId }) => supervisionTaskId === task.taskId)) return w.byLadder(policy)
  const asked = askedUnit(party, ctx.directory)
  if (!task.clock || !isSame(task.clock.limit, taskLimitOf(ctx.policy, kind, asked, factsForTasks(state)).limit))
    return w.byHand
  const rule = taskRuleOf(ctx.policy, kind, asked, factsForTasks(state))
  return rule ? w.byTaskRule(policy, rule.name) : w.byKind(policy, labelOf('taskKind', kind, locale))
}

function sayOwnHours({ party }: Task, ctx: Context, { names, locale }: Reader): string[] {
  const isOwn = party.kind === 'unit' && ctx.unitCalendars?.has(party.unitId)
  return isOwn ? [dueReasons[locale].ownHours(names.unit(party.unitId))] : []
}

/** What the clock waits for, and who has to come with it. */
export function sayPause({ taskId, reason }: CasePause, state: CaseState, { names, locale }: Reader): string {
  const w = dueReasons[locale]
  const task = taskOf(state, taskId)
  if (task?.procedure)
    return w.waitsForProcedure(task.procedure.name, sayWho(task.party, state.ownerId, names, locale), task.ask)
  return w.waitsForApplicant(reason)
}

function sayCeiling({ reason, to, ceilingAt, ceiling }: CasePause, { locale }: Reader): string[] {
  if (!ceilingAt) return []
  const w = dueReasons[locale]
  if (to === null) return [w.ceiling(reason, ceiling ? sayLimit(ceiling, locale) : '', ceilingAt)]
  return to === ceilingAt ? [w.ceilingReached(reason, ceilingAt)] : []
}

/** The clock stands still: where everything has a ceiling, there is a last day all the same. */
function sayLatest(state: CaseState, ctx: Context, { locale }: Reader): string[] {
  const running = runningPauses(state)
  if (!state.caseClock || running.length === 0 || running.some(({ ceilingAt }) => !ceilingAt)) return []
  const pauses = state.caseClock.pauses.map((pause) => ({ ...pause, to: pause.to ?? pause.ceilingAt ?? null }))
  const latest = caseDueOf(ctx, { ...state.caseClock, pauses })
  return latest ? [dueReasons[locale].latest(latest)] : []
}

type Added = { readonly limit: Limit; readonly reason: string }

function explainAdded(
  first: Instant | null,
  extensions: readonly Added[],
  { calendar, pauses }: { readonly calendar: WorkingCalendar; readonly pauses: readonly Pause[] },
  { locale }: Reader,
): { dueAt: Instant | null; sentences: string[] } {
  const sentences: string[] = []
  let dueAt = first
  for (const { limit, reason } of extensions) {
    if (!dueAt) break
    const longer = dueAfter({ calendar, start: dueAt, limit, pauses: [...pauses] })
    dueAt = longer.dueAt
    if (!dueAt) break
    sentences.push(dueReasons[locale].extended(sayLimit(limit, locale), dueAt, reason))
    sentences.push(...explainMore(longer.explanation, locale))
  }
  return { dueAt, sentences }
}

/** What the counting alone does not say: an end that something else sets. */
function sayRest(task: Task, state: CaseState, counted: Instant | null, reader: Reader): string[] {
  const w = dueReasons[reader.locale]
  if ((task.extendedBy ?? []).length < task.extensions) return [w.extendedUnrecorded]
  const subject = task.kind === 'decide-extension' && task.subjectId ? taskOf(state, task.subjectId) : undefined
  if (subject && task.dueAt && counted && earlierOf(task.dueAt, counted) !== counted)
    return [w.decidedBefore(task.dueAt)]
  return sayStanding(task.dueAt, counted, reader)
}

/** The date on record is the one that counts; where it differs, the page says so. */
const sayStanding = (dueAt: Instant | null, counted: Instant | null, { locale }: Reader): string[] =>
  dueAt && counted && dueAt !== counted ? [dueReasons[locale].stands(dueAt)] : []
