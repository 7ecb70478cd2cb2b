import type { Context } from '../cases/context.ts'
import type { CaseEvent } from '../cases/events.ts'
import { expirePause } from '../cases/pauses.ts'
import { isLow, levelsOfRounds } from '../cases/ratings.ts'
import { expireHandOver } from '../cases/rules/hand-over.ts'
import {
  type CasePause,
  type CaseState,
  isEnded,
  isOpen,
  isPending,
  isSupervision,
  runningPauses,
  type Task,
  taskOf,
} from '../cases/state.ts'
import { headOf } from '../cases/superior.ts'
import { calendarOf, done, openTask, umbrellaOf } from '../cases/tasks.ts'
import type { LadderCause, Party } from '../cases/words.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Rung } from '../policy/ladder.ts'
import { lateRungs, overdueAt, remindersOf, unsignedRungs } from '../policy/late.ts'
import type { PaperNumbers } from '../policy/paper-numbers.ts'
import { isRungFor, rungTitle } from '../policy/rungs.ts'
import { outlasted } from './moments.ts'
import { hearerOf, isUnmanned, partyOf, unmannedSince } from './party.ts'
import { endSupervisions } from './supervision.ts'

/** Something that the clock will say once: `name` is remembered in the log, so that it is never said again. */
export type Alarm = { readonly at: Instant; readonly name: string } & (
  | { readonly kind: 'reminder' | 'overdue'; readonly task: Task; readonly dueAt: Instant }
  | { readonly kind: 'unmanned' | 'manned' | 'expired'; readonly task: Task }
  | { readonly kind: 'ceiling'; readonly task: Task; readonly pause: CasePause }
  | { readonly kind: 'rung'; readonly task: Task; readonly rung: Rung; readonly cause: LadderCause }
)

/** When the clock has to look at the case again; null when it never has to. */
export const nextAlarmAt = (state: CaseState, ctx: Context): Instant | null =>
  alarmsOf(state, watching(state, ctx))[0]?.at ?? null

/** The clock watches a case by the rules under which it came in, until it is accepted under others. */
export const watching = (state: CaseState, ctx: Context): Context =>
  ctx.past ? { ...ctx, policy: ctx.past.policyOf(state.policyVersion) } : ctx

/** What will be said, the soonest first; what was said is left out. */
export function alarmsOf(state: CaseState, ctx: Context): readonly Alarm[] {
  if (isEnded(state)) return []
  const said = new Set(state.alarms)
  const open = state.tasks.filter(isOpen)
  const tasks = open.filter((task) => !isSupervision(task))
  return [
    ...ceilingsOf(state),
    ...open.flatMap((task) => alarmsOfVacancy(task, state, ctx)),
    ...tasks.flatMap((task) => alarmsOfTask(task, state, ctx)),
    ...alarmsOfCase(state, ctx),
  ]
    .filter((alarm) => !said.has(alarm.name))
    .sort((a, b) => compare(a.at, b.at))
}

/** A pause that reaches its ceiling: the clock of the case goes on by itself. */
const ceilingsOf = (state: CaseState): Alarm[] =>
  runningPauses(state).flatMap((pause): Alarm[] => {
    const { ceilingAt: at, taskId } = pause
    return at ? [{ kind: 'ceiling', at, name: `ceiling/${taskId}`, task: umbrellaOf(state), pause }] : []
  })

/** A due time that moves (延期, a pause, another grade) brings alarms of its own. */
export const rungName = (rung: Rung, task: Task, time = 0): string =>
  `${rung.key}/${task.taskId}/${task.dueAt}${nth(time)}`
const nth = (time: number): string => (time === 0 ? '' : `/${time}`)

