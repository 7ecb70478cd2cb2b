import {
  addDays,
  daysBetween,
  type Instant,
  instantOfMs,
  localDateOf,
  sayInstant,
  sayWeekday,
  timeOfDay,
} from '@bancheng/core/kernel/time.ts'
import type { Locale } from '../locale.tsx'

const words = {
  zh: {
    today: (time: string) => `今天 ${time}`,
    tomorrow: (time: string) => `明天 ${time}`,
    lateToday: '已逾期（今天到期）',
    late: (days: number) => `已逾期 ${days} 天`,
    stands: '计时暂停',
  },
  en: {
    today: (time: string) => `today ${time}`,
    tomorrow: (time: string) => `tomorrow ${time}`,
    lateToday: 'overdue (was due today)',
    late: (days: number) => (days === 1 ? 'overdue by 1 day' : `overdue by ${days} days`),
    stands: 'clock stands still',
  },
} as const satisfies Record<Locale, Record<string, unknown>>

/** The desk's own clock: only for words such as “today”; what is late, the server says. */
export const nowHere = (): Instant => instantOfMs(Date.now())

/** Until when, as people say it: the word first, the full time beside it where the word does not hold it. */
export function sayDue(
  due: { readonly dueAt: Instant | null; readonly isLate: boolean },
  now: Instant,
  locale: Locale,
): { readonly word: string; readonly full: string } {
  const { dueAt, isLate } = due
  const w = words[locale]
  if (dueAt === null) return { word: w.stands, full: '' }
  const [today, day] = [localDateOf(now), localDateOf(dueAt)]
  const full = `${sayInstant(dueAt)} ${sayWeekday(day, locale)}`
  if (isLate) return { word: day >= today ? w.lateToday : w.late(daysBetween(day, today)), full }
  if (day === today) return { word: w.today(timeOfDay(dueAt)), full: '' }
  if (day === addDays(today, 1)) return { word: w.tomorrow(timeOfDay(dueAt)), full }
  return { word: full, full: '' }
}
