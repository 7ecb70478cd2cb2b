import { addDays, LocalDate, sayDate, sayWeekday } from '../kernel/time.ts'
import type { Frame } from '../kernel/working-calendar.ts'
import type { CalendarDifference } from '../policy/calendar-differences.ts'
import type { Exception } from '../policy/calendar-layers.ts'
import type { Locale } from './refusals.ts'

const monday = LocalDate.parse('2026-03-02')

const words = {
  zh: {
    closed: '休息',
    work: '上班',
    and: '、',
    serviceOnly: '（只对外服务）',
    forUnits: '，各单位同样',
    usual: '按平常',
    became: (what: string, from: string, to: string) => `${what}：${from} → ${to}`,
    loaded: (year: number) => `载入 ${year} 年放假安排`,
    replaced: (year: number) => `更换 ${year} 年放假安排`,
    removed: (year: number) => `撤下 ${year} 年放假安排`,
    'same-day': '下班后受理的按当日计算',
    'next-working-day': '下班后受理的按下一工作日计算',
    closing: '按天计算的期限在下班时截止',
    midnight: '按天计算的期限在24时截止',
    own: '改为自有作息',
    centre: '恢复按本中心作息',
    named: (state: string, name: string) => `${state}（${name}）`,
  },
  en: {
    closed: 'closed',
    work: 'open',
    and: ', ',
    serviceOnly: ' (for service only)',
    forUnits: ', units too',
    usual: 'as usual',
    became: (what: string, from: string, to: string) => `${what}: ${from} → ${to}`,
    loaded: (year: number) => `Holidays of ${year} loaded`,
    replaced: (year: number) => `Holidays of ${year} replaced`,
    removed: (year: number) => `Holidays of ${year} taken out`,
    'same-day': 'Accepted after closing counts from the same day',
    'next-working-day': 'Accepted after closing counts from the next working day',
    closing: 'Periods in days end at closing time',
    midnight: 'Periods in days end at midnight',
    own: 'Hours of its own',
    centre: 'The hours of the centre again',
    named: (state: string, name: string) => `${state} (${name})`,
  },
} as const

const sayFrames = (frames: readonly Frame[], locale: Locale): string =>
  frames.length === 0 ? words[locale].closed : frames.map(({ from, to }) => `${from}–${to}`).join(words[locale].and)

function sayDay(day: Exception | null, locale: Locale): string {
  const w = words[locale]
  if (!day) return w.usual
  const state = !day.isWorkday ? w.closed : day.frames ? sayFrames(day.frames, locale) : w.work
  return w.named(state, day.name) + (day.appliesToUnits ? w.forUnits : '')
}

/** One change of a calendar in words: what it was, what it is. */
export function sayCalendarChange(one: CalendarDifference, locale: Locale): string {
  const w = words[locale]
  switch (one.kind) {
    case 'weekday': {
      const [from, to] = [one.from, one.to].map(
        ({ frames, isServiceOnly }) => sayFrames(frames, locale) + (isServiceOnly ? w.serviceOnly : ''),
      )
      return w.became(sayWeekday(addDays(monday, one.day - 1), locale), from ?? '', to ?? '')
    }
    case 'day':
      return w.became(sayDate(one.date), sayDay(one.from, locale), sayDay(one.to, locale))
    case 'notice':
      return w[one.change](one.year)
    case 'after-closing':
      return w[one.to]
    case 'ends-at':
      return w[one.to]
    case 'own-hours':
      return one.isOwn ? w.own : w.centre
  }
}
