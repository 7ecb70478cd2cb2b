import type { z } from 'zod'
import type { CaseEvent, EventType } from '../cases/events.ts'
import type { Task } from '../cases/state.ts'
import type { Party, TaskKind } from '../cases/words.ts'
import { Refusal } from '../kernel/refusal.ts'
import { addDays, compare, daysBetween, type Instant, LocalDate, localDateOf } from '../kernel/time.ts'
import { isWorkday, type WorkingCalendar } from '../kernel/working-calendar.ts'
import type { ReviewCause as Cause, ReviewRules } from '../policy/service.ts'
import { type Month, spanOf } from './month.ts'

export type ReviewCause = z.infer<typeof Cause>
type Rules = z.infer<typeof ReviewRules>

type Carried = Pick<Task, 'kind' | 'dueAt'> & {
  readonly opened: { readonly at: Instant }
  readonly ended: { readonly at: Instant } | null
}

/** What the log says of a case, as far as the review asks. */
export type CaseFacts = {
  readonly tasks: readonly Carried[]
  readonly returned: readonly Instant[]
  readonly reopened: readonly Instant[]
  readonly dissatisfied: readonly Instant[]
}

/** The tasks that carry a case: when one of them is late, the case is. */
const carrying: readonly TaskKind[] = ['accept', 'handle', 'strike-off']

/** Why a case belongs on the list of a month; empty when it does not (处置不及时及其他应阅批情形). */
export function causesOf(facts: CaseFacts, month: Month, rules: Rules): readonly ReviewCause[] {
  const { from, until } = spanOf(month)
  const isWithin = (at: Instant) => from <= at && at < until
  const carried = facts.tasks.filter(({ kind }) => carrying.includes(kind))
  const isLateBy = (task: Carried, at: Instant) => task.dueAt !== null && task.dueAt < at
  const returnsSoFar = facts.returned.filter((at) => at < until)
  const holds: Record<ReviewCause, boolean> = {
    'late-closed': carried.some((task) => task.ended && isWithin(task.ended.at) && isLateBy(task, task.ended.at)),
    'late-open': carried.some(
      (task) => task.opened.at < until && (!task.ended || task.ended.at >= until) && isLateBy(task, until),
    ),
    returned: returnsSoFar.length >= rules.returnedFrom && returnsSoFar.some(isWithin),
    reopened: facts.reopened.some(isWithin),
    dissatisfied: facts.dissatisfied.some(isWithin),
    old: isOld(facts, until, rules.olderThan),
  }
  return rules.causes.filter((cause) => holds[cause])
}

/** Open at the end of the month, and taken in longer ago than so many days. */
function isOld({ tasks }: CaseFacts, until: Instant, days: number): boolean {
  const opened = tasks.map((task) => task.opened.at).sort(compare)[0]
  const isOpen = tasks.some((task) => carrying.includes(task.kind) && (!task.ended || task.ended.at >= until))
  return isOpen && opened !== undefined && daysBetween(localDateOf(opened), localDateOf(until)) > days
}

/** Whoever held the case, and for how many working days. */
export type Holding = { readonly party: Party; readonly workingDays: number }

type Held = Pick<Task, 'kind' | 'party' | 'clock' | 'state'> & Pick<Carried, 'opened' | 'ended'>

/** Tasks that only watch, carry or follow: what they wait for is somebody else's work. */
const watching: readonly TaskKind[] = ['accept', 'handle', 'strike-off', 'oversee']

/**
 * Who held a case how long, in working days: a day belongs to everyone whose task was open on it, and to the owner only
 * when nobody else had one. The day on which a task came is not counted, the day on which it went is (民法典 §201), so
 * that what was asked and answered on one day cost none. Two who worked side by side both held those days.
 */
