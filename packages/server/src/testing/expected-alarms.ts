import type { RecordedEvent } from '@bancheng/core/cases/events.ts'
import { evolve } from '@bancheng/core/cases/fold.ts'
import { type CaseState, isOpen, isSupervision, type Task } from '@bancheng/core/cases/state.ts'
import { chinaHolidays } from '@bancheng/core/kernel/calendars/china-holidays.ts'
import {
  addDays,
  addMinutes,
  type Instant,
  instantAt,
  type LocalDate,
  localDateOf,
} from '@bancheng/core/kernel/time.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { closings } from './restless-year.ts'

/*
 * What the clock had to say about what is late, counted a second time and in another way: day by day, with a pencil, from
 * what people did, the holidays and the policy. It knows the centre of the restless year only: open from nine on every
 * working day, lengths in working days, nobody climbs by hand.
 */

/** How long a task had the same due time: from a moment up to another one, which counts unless something moved the date. */
type Stretch = {
  readonly task: Task
  readonly dueAt: Instant
  readonly from: Instant
  until: Instant
  endsBefore: boolean
}

export function expectedAlarms(
  log: readonly RecordedEvent[],
  last: CaseState,
  { policies, end }: { readonly policies: ReadonlyMap<string, Policy>; readonly end: Instant },
): { readonly expected: readonly string[]; readonly said: readonly string[] } {
  const expected = new Set<string>()
  for (const { stretch, policyVersion } of stretchesOf(log, end)) {
    const policy = policies.get(policyVersion)
    if (!policy) throw new Error(`no policy ${policyVersion}`)
    for (const moment of momentsIn(stretch)) for (const name of dueBy(moment, stretch, policy)) expected.add(name)
  }
  const counted = new Set(['reminder', 'overdue', 'urge', 'superior', 'centre', 'district'])
  const said = last.alarms.filter((name) => counted.has(name.split('/')[0] ?? ''))
  return { expected: [...expected].sort(), said: said.sort() }
}

/** When it took effect: the clock may have written it down much later. */
function momentOf(event: RecordedEvent): Instant {
  if (event.type === 'PauseExpired') return event.payload.at
  if (event.type !== 'DueRecomputed') return event.at
  const { reason } = event.payload
  return closings.find((closing) => closing.reason === reason)?.decided ?? event.at
}

function stretchesOf(log: readonly RecordedEvent[], end: Instant) {
  const found: { stretch: Stretch; policyVersion: string }[] = []
  const running = new Map<string, Stretch>()
  let state: CaseState | null = null
  for (const event of log) {
    state = evolve(state, event, event)
    const moment = momentOf(event)
    for (const task of state.tasks) {
      const before = running.get(task.taskId)
      const dueAt = isOpen(task) ? task.dueAt : null
      if (before?.dueAt === (dueAt ?? undefined)) continue
      if (before) Object.assign(before, { until: moment, endsBefore: event.type === 'DueRecomputed' })
      running.delete(task.taskId)
      if (dueAt === null || isSupervision(task)) continue
      const stretch = { task, dueAt, from: moment, until: end, endsBefore: false }
      running.set(task.taskId, stretch)
      found.push({ stretch, policyVersion: state.policyVersion })
    }
  }
  return found
}

/** Every moment at which something could fall due: nine o'clock of each day, the minute after the due time, both ends. */
function momentsIn({ dueAt, from, until, endsBefore }: Stretch): Instant[] {
  const moments = [from, addMinutes(dueAt, 1), until]
  for (let date = localDateOf(from); date <= localDateOf(until); date = addDays(date, 1))
    moments.push(instantAt(date, '09:00'))
  return moments.filter((moment) => from <= moment && (endsBefore ? moment < until : moment <= until))
}

const holidays = Object.values(chinaHolidays).flat()

/** Whether a day is worked, by what was known at a moment. */
function isWorked(date: LocalDate, known: Instant): boolean {
  if (closings.some((closing) => closing.date === date && closing.decided <= known)) return false
  if (holidays.some(({ worked }) => worked.includes(date))) return true
  if (holidays.some(({ from, to }) => from <= date && date <= to)) return false
  return ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay())
}

function dueBy(moment: Instant, { task, dueAt }: Stretch, { ladder }: Policy): string[] {
  const names: string[] = []
  const due = localDateOf(dueAt)
  const tag = `${task.taskId}/${dueAt}`
  const nth = (time: number) => (time === 0 ? '' : `/${time}`)
  ladder.remindBefore.forEach((remind, index) => {
    if (!('amount' in remind)) throw new Error('lengths in working days only')
    let [date, left] = [due, remind.amount]
    while (left > 0) {
      date = addDays(date, -1)
      if (isWorked(date, moment)) left -= 1
    }
    const reminder = instantAt(date, '09:00')
    if (reminder > (task.clock?.startedAt ?? task.opened.at) && reminder <= moment)
      names.push(`reminder/${tag}${nth(index)}`)
  })
  if (moment > dueAt) names.push(`overdue/${tag}`)
  if (task.party.kind === 'applicant') return names
  let openings = 0
  for (let date = addDays(due, 1); instantAt(date, '09:00') <= moment; date = addDays(date, 1))
    if (isWorked(date, moment)) openings += 1
  for (const { key, when, repeatEvery } of ladder.rungs) {
    if (when.on !== 'late') continue
    const every = repeatEvery?.amount ?? Number.POSITIVE_INFINITY
    for (let needed = when.by.amount, time = 0; needed <= openings; needed += every, time += 1)
      names.push(`${key}/${tag}${nth(time)}`)
  }
  return names
}
