import { countsDays, type DueExplanation, isProvisional, type SkippedDay } from './calendar-due.ts'
import { type DueWords, dueWords } from './calendar-words.ts'
import type { Limit } from './limit.ts'
import { addDays, type Instant, type Language, type LocalDate, sayInstant } from './time.ts'
import type { WorkingCalendar } from './working-calendar.ts'

/** 5个工作日 · 5 working days */
export const sayLimit = (limit: Limit, language: Language): string => dueWords[language].limit[limit.unit](limit.amount)

/** A due time within a sentence, said to be provisional where it is; empty where there is none. */
export const sayDueAt = (calendar: WorkingCalendar, dueAt: Instant | null, language: Language): string =>
  dueAt ? `${sayInstant(dueAt)}${isProvisional(calendar, dueAt) ? dueWords[language].mayMove : ''}` : ''

/** A due time in sentences that the applicant and an inspector can follow with a calendar in hand; `notes` stand with the pauses. */
export function explainDue(explanation: DueExplanation, language: Language, notes: readonly string[] = []): string[] {
  const words = dueWords[language]
  const { limit, start, startedLate, countedFrom, skipped, makeUpDays, rolledFrom, result, provisionalYears } =
    explanation
  return [
    words.allowed(sayLimit(limit, language), start),
    ...when(startedLate, (why) => words.startedLate(why, words.day(countedFrom))),
    ...(countsDays(limit) ? [words.startNotCounted(words.day(countedFrom))] : []),
    ...sayDays(words, { skipped, makeUpDays }),
    ...sayPauses(words, explanation),
    ...notes,
    ...when(rolledFrom, words.rolled),
    result ? words.due(result) : words.stopped,
    ...(explanation.endsAtMidnight ? [words.endsAtMidnight] : []),
    ...when(some(provisionalYears), words.provisional),
  ]
}

/** Of a period that was added to another one, only what is new: its days, its end, and what is uncertain about it. */
export function explainMore(explanation: DueExplanation, language: Language): string[] {
  const words = dueWords[language]
  const { skipped, makeUpDays, rolledFrom, provisionalYears } = explanation
  return [
    ...sayDays(words, { skipped, makeUpDays }),
    ...when(rolledFrom, words.rolled),
    ...when(some(provisionalYears), words.provisional),
  ]
}

function sayDays(words: DueWords, { skipped, makeUpDays }: Pick<DueExplanation, 'skipped' | 'makeUpDays'>): string[] {
  return [
    ...when(some(skipped), (days) => words.skipped(bridged(stretchesOf(days)).map((s) => sayStretch(words, s)))),
    ...when(some(makeUpDays), (days) => words.makeUpDays(days.map((day) => words.makeUpDay(day.date, day.name)))),
  ]
}

const when = <T>(fact: T | null, say: (fact: T) => string): string[] => (fact === null ? [] : [say(fact)])
const some = <T>(list: readonly T[]): readonly T[] | null => (list.length > 0 ? list : null)

function sayPauses(words: DueWords, { pauses, pausedMinutes }: DueExplanation): string[] {
  return [
    ...pauses.map(({ from, to, reason }) => (to ? words.pause(from, to, reason) : words.runningPause(from, reason))),
    ...when(pausedMinutes || null, (minutes) => words.pausedFor(Math.floor(minutes / 60), minutes % 60)),
  ]
}

/** Days in a row that are skipped for the same reason. */
type Stretch = SkippedDay & { readonly until: LocalDate }

const sayStretch = (words: DueWords, { date, until, why, name }: Stretch) => words.stretch(date, until, why, name)

function stretchesOf(days: readonly SkippedDay[]): readonly Stretch[] {
  const stretches: Stretch[] = []
  for (const day of days) {
    const last = stretches.at(-1)
    const goesOn = last && last.why === day.why && last.name === day.name && addDays(last.until, 1) === day.date
    if (goesOn) stretches[stretches.length - 1] = { ...last, until: day.date }
    else stretches.push({ ...day, until: day.date })
  }
  return stretches
}

const isNext = (before: Stretch, after: Stretch) => addDays(before.until, 1) === after.date

/** Days of rest within one long wait belong to it: the reader need not go through them week by week. */
function bridged(stretches: readonly Stretch[]): readonly Stretch[] {
  const said: Stretch[] = []
  for (const stretch of stretches) {
    const from = said.findLastIndex(({ why }) => why === 'pause')
    const wait = said[from]
    const chain = [...said.slice(from), stretch]
    const isOneWait =
      wait !== undefined &&
      stretch.why === 'pause' &&
      stretch.name === wait.name &&
      chain.every((one, index) => index === 0 || isNext(chain[index - 1] ?? one, one))
    if (isOneWait) said.splice(from, said.length, { ...wait, until: stretch.until })
    else said.push(stretch)
  }
  return said
}
