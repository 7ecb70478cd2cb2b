import type { ReviewCause } from '../policy/service.ts'
import type { Locale } from '../texts/refusals.ts'
import type { Month } from './month.ts'

/** Words that page, print and Word file have in common. */
export const reviewWords = {
  zh: {
    cause: {
      'late-closed': '逾期办结',
      'late-open': '逾期未结',
      returned: '多次退单',
      reopened: '重新打开',
      dissatisfied: '办事人不满意',
      old: '久拖未结',
    } satisfies Record<ReviewCause, string>,
    days: (count: number) => `${count} 个工作日`,
    window: '窗口',
  },
  en: {
    cause: {
      'late-closed': 'closed late',
      'late-open': 'late and open',
      returned: 'returned again and again',
      reopened: 'reopened',
      dissatisfied: 'dissatisfied',
      old: 'open for too long',
    } satisfies Record<ReviewCause, string>,
    days: (count: number) => (count === 1 ? '1 working day' : `${count} working days`),
    window: 'the window',
  },
} as const satisfies Record<Locale, unknown>

/** 2026年10月, as a heading says it. */
export const sayMonth = (month: Month, locale: Locale): string => {
  const [year, number] = month.split('-')
  return locale === 'zh' ? `${year}年${Number(number)}月` : month
}
