import { type Frame, hasWorkingTime, isWorkedFrame, weekdays } from '@bancheng/core/kernel/calendar.ts'
import { addDays, LocalDate, sayWeekday, type Weekday } from '@bancheng/core/kernel/time.ts'
import type { OwnHours } from '@bancheng/core/policy/calendar-layers.ts'
import { Button, Checkbox, Input, Radio } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { calendarTexts } from './calendar-texts.ts'
import { Choice } from './fields.tsx'
import { hoursTexts } from './hours-texts.ts'

export type HoursProps = {
  readonly hours: OwnHours
  readonly change: (next: OwnHours) => void
  readonly isReadOnly: boolean
}

const monday = LocalDate.parse('2026-03-02')

/** After lunch, then an evening, in the order in which centres add hours. */
const nextFrame = (frames: readonly Frame[]): Frame => {
  const last = frames.at(-1)
  if (!last) return { from: '09:00', to: '12:00' }
  return last.to <= '13:00' ? { from: '13:30', to: '17:00' } : { from: '18:00', to: '20:00' }
}

type FramesProps = {
  readonly name: string
  readonly frames: readonly Frame[]
  readonly change: (next: Frame[]) => void
  readonly isReadOnly: boolean
  /** Why no more of this day can be for service only; empty where it can. */
  readonly refusal: (next: readonly Frame[]) => string
  /** Of a day that is for service only as a whole nothing more is asked. */
  readonly isServiceDay?: boolean
}

function Frames({ name, frames, change, isReadOnly, refusal, isServiceDay = false }: FramesProps) {
  const t = useTexts(calendarTexts)
  const put = (index: number, next: Partial<Frame>) =>
    change(frames.map((frame, at) => (at === index ? { ...frame, ...next } : frame)))
  const mayAdd = !isReadOnly && (frames.at(-1)?.to ?? '') < '18:00'
  return (
    <div className="calendar-frames">
      {frames.length === 0 ? <span className="desk-quiet">{t.closed}</span> : null}
      {frames.map((frame, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a frame has no name of its own
        <span key={index}>
          <Input
            aria-label={`${name} ${index + 1} ↦`}
            maxLength={5}
            placeholder="09:00"
            disabled={isReadOnly}
            value={frame.from}
            onChange={({ target }) => put(index, { from: target.value })}
            style={{ width: 70 }}
          />
          –
          <Input
            aria-label={`${name} ${index + 1} ⇥`}
            maxLength={5}
            placeholder="09:00"
            disabled={isReadOnly}
            value={frame.to}
            onChange={({ target }) => put(index, { to: target.value })}
            style={{ width: 70 }}
          />
          {frames.length > 1 && !isServiceDay ? (
            <ServiceFrame
              name={`${name} ${index + 1}`}
              frame={frame}
              isReadOnly={isReadOnly}
              refusal={refusal(frames.map((one, at) => (at === index ? toggled(one) : one)))}
              toggle={() => change(frames.map((one, at) => (at === index ? toggled(one) : one)))}
            />
          ) : null}
        </span>
      ))}
      {mayAdd ? (
        <Button
          size="small"
          aria-label={`${name} ${t.addFrame}`}
          onClick={() => change([...frames, nextFrame(frames)])}
        >
          {t.addFrame}
        </Button>
      ) : null}
      {frames.length > 0 && !isReadOnly ? (
        <Button
          size="small"
          type="text"
          aria-label={`${name} ${t.removeFrame}`}
          onClick={() => change(frames.slice(0, -1))}
        >
          {t.removeFrame}
        </Button>
      ) : null}
    </div>
  )
}

const toggled = ({ from, to, isServiceOnly }: Frame): Frame =>
  isServiceOnly ? { from, to } : { from, to, isServiceOnly: true }

/** 延时服务 of an evening: people are received, and the close of business stays where it was. */
function ServiceFrame(props: { name: string; frame: Frame; isReadOnly: boolean; refusal: string; toggle: () => void }) {
  const h = useTexts(hoursTexts)
  const reason = props.frame.isServiceOnly ? '' : props.refusal
  return (
    <Checkbox
      aria-label={`${props.name} ${h.serviceOnlyShort}`}
      checked={props.frame.isServiceOnly === true}
      disabled={props.isReadOnly || reason !== ''}
      title={reason}
      onChange={props.toggle}
    >
      {h.serviceOnlyShort}
    </Checkbox>
  )
}

/** 延时服务: open, and yet no working day. The last working day of the week cannot become one. */
function ServiceOnly({ day, name, hours, change, isReadOnly }: HoursProps & { day: Weekday; name: string }) {
  const h = useTexts(hoursTexts)
  const others = hours.serviceOnly.filter((one) => one !== day)
  const isChosen = others.length < hours.serviceOnly.length
  const next = isChosen ? others : [...others, day].sort()
  const isLast = !isChosen && !hasWorkingTime({ ...hours, serviceOnly: next })
  return (
    <Checkbox
      aria-label={`${name} ${h.serviceOnly}`}
      checked={isChosen}
      disabled={isReadOnly || isLast}
      title={isLast ? h.lastWorkday : ''}
      onChange={() => change({ ...hours, serviceOnly: next })}
    >
      {h.serviceOnly}
    </Checkbox>
  )
}