/** Nobody can do it: said once for as long as that lasts, and taken back when somebody can. */
function alarmsOfVacancy(task: Task, state: CaseState, ctx: Context): Alarm[] {
  if (task.kind === 'accept-hand-over') return [] // one that nobody takes comes back by itself
  const { taskId } = task
  const since = unmannedSince(task, state, ctx)
  const isVacant = since !== null && compare(since, ctx.now) <= 0
  // A paper to somebody who is not there is no use to anybody who is not there either.
  if (isVacant && isSupervision(task) && isUnmanned({ ...task, party: headOf(ctx.directory) }, state, ctx)) return []
  // One word is enough, of the task itself; unless whoever it went to is not there any more either.
  const subject = isSupervision(task) && task.subjectId ? taskOf(state, task.subjectId) : undefined
  if (isVacant && subject && isUnmanned(subject, state, ctx) && !isOfVacancy(task, state)) return []
  const countOf = (kind: string) =>
    state.alarms.filter((name) => name === `${kind}/${taskId}` || name.startsWith(`${kind}/${taskId}/`)).length
  const [vacancies, ends] = [countOf('unmanned'), countOf('manned')]
  const isSaid = vacancies > ends
  // A link that still works will run out: until then there is somebody, and then there is not.
  const isComing = since !== null && !isSaid
  if (!isComing && isVacant === isSaid) return []
  const kind = isSaid ? 'manned' : 'unmanned'
  const times = isSaid ? vacancies : vacancies + 1
  const name = times === 1 ? `${kind}/${taskId}` : `${kind}/${taskId}/${times}`
  return [{ kind, at: isSaid ? state.changedAt : (since ?? state.changedAt), name, task }]
}

function alarmsOfTask(task: Task, state: CaseState, ctx: Context): Alarm[] {
  const alarms: Alarm[] = []
  const { taskId, dueAt } = task
  const isHandOver = task.kind === 'accept-hand-over' // one that nobody takes comes back by itself: nobody climbs
  if (dueAt === null) return alarms
  // A unit is reminded and urged when it works, not when the centre does.
  const late = { calendar: calendarOf(ctx, task.party), ladder: ctx.policy.ladder }
  const pauses = task.kind === 'handle' ? (state.caseClock?.pauses ?? []) : []
  for (const { at, index } of remindersOf(late, { since: task.clock?.startedAt ?? task.opened.at, dueAt, pauses }))
    alarms.push({ kind: 'reminder', at, name: `reminder/${taskId}/${dueAt}${nth(index)}`, task, dueAt })
  if (isHandOver) {
    alarms.push({ kind: 'expired', at: overdueAt(dueAt), name: `expired/${taskId}/${dueAt}`, task })
    return alarms
  }
  alarms.push({ kind: 'overdue', at: overdueAt(dueAt), name: `overdue/${taskId}/${dueAt}`, task, dueAt })
  if (task.party.kind === 'applicant') return alarms // nobody climbs over a citizen
  const isFor = (rung: Rung) => isRungFor(rung, state.grade, task.kind)
  for (const { rung, at, time } of lateRungs(late, { dueAt, until: ctx.now, isFor }))
    alarms.push({ kind: 'rung', at, name: rungName(rung, task, time), task, rung, cause: 'late' })
  if (awaitsSignature(task))
    for (const { rung, at } of unsignedRungs(late, { since: task.opened.at, isFor }))
      alarms.push({ kind: 'rung', at, name: `${rung.key}/${taskId}/unsigned`, task, rung, cause: 'unsigned' })
  return alarms
}

/** 签收: what a unit is asked is signed for by somebody there. */
const awaitsSignature = ({ kind, signed }: Task): boolean => kind === 'coordinate' && signed === null

/** Rungs that look at the case as a whole hang on the task that carries it. */
function alarmsOfCase(state: CaseState, ctx: Context): Alarm[] {
  return ctx.policy.ladder.rungs.flatMap((rung): Alarm[] => {
    if (rung.when.on === 'late' || rung.when.on === 'unsigned' || rung.when.on === 'by-hand') return []
    const task = umbrellaOf(state)
    if (!isRungFor(rung, state.grade, task.kind)) return []
    return reached(rung, state, ctx).map(({ at, mark }) => ({
      kind: 'rung',
      at,
      name: `${rung.key}/${mark}`,
      task,
      rung,
      cause: rung.when.on,
    }))
  })
}

function reached({ when }: Rung, state: CaseState, ctx: Context): { at: Instant; mark: string }[] {
  const once = (is: boolean, mark: string) => (is ? [{ at: state.changedAt, mark }] : [])
  switch (when.on) {
    case 'age': {
      if (!state.caseClock || state.status === 'resolved') return []
      const at = outlasted(ctx, state.caseClock.clock.startedAt, when.over, state.caseClock.pauses)
      return at ? [{ at, mark: `round-${state.level}` }] : []
    }
    case 'returns':
      return once(state.tasks.filter((task) => task.state === 'returned').length >= when.times, `times-${when.times}`)
    case 'reopenings':
      return once(state.level >= when.times, `times-${when.times}`)
    case 'dissatisfied':
      return levelsOfRounds(state).flatMap((level, round) => once(isLow(level), `round-${round}`))
    case 'late':
    case 'unsigned':
    case 'by-hand':
      return []
  }
}

