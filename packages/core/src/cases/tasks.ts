import { dueAfter, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import { once } from '../kernel/once.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Instant } from '../kernel/time.ts'
import { askedUnit, taskLimitOf } from '../policy/limits.ts'
import type { Target } from './commands.ts'
import type { Context } from './context.ts'
import type { CaseEvent, Clock, EventOf, PayloadOf } from './events.ts'
import { type CaseClock, type CaseState, isEnded, isPending, type Task, taskOf } from './state.ts'
import type { Party, TaskKind } from './words.ts'

/** Whose working time counts: that of the unit that was asked, where it keeps its own; else the centre's. */
export function calendarOf(ctx: Context, party?: Party): WorkingCalendar {
  const unitId =
    party?.kind === 'unit'
      ? party.unitId
      : party?.kind === 'person'
        ? ctx.directory.person(party.personId)?.unitId
        : undefined
  return (unitId && ctx.unitCalendars?.get(unitId)) || ctx.calendar
}

/** A clock that runs from now and the moment at which it ends. */
export function startClock(
  ctx: Context,
  { limit, target }: { readonly limit: Limit; readonly target: Limit | null },
  party?: Party,
): { clock: Clock; dueAt: Instant } {
  const clock = { startedAt: ctx.now, limit, ...(target ? { target } : {}) }
  return { clock, dueAt: dueOf(ctx, ctx.now, limit, party) }
}

/** The end of a limit that nothing interrupts. */
export function dueOf(ctx: Context, start: Instant, limit: Limit, party?: Party): Instant {
  const calendar = calendarOf(ctx, party)
  return once(calendar, `due ${start} ${limit.amount} ${limit.unit}`, () => {
    const { dueAt } = dueAfter({ calendar, start, limit, pauses: [] })
    if (dueAt === null) throw new Error('a limit without pauses has an end')
    return dueAt
  })
}

/** The earlier of two due times, where there are two. */
export const earlierOf = (a: Instant | null, b: Instant | null): Instant | null => (a && b ? (a < b ? a : b) : (a ?? b))

/** What the policy allows for a task, by its kind, by whom it waits for and by what the case is. */
export function timeForTask(ctx: Context, kind: TaskKind, party: Party) {
  return taskLimitOf(ctx.policy, kind, askedUnit(party, ctx.directory), ctx.ofCase)
}

/** When the case is due, from its ledger: the limit, every pause, then each extension. Null while a pause runs. */
export function caseDueOf(ctx: Context, ledger: Pick<CaseClock, 'clock' | 'pauses' | 'extensions'>): Instant | null {
  const { startedAt, limit } = ledger.clock
  const { dueAt } = dueAfter({ calendar: ctx.calendar, start: startedAt, limit, pauses: [...ledger.pauses] })
  // The clock may stand still in the time that was added, too.
  return ledger.extensions.reduce<Instant | null>(
    (due, extension) =>
      due && dueAfter({ calendar: ctx.calendar, start: due, limit: extension.limit, pauses: [...ledger.pauses] }).dueAt,
    dueAt,
  )
}

/** The date to work towards, where the policy named one when the clock was started. It is nobody's fault when it is missed. */
export function targetOf(ctx: Context, { clock, pauses }: Pick<CaseClock, 'clock' | 'pauses'>): Instant | null {
  if (!clock.target) return null
  return dueAfter({ calendar: ctx.calendar, start: clock.startedAt, limit: clock.target, pauses: [...pauses] }).dueAt
}

type Opening = { kind: TaskKind; party: Party; ask: string } & Partial<
  Omit<PayloadOf<'TaskOpened'>, 'kind' | 'party' | 'ask' | 'clock' | 'dueAt'>
> & {
    limit?: Limit | null
    due?: { clock: Clock | null; dueAt: Instant | null }
  }

/** A new task; its time is the limit given, or else the policy's for its kind. */
export function openTask(ctx: Context, { limit, due, ...opening }: Opening): EventOf<'TaskOpened'> {
  const allowed = limit ? { limit, target: null } : timeForTask(ctx, opening.kind, opening.party)
  return {
    type: 'TaskOpened',
    payload: {
      taskId: ctx.newId(),
      parentTaskId: null,
      requestId: null,
      part: null,
      mayReturn: false,
      returns: 0,
      formId: null,
      step: null,
      subjectId: null,
      fileIds: [],
      ...(due ?? startClock(ctx, allowed, opening.party)),
      ...opening,
    },
  }
}

/** @throws Refusal task-not-found · task-wrong-kind · task-not-open */
export function requireOpenTask(state: CaseState, target: Target, kinds: readonly TaskKind[]): Task {
  const task = target.taskId ? taskOf(state, target.taskId) : undefined
  if (!task) throw new Refusal('task-not-found')
  if (!kinds.includes(task.kind)) throw new Refusal('task-wrong-kind', { kind: task.kind })
  if (task.state !== 'open') throw new Refusal('task-not-open', { state: task.state })
  return task
}

/** @throws Refusal case-ended */
export function requireNotEnded(state: CaseState): void {
  if (isEnded(state)) throw new Refusal('case-ended', { status: state.status })
}

/** Whoever asked for a task: the unit above in the chain, or the owner of the case. */
export function askerOf(state: CaseState, task: Pick<Task, 'parentTaskId'>): Party {
  const parent = task.parentTaskId ? taskOf(state, task.parentTaskId) : undefined
  return parent?.party ?? { kind: 'owner' }
}

/** Between acceptance and result: the time in which work can be given out. @throws Refusal case-ended · case-not-accepted · case-already-resolved */
export function requireInHand(state: CaseState): void {
  requireNotEnded(state)
  if (state.status === 'registered') throw new Refusal('case-not-accepted')
  if (state.status === 'resolved') throw new Refusal('case-already-resolved')
}

/** The window's own task that carries the case: 承办 while in hand, 销号 once resolved. */
export function umbrellaOf(state: CaseState): Task {
  const umbrella = state.tasks.find(
    (task) => isPending(task) && (task.kind === 'handle' || task.kind === 'strike-off' || task.kind === 'accept'),
  )
  if (!umbrella) throw new Error(`case ${state.caseNo} has no umbrella task`)
  return umbrella
}

export const done = (taskId: string, outcome: string, fileIds: string[] = []): CaseEvent => ({
  type: 'TaskDone',
  payload: { taskId, outcome, fileIds },
})

/** Ends a task and whatever was still asked because of it. */
export function withdrawWithChildren(state: CaseState, taskId: string, reason: string): CaseEvent[] {
  const children = state.tasks.filter((task) => task.parentTaskId === taskId && isPending(task))
  return [
    ...children.flatMap((child) => withdrawWithChildren(state, child.taskId, reason)),
    { type: 'TaskWithdrawn', payload: { taskId, reason } },
  ]
}
