import { describe, expect, it } from 'vitest'
import { chinaCalendar, chinaNotices } from '../kernel/calendars/china.ts'
import { calendarDifferences } from '../policy/calendar-differences.ts'
import { CalendarLayers, layersOf } from '../policy/calendar-layers.ts'
import { sayCalendarChange } from './calendar-changes.ts'

const layers = layersOf(chinaCalendar)
const changed = (next: object) => CalendarLayers.parse({ ...layers, ...next })
const said = (next: CalendarLayers | null, locale: 'zh' | 'en' = 'zh') =>
  calendarDifferences(layers, next).map((one) => sayCalendarChange(one, locale))

describe('what was changed in a calendar, in words', () => {
  it('says nothing where nothing was changed', () => {
    expect(said(changed({}))).toEqual([])
  })
  it('names the weekday with its hours before and after', () => {
    const weekly = { ...layers.weekly, 6: [{ from: '09:00', to: '12:00' }] }
    expect(said(changed({ weekly, serviceOnly: [6] }))).toEqual(['周六：休息 → 09:00–12:00（只对外服务）'])
  })
  it('names a day that is closed, and one that is as usual again', () => {
    const storm = { isWorkday: false, name: '台风停工', appliesToUnits: true }
    const closed = changed({ exceptions: { '2026-08-14': storm } })
    expect(said(closed)).toEqual(['2026-08-14：按平常 → 休息（台风停工），各单位同样'])
    expect(calendarDifferences(closed, layers).map((one) => sayCalendarChange(one, 'en'))).toEqual([
      '2026-08-14: closed (台风停工), units too → as usual',
    ])
  })
  it('names the years of notices', () => {
    const [first, ...rest] = chinaNotices
    expect(said(changed({ notices: rest }))).toEqual([`撤下 ${first?.year} 年放假安排`])
  })
  it('says how what comes after closing counts, and when a day is over', () => {
    const next = changed({ countsAfterClosingAs: 'same-day', endsAt: 'midnight' })
    expect(said(next)).toEqual(['下班后受理的按当日计算', '按天计算的期限在24时截止'])
  })
  it('says that a unit keeps hours of its own, or those of the centre again', () => {
    expect(said(null)).toEqual(['恢复按本中心作息'])
    expect(calendarDifferences(null, layers).map((one) => sayCalendarChange(one, 'zh'))).toEqual(['改为自有作息'])
  })
})