export function sound(alarm: Alarm, state: CaseState, ctx: Context, numbers: PaperNumbers): CaseEvent[] {
  const { task, name } = alarm
  const { taskId } = task
  switch (alarm.kind) {
    case 'reminder':
    case 'overdue': {
      const type = alarm.kind === 'reminder' ? 'TaskReminded' : 'TaskOverdue'
      return [{ type, payload: { alarm: name, taskId, dueAt: alarm.dueAt, party: hearerOf(task, state, ctx) } }]
    }
    case 'unmanned': {
      const opened = openTask(ctx, {
        kind: 'oversee',
        party: headOf(ctx.directory),
        ask: task.ask,
        subjectId: taskId,
      })
      const payload = { alarm: name, taskId, party: vacantParty(task), supervisionTaskId: opened.payload.taskId }
      return [{ type: 'TaskUnmanned', payload }, opened]
    }
    case 'manned':
      return manned(alarm, state)
    case 'expired':
      return [...endSupervisions(state, expireHandOver(state, taskId))]
    case 'ceiling': {
      const { pause, at } = alarm
      return [expirePause(state, { pause, at, alarm: name, party: hearerOf(task, state, ctx) }, ctx)]
    }
    case 'rung':
      return climbed({ ...alarm, reason: '' }, state, ctx, numbers)
  }
}

function manned({ task, name }: Alarm, state: CaseState): CaseEvent[] {
  const payload = { alarm: name, taskId: task.taskId, party: vacantParty(task) }
  const over = vacanciesOf(task, state).map(({ taskId }) => done(taskId, 'manned'))
  return [{ type: 'TaskManned', payload }, ...endSupervisions(state, over)]
}

/** What the applicant owes is the owner's to ask for. */
const vacantParty = ({ party }: Task): Party => (party.kind === 'applicant' ? { kind: 'owner' } : party)

/** Whether it was opened because nobody could do the task; every other supervision has its rung. */
const isOfVacancy = (task: Task, { escalations }: CaseState): boolean =>
  isSupervision(task) && escalations.every(({ supervisionTaskId }) => supervisionTaskId !== task.taskId)

const vacanciesOf = (task: Task, state: CaseState): readonly Task[] =>
  state.tasks.filter((other) => isPending(other) && other.subjectId === task.taskId && isOfVacancy(other, state))

/** A rung is reached: the paper is numbered and somebody else has a task. */
export function climbed(
  step: { rung: Rung; task: Task; name: string; cause: LadderCause; reason: string },
  state: CaseState,
  ctx: Context,
  numbers: PaperNumbers,
): CaseEvent[] {
  const { rung, task, name, cause, reason } = step
  const party = partyOf(rung, task, state, ctx)
  const opened = openTask(ctx, { kind: 'oversee', party, ask: task.ask, subjectId: task.taskId, limit: rung.within })
  const supervisionTaskId = opened.payload.taskId
  const paper = rung.paper && { kind: rung.paper, number: numbers.next(rung.paper) }
  const named = rung.name ? { name: rung.name } : {}
  const payload = {
    alarm: name,
    taskId: task.taskId,
    supervisionTaskId,
    rung: rung.key,
    ...named,
    cause,
    party,
    paper,
    reason,
  }
  return [{ type: 'TaskEscalated', payload }, opened, ...copiesOf(rung, state, ctx)]
}

/** 抄送: whoever is gone from the directory, or has a copy that was not read, gets none. */
const copiesOf = ({ copyTo, key, name }: Rung, state: CaseState, ctx: Context): CaseEvent[] =>
  copyTo
    .filter(
      (unitId) =>
        ctx.directory.unit(unitId) &&
        !state.copies?.some((copy) => 'unitId' in copy && copy.unitId === unitId && !copy.read),
    )
    .map((unitId) => ({ type: 'CaseCopied', payload: { unitId, note: rungTitle(key, name, 'zh') } }))