export function holdingsOf(
  { tasks, registeredAt, endedAt }: { tasks: readonly Held[]; registeredAt: Instant; endedAt: Instant | null },
  until: Instant,
  calendar: WorkingCalendar,
): readonly Holding[] {
  const number = workdayNumbers(calendar)
  const spanOfDays = (from: Instant, ended: Instant | undefined): Span => ({
    after: number(localDateOf(from)),
    to: number(localDateOf(ended && ended < until ? ended : until)),
  })
  const holders = new Map<string, { party: Party; spans: Span[] }>()
  for (const task of tasks) {
    if (watching.includes(task.kind) || task.party.kind === 'owner' || task.state === 'waiting') continue
    const key = JSON.stringify(task.party)
    const holder = holders.get(key) ?? { party: task.party, spans: [] }
    holder.spans.push(spanOfDays(task.clock?.startedAt ?? task.opened.at, task.ended?.at))
    holders.set(key, holder)
  }
  const others = [...holders.values()].flatMap(({ spans }) => spans)
  const whole = spanOfDays(registeredAt, endedAt ?? undefined)
  const byOwner = daysIn([whole, ...others]) - daysIn(others)
  return [...holders.values()]
    .map(({ party, spans }): Holding => ({ party, workingDays: daysIn(spans) }))
    .concat({ party: { kind: 'owner' }, workingDays: byOwner })
    .filter(({ workingDays }) => workingDays > 0)
    .sort((a, b) => b.workingDays - a.workingDays)
}

/** Working days by their running numbers: those after the first up to the second. */
type Span = { readonly after: number; readonly to: number }

/** How many days lie in any of the spans, each once. */
function daysIn(spans: readonly Span[]): number {
  let [days, reached] = [0, Number.NEGATIVE_INFINITY]
  for (const { after, to } of [...spans].sort((a, b) => a.after - b.after)) {
    days += Math.max(0, to - Math.max(after, reached))
    reached = Math.max(reached, to)
  }
  return days
}

const numbered = new WeakMap<WorkingCalendar, Map<LocalDate, number>>()
const FIRST_DAY = LocalDate.parse('2000-01-01')

/**
 * How many working days there were up to a day. Counted once for a calendar, in order: a case that was forgotten for
 * years would else be counted day by day for everyone who held it.
 */
function workdayNumbers(calendar: WorkingCalendar): (date: LocalDate) => number {
  const known = numbered.get(calendar) ?? new Map<LocalDate, number>()
  numbered.set(calendar, known)
  return (date) => {
    const found = known.get(date)
    if (found !== undefined) return found
    let day = known.size === 0 ? FIRST_DAY : addDays(FIRST_DAY, known.size)
    let count = known.get(addDays(day, -1)) ?? 0
    for (; compare(day, date) <= 0; day = addDays(day, 1)) {
      if (isWorkday(calendar, day)) count += 1
      known.set(day, count)
    }
    return known.get(date) ?? 0
  }
}

/** The unit to whom a case counts on the front page: the one that held it longest; null is the window itself. */
export const unitOf = (holdings: readonly Holding[]): string | null => {
  const [longest] = holdings.filter(({ party }) => party.kind !== 'applicant')
  return longest?.party.kind === 'unit' ? longest.party.unitId : null
}

export type Counted = {
  readonly unitId: string | null
  readonly causes: readonly ReviewCause[]
  readonly isRemoved: boolean
}

/** A front page: each case once in the total and with its unit, once under each of its causes; what was removed under none. */
export function countsOf(entries: readonly Counted[]) {
  const counted = entries.filter(({ isRemoved }) => !isRemoved)
  const byCause: Partial<Record<ReviewCause, number>> = {}
  for (const cause of counted.flatMap(({ causes }) => causes)) byCause[cause] = (byCause[cause] ?? 0) + 1
  const byUnit = [...Map.groupBy(counted, ({ unitId }) => unitId)]
    .map(([unitId, of]) => ({ unitId, count: of.length }))
    .sort((a, b) => b.count - a.count)
  return { total: counted.length, removed: entries.length - counted.length, byCause, byUnit }
}

/** Taken off the list only while it stands there, and the schema asks for the reason. @throws Refusal review-entry-removed */
export function requireOnList(entry: { readonly removed: unknown }): void {
  if (entry.removed) throw new Refusal('review-entry-removed')
}

/** Put back, for a reason too. @throws Refusal review-entry-on-list */
export function requireRemoved(entry: { readonly removed: unknown }): void {
  if (!entry.removed) throw new Refusal('review-entry-on-list')
}

/** Entries that only keep the books, or say once more what the entry before them said; on one page they would hide the rest. */
const bookkeeping: readonly EventType[] = [
  'NoteAdded',
  'EntryCorrected',
  'DetailsCorrected',
  'TaskReminded',
  'TaskStarted',
  'TaskSigned',
  'TaskDone',
  'PapersMoved',
  'DueRecomputed',
]
export const isTold = (event: CaseEvent): boolean =>
  !bookkeeping.includes(event.type) && !(event.type === 'TaskOpened' && watching.includes(event.payload.kind))
