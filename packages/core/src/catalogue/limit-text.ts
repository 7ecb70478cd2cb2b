import type { Limit } from '../kernel/limit.ts'

const onTheSpot = /^(即办|即办件|即时|当场|当场办结|即时办结|马上办|当天|0)$/
const amount = /^(\d{1,4})(?:个)?(工作日|工作小时|小时|自然日|日历日|天|日|个月|月)?(?:内)?(?:办结)?$/

/**
 * “5个工作日”, “当场”, “30个自然日”. A bare 日 is a working day (行政许可法 第八十二条: 期限以工作日计算); 天 and 月 are
 * by the calendar. An empty cell is no limit.
 * @returns undefined when the words are no limit
 */
export function parseLimit(text: string): Limit | null | undefined {
  const words = text.normalize('NFKC').replace(/\s/g, '')
  if (words === '' || /^[-—无/]+$/.test(words)) return null
  if (onTheSpot.test(words)) return { amount: 0, unit: 'on-the-spot' }
  const [, digits, unit] = amount.exec(words) ?? []
  if (digits === undefined) return undefined
  const number = Number(digits)
  if (unit === '个月' || unit === '月')
    return number <= 120 ? { amount: number * 30, unit: 'calendar-days' } : undefined
  if (number > 3660) return undefined
  if (unit === '工作小时' || unit === '小时') return { amount: number, unit: 'working-hours' }
  if (unit === '自然日' || unit === '日历日' || unit === '天') return { amount: number, unit: 'calendar-days' }
  return { amount: number, unit: 'working-days' }
}
