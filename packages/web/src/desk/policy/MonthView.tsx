import {
  isMakeUpDay,
  isServiceOnly,
  isWorkday,
  serviceFramesOn,
  type WorkingCalendar,
} from '@bancheng/core/kernel/calendar.ts'
import { type LocalDate, sayWeekday, yearOf } from '@bancheng/core/kernel/time.ts'
import { Button } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { hoursTexts } from './hours-texts.ts'
import { firstOf, type Month, monthBeside, weeksOf } from './month.ts'

type Props = {
  readonly calendar: WorkingCalendar
  readonly exceptions: WorkingCalendar['days']
  readonly month: Month
  readonly turn: (month: Month) => void
  readonly chosen: LocalDate | null
  readonly choose: (date: LocalDate) => void
}

export function MonthView({ calendar, exceptions, month, turn, chosen, choose }: Props) {
  const t = useTexts(calendarTexts)
  const { locale } = useLocale()
  const weeks = weeksOf(month)
  const week = weeks[1] ?? []
  const isAnnounced = calendar.announcedYears.includes(yearOf(firstOf(month)))
  return (
    <section className="desk-panel calendar-panel" aria-label={t.title}>
      <div className="calendar-head">
        <Button onClick={() => turn(monthBeside(month, -1))}>{t.previous}</Button>
        <h2 aria-live="polite">
          {month} {isAnnounced ? null : <span className="word-tag">{t.provisional}</span>}
        </h2>
        <Button onClick={() => turn(monthBeside(month, 1))}>{t.next}</Button>
      </div>
      <table className="calendar-month">
        <thead>
          <tr>
            {week.map((date) => (
              <th scope="col" key={date}>
                {date ? sayWeekday(date, locale).replace('周', '').slice(0, 3) : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((days) => (
            <tr key={days.find((date) => date !== null)}>
              {days.map((date, index) =>
                date ? (
                  <td key={date}>
                    <Day
                      date={date}
                      calendar={calendar}
                      isOwn={exceptions[date] !== undefined}
                      isChosen={chosen === date}
                      choose={choose}
                    />
                  </td>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell is nothing but its place
                  <td key={index} />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

type DayProps = {
  readonly date: LocalDate
  readonly calendar: WorkingCalendar
  readonly isOwn: boolean
  readonly isChosen: boolean
  readonly choose: (date: LocalDate) => void
}

function Day({ date, calendar, isOwn, isChosen, choose }: DayProps) {
  const t = useTexts(calendarTexts)
  const h = useTexts(hoursTexts)
  const isOpen = isWorkday(calendar, date)
  const isMakeUp = isMakeUpDay(calendar, date)
  const isService = isServiceOnly(calendar, date)
  const marks = ['calendar-day', isOpen ? '' : 'is-rest', isMakeUp ? 'is-make-up' : '', isOwn ? 'is-exception' : '']
  const hours = serviceFramesOn(calendar, date).map(
    ({ from, to, isServiceOnly: isExtra }) => `${from}–${to}${isExtra && !isService ? ` ${h.serviceOnlyShort}` : ''}`,
  )
  return (
    <button
      type="button"
      className={marks.filter(Boolean).join(' ')}
      aria-pressed={isChosen}
      onClick={() => choose(date)}
    >
      <span className="desk-hidden">
        {date} {isMakeUp ? t.makeUp : isOpen ? t.work : isService ? h.serviceOnly : t.rest}
      </span>
      <strong>{Number(date.slice(8))}</strong>
      <small>{calendar.days[date]?.name ?? ''}</small>
      {isMakeUp ? <small>{t.makeUp}</small> : null}
      {isService ? <small title={h.serviceOnly}>{h.serviceOnlyShort}</small> : null}
      {hours.map((one) => (
        <small key={one}>{one}</small>
      ))}
    </button>
  )
}
