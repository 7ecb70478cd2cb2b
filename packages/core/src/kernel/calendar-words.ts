import type { DueExplanation, SkippedDay } from './calendar-due.ts'
import type { Limit } from './limit.ts'
import { type Instant, type Language, type LocalDate, localDateOf, sayDate, sayInstant, sayWeekday } from './time.ts'

/** One sentence, or part of one, for each thing that can matter to a due time. */
export type DueWords = {
  readonly limit: Readonly<Record<Limit['unit'], (amount: number) => string>>
  readonly day: (date: LocalDate) => string
  readonly stretch: (first: LocalDate, last: LocalDate, why: SkippedDay['why'], name: string) => string
  readonly makeUpDay: (date: LocalDate, name: string) => string
  readonly allowed: (limit: string, start: Instant) => string
  readonly startedLate: (why: NonNullable<DueExplanation['startedLate']>, day: string) => string
  readonly startNotCounted: (day: string) => string
  readonly skipped: (stretches: readonly string[]) => string
  readonly makeUpDays: (days: readonly string[]) => string
  readonly pause: (from: Instant, to: Instant, reason: string) => string
  readonly runningPause: (from: Instant, reason: string) => string
  readonly pausedFor: (hours: number, minutes: number) => string
  readonly rolled: (from: LocalDate) => string
  readonly due: (at: Instant) => string
  readonly stopped: string
  readonly endsAtMidnight: string
  /** In brackets, behind a date. */
  readonly mayMove: string
  readonly provisional: (years: readonly number[]) => string
}

const skippedZh = {
  weekend: '周末',
  holiday: '放假',
  'service-only': '只对外服务、不计工作日',
  pause: '计时暂停',
} as const
const skippedEn = {
  weekend: 'weekend',
  holiday: 'holiday',
  'service-only': 'open for service only',
  pause: 'clock stopped',
} as const
const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
const dayZh = (date: LocalDate) => `${sayDate(date)}（${sayWeekday(date, 'zh')}）`
const dayEn = (date: LocalDate) => `${sayWeekday(date, 'en')} ${sayDate(date)}`

export const dueWords: Readonly<Record<Language, DueWords>> = {
  zh: {
    limit: {
      'on-the-spot': () => '当场（当个工作日内）',
      'working-days': (n) => `${n}个工作日`,
      'working-hours': (n) => `${n}个工作小时`,
      'calendar-days': (n) => `${n}个自然日`,
      hours: (n) => `${n}小时（不分昼夜）`,
    },
    day: dayZh,
    stretch: (first, last, why, name) =>
      `${first === last ? dayZh(first) : `${sayDate(first)}至${sayDate(last)}`}${skippedZh[why]}${name && `（${name}）`}`,
    makeUpDay: (date, name) => `${dayZh(date)}${name && `（${name}调休）`}`,
    allowed: (limit, start) => `时限为${limit}，自${sayInstant(start)}起。`,
    startedLate: (why, day) => `${why === 'rest-day' ? '当日为休息日' : '当时已下班'}，按${day}收到计算。`,
    startNotCounted: (day) => `${day}是开始之日，不计入，自次日起算。`,
    skipped: (stretches) => `不计入：${stretches.join('；')}。`,
    makeUpDays: (days) => `周末上班，计入：${days.join('；')}。`,
    pause: (from, to, reason) => `${sayInstant(from)}至${sayInstant(to)}计时暂停：${reason}。`,
    runningPause: (from, reason) => `自${sayInstant(from)}起计时暂停：${reason}。`,
    pausedFor: (hours, minutes) => `暂停期间的工作时间不计，共${hours}小时${minutes}分钟。`,
    rolled: (from) => `期满之日${dayZh(from)}休息或计时暂停，顺延至其后的工作日。`,
    due: (at) => `到期时间为${sayInstant(at)}（${sayWeekday(localDateOf(at), 'zh')}）。`,
    stopped: '计时暂停中，恢复计时后重新算出到期时间。',
    mayMove: '（暂定）',
    endsAtMidnight: '期满日截止于当日24时（写作23:59）。',
    provisional: (years) => `${years.join('、')}年节假日未公布，暂按周末推算，公布后重新计算。`,
  },
  en: {
    limit: {
      'on-the-spot': () => 'on the spot (within the working day)',
      'working-days': (n) => plural(n, 'working day'),
      'working-hours': (n) => plural(n, 'working hour'),
      'calendar-days': (n) => plural(n, 'calendar day'),
      hours: (n) => `${plural(n, 'hour')} by the clock`,
    },
    day: dayEn,
    stretch: (first, last, why, name) =>
      `${first === last ? dayEn(first) : `${sayDate(first)} to ${sayDate(last)}`}, ${skippedEn[why]}${name && ` (${name})`}`,
    makeUpDay: (date, name) => `${dayEn(date)}${name && ` (in exchange for ${name})`}`,
    allowed: (limit, start) => `Time allowed: ${limit}, from ${sayInstant(start)}.`,
    startedLate: (why, day) =>
      `That was ${why === 'rest-day' ? 'on a day of rest' : 'after closing time'}, so it counts as received on ${day}.`,
    startNotCounted: (day) => `${day} is the day of the start and is not counted; counting begins on the day after.`,
    skipped: (stretches) => `Not counted: ${stretches.join('; ')}.`,
    makeUpDays: (days) => `Worked at the weekend, counted: ${days.join('; ')}.`,
    pause: (from, to, reason) => `The clock stood still from ${sayInstant(from)} to ${sayInstant(to)}: ${reason}.`,
    runningPause: (from, reason) => `The clock has stood still since ${sayInstant(from)}: ${reason}.`,
    pausedFor: (hours, minutes) => `The working time within is not counted: ${hours} h ${minutes} min in all.`,
    rolled: (from) =>
      `The period cannot end on ${dayEn(from)} (rest, or the clock stood still); it moves on to the next working day.`,
    due: (at) => `Due ${dayEn(localDateOf(at))}, ${sayInstant(at).slice(11)}.`,
    stopped: 'The clock is stopped; the due time is worked out again when it resumes.',
    mayMove: ' (provisional)',
    endsAtMidnight: 'It is over at 24:00 of that day (written 23:59).',
    provisional: (years) =>
      `The holidays of ${years.join(', ')} are not announced yet: worked out by weekends for now, and again when they are.`,
  },
}