export function WeekForm({ hours, change, isReadOnly }: HoursProps) {
  const t = useTexts(calendarTexts)
  const h = useTexts(hoursTexts)
  const { locale } = useLocale()
  const after = [
    { value: 'next-working-day' as const, label: t.nextDay },
    { value: 'same-day' as const, label: t.sameDay },
  ]
  const ends = [
    { value: 'closing' as const, label: h.atClosing },
    { value: 'midnight' as const, label: h.atMidnight },
  ]
  return (
    <section className="desk-panel calendar-panel" aria-label={t.week}>
      <h2>{t.week}</h2>
      <div className="calendar-week">
        {weekdays.map((day) => {
          const name = sayWeekday(addDays(monday, day - 1), locale)
          return (
            <div key={day}>
              <span>{name.slice(0, 3)}</span>
              <div>
                <Frames
                  name={name}
                  frames={hours.weekly[day]}
                  isReadOnly={isReadOnly}
                  isServiceDay={hours.serviceOnly.includes(day)}
                  refusal={(frames) =>
                    hasWorkingTime({ ...hours, weekly: { ...hours.weekly, [day]: frames } }) ? '' : h.lastWorkday
                  }
                  change={(frames) => change({ ...hours, weekly: { ...hours.weekly, [day]: frames } })}
                />
                {hours.weekly[day].length > 0 ? (
                  <ServiceOnly day={day} name={name} hours={hours} change={change} isReadOnly={isReadOnly} />
                ) : null}
              </div>
            </div>
          )
        })}
      </div>
      <p className="desk-quiet">{h.serviceHint}</p>
      <p>{t.after}</p>
      <Choice
        label={t.after}
        value={hours.countsAfterClosingAs}
        options={after}
        width={240}
        onChange={(countsAfterClosingAs) => change({ ...hours, countsAfterClosingAs })}
      />
      <p>{h.ends}</p>
      <Choice
        label={h.ends}
        value={hours.endsAt}
        options={ends}
        width={240}
        onChange={(endsAt) => change({ ...hours, endsAt })}
      />
    </section>
  )
}

type DayProps = HoursProps & { readonly date: LocalDate | null; readonly isCentre: boolean }

/** One day that is different here: closed for a storm, open on a Saturday, shorter on a holiday's eve. */
export function DayForm({ hours, change, isReadOnly, date, isCentre }: DayProps) {
  const t = useTexts(calendarTexts)
  const h = useTexts(hoursTexts)
  if (!date || isReadOnly) return <p className="desk-quiet">{isReadOnly ? '' : t.choose}</p>
  const own = hours.exceptions[date]
  const put = (next: OwnHours['exceptions'][LocalDate] | null) => {
    const { [date]: _, ...others } = hours.exceptions
    change({ ...hours, exceptions: next ? { ...others, [date]: next } : others })
  }
  // What the centre decides anew is meant for everybody, unless somebody says otherwise.
  const appliesToUnits = own?.appliesToUnits ?? isCentre
  const state = own ? (own.isWorkday ? 'work' : 'rest') : 'usual'
  return (
    <section className="desk-panel calendar-panel" aria-label={t.exception}>
      <h2>{date}</h2>
      <Radio.Group
        aria-label={t.exception}
        value={state}
        onChange={({ target }) =>
          put(
            target.value === 'usual'
              ? null
              : { isWorkday: target.value === 'work', name: own?.name ?? t.exception, appliesToUnits },
          )
        }
      >
        <Radio value="usual">{t.dayUsual}</Radio>
        <Radio value="rest">{t.dayRest}</Radio>
        <Radio value="work">{t.dayWork}</Radio>
      </Radio.Group>
      {own ? (
        <Input
          aria-label={t.dayName}
          value={own.name}
          onChange={({ target }) => put({ ...own, name: target.value })}
          style={{ margin: '8px 0' }}
        />
      ) : null}
      {own && isCentre ? (
        <>
          <Checkbox
            checked={own.appliesToUnits}
            onChange={({ target }) => put({ ...own, appliesToUnits: target.checked })}
          >
            {h.appliesToUnits}
          </Checkbox>
          <p className="desk-quiet">{h.appliesHint}</p>
        </>
      ) : null}
      {own?.isWorkday ? (
        <Frames
          name={t.hours}
          frames={own.frames ?? []}
          isReadOnly={false}
          refusal={(frames) => (frames.some(isWorkedFrame) ? '' : h.lastFrame)}
          change={(frames) =>
            put({ isWorkday: true, name: own.name, appliesToUnits, ...(frames.length > 0 ? { frames } : {}) })
          }
        />
      ) : null}
    </section>
  )
}
