import { HolidayNotice, requireWholeNotice } from '@bancheng/core/kernel/holidays-cn.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { LocalDate, sayInstant } from '@bancheng/core/kernel/time.ts'
import { type CalendarDifference, calendarDifferences } from '@bancheng/core/policy/calendar-differences.ts'
import {
  type CalendarLayers,
  calendarFrom,
  type OwnHours,
  unitCalendarFrom,
} from '@bancheng/core/policy/calendar-layers.ts'
import { type CalendarView, policyContract } from '@bancheng/core/policy/contract.ts'
import { sayCalendarChange } from '@bancheng/core/texts/calendar-changes.ts'
import { describeRefusal } from '@bancheng/core/texts/refusals.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select, Upload } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { DayForm, WeekForm } from './HoursForm.tsx'
import { hoursTexts } from './hours-texts.ts'
import { MonthView } from './MonthView.tsx'
import { monthOf } from './month.ts'
import './policy.css'
import { calendarTexts } from './calendar-texts.ts'

const KEY = ['calendar']
const CENTRE = ''

/** When this centre and its units work: a week, the country's holidays, and the days that are different here. */
export function CalendarPage() {
  const t = useTexts(calendarTexts)
  useTitle(t.title)
  const found = useQuery({
    queryKey: KEY,
    queryFn: () => call(policyContract.calendar, {}),
    // While dates are being counted again, how far it came.
    refetchInterval: ({ state }) => (state.data?.recomputation?.endedAt === null ? 2_000 : false),
  })
  const [unitId, setUnitId] = useState(CENTRE)
  if (found.error) return <ProblemPage error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Loading />
  const units = found.data.units.map(({ unitId: id, name, organisationName, hours }) => ({
    value: id,
    label: `${organisationName} ${name}${hours ? `（${t.ownHours}）` : ''}`,
  }))
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Select
          aria-label={t.of}
          showSearch={{ optionFilterProp: 'label' }}
          value={unitId}
          onChange={setUnitId}
          options={[{ value: CENTRE, label: t.centre }, ...units]}
          style={{ width: 260 }}
        />
        <Link to="/policy">{t.toPolicy}</Link>
        <span className="desk-quiet">{t.hint}</span>
      </div>
      <Progress view={found.data} />
      <Desk key={`${unitId} ${stateOf(found.data)}`} view={found.data} unitId={unitId} />
    </>
  )
}

function Progress({ view }: { view: CalendarView }) {
  const t = useTexts(calendarTexts)
  const { recomputation, provisionalTasks } = view
  if (!recomputation && provisionalTasks === 0) return null
  const said = recomputation?.endedAt
    ? t.recomputed(String(recomputation.seen), String(recomputation.moved))
    : t.running(String(recomputation?.seen ?? 0))
  return (
    <div role="status" style={{ marginBottom: 10 }}>
      {provisionalTasks > 0 ? (
        <Alert type="warning" showIcon title={t.provisionalTasks(String(provisionalTasks))} />
      ) : null}
      {recomputation ? <span className="desk-quiet">{said}</span> : null}
    </div>
  )
}

/** The last change names what everybody sees now. */
const stateOf = ({ version, changes: [last] }: CalendarView) => `${version}.${last?.changedAt ?? ''}`

/** What is being edited: the centre's layers, or the hours of a unit under the same holidays. */
function useEdited(view: CalendarView, unitId: string) {
  const { person } = useSession()
  const unit = view.units.find((one) => one.unitId === unitId)
  const { notices, ...centre } = view.layers
  const [kept] = useState<Edited>({
    layers: { ...(unit?.hours ?? centre), notices },
    isOwn: !unit || unit.hours !== null,
    reason: '',
  })
  // What was typed under an older version is not laid over what somebody else saved since.
  const draft = useDraft<Edited>(person.personId, `calendar.${unitId}.${stateOf(view)}`, kept)
  const { layers, isOwn, reason } = draft.value
  const change = (next: Partial<Edited>) => draft.keep({ ...draft.value, ...next })
  const own: OwnHours | null = isOwn ? hoursOf(layers) : null
  const differences = unit ? calendarDifferences(unit.hours, own) : calendarDifferences(view.layers, layers)
  return { unit, layers, isOwn, reason, own, differences, change, forget: draft.forget }
}
type Edited = { readonly layers: CalendarLayers; readonly isOwn: boolean; readonly reason: string }
type Editing = ReturnType<typeof useEdited>

const hoursOf = ({ notices: _, ...hours }: CalendarLayers): OwnHours => hours

function Desk({ view, unitId }: { view: CalendarView; unitId: string }) {
  const t = useTexts(calendarTexts)
  const { can } = useSession()
  const edited = useEdited(view, unitId)
  const { unit, layers, isOwn } = edited
  const today = LocalDate.parse(dayjs().format('YYYY-MM-DD'))
  const [month, turn] = useState(monthOf(today))
  const [date, choose] = useState<LocalDate | null>(null)
  const isReadOnly = !can.includes('editPolicy') || !isOwn
  const { notices } = layers
  const hours = hoursOf(layers)
  const calendar = unit && isOwn ? unitCalendarFrom(hours, view.layers) : calendarFrom(layers)
  const form = { hours, isReadOnly, change: (next: OwnHours) => edited.change({ layers: { ...next, notices } }) }
  const year = Number(month.slice(0, 4))
  return (
    <div className="calendar">
      <div>
        {calendar.announcedYears.includes(year) ? null : (
          <Alert type="warning" showIcon title={t.provisionalYear(String(year))} style={{ marginBottom: 10 }} />
        )}
        <MonthView
          calendar={calendar}
          exceptions={layers.exceptions}
          month={month}
          turn={turn}
          chosen={date}
          choose={choose}
        />
        <Changes view={view} />
      </div>
      <div>
        {unit && can.includes('editPolicy') ? (
          <Button style={{ marginBottom: 10 }} onClick={() => edited.change({ isOwn: !isOwn })}>
            {isOwn ? t.keepCentre : t.own}
          </Button>
        ) : null}
        <DayForm {...form} date={date} isCentre={!unit} />
        <WeekForm {...form} />
        {unit ? null : (
          <Notices
            view={view}
            layers={layers}
            change={(next) => edited.change({ layers: next })}
            isReadOnly={isReadOnly}
          />
        )}
        {can.includes('editPolicy') ? <Save view={view} unitId={unitId} edited={edited} /> : null}
      </div>
    </div>
  )
}

type NoticesProps = {
  view: CalendarView
  layers: CalendarLayers
  change: (next: CalendarLayers) => void
  isReadOnly: boolean
}

/** A year's holidays come with the program, or from a file on the day on which they are announced. */
function Notices({ view, layers, change, isReadOnly }: NoticesProps) {
  const t = useTexts(calendarTexts)
  const h = useTexts(hoursTexts)
  const { locale } = useLocale()
  const [wrong, setWrong] = useState<{ readonly title: string; readonly nextStep: string } | null>(null)
  const loaded = layers.notices.map(({ year }) => year)
  const add = (notice: HolidayNotice) =>
    change({ ...layers, notices: [...layers.notices.filter(({ year }) => year !== notice.year), notice] })
  const read = async (file: File) => {
    const parsed = HolidayNotice.safeParse(
      await file
        .text()
        .then(JSON.parse)
        .catch(() => null),
    )
    const found = parsed.success && parsed.data.days.length > 0 ? parsed.data : null
    setWrong(found ? wrongWith(found) : { title: t.noticeUnreadable, nextStep: h.noticeShape })
    if (found && !wrongWith(found)) add(found)
  }
  /** What the server would say at saving, said at choosing. */
  const wrongWith = (notice: HolidayNotice) => {
    try {
      requireWholeNotice(notice)
      return null
    } catch (refusal) {
      if (refusal instanceof Refusal) return describeRefusal(refusal, locale)
      throw refusal
    }
  }
  return (
    <section className="desk-panel calendar-panel" aria-label={t.notices}>
      <h2>{t.notices}</h2>
      <p className="desk-number" style={{ whiteSpace: 'normal' }}>
        {[...loaded].sort((a, b) => a - b).join('、')}
      </p>
      {wrong ? (
        <Alert type="error" showIcon title={wrong.title} description={wrong.nextStep} style={{ marginBottom: 8 }} />
      ) : null}
      {isReadOnly ? null : (
        <div className="calendar-frames">
          {view.known
            .filter(({ year }) => !loaded.includes(year))
            .map((notice) => (
              <Button key={notice.year} onClick={() => add(notice)}>
                {t.load(String(notice.year))}
              </Button>
            ))}
          <Upload
            accept=".json,application/json"
            showUploadList={false}
            beforeUpload={(file) => {
              void read(file)
              return false
            }}
          >
            <Button>{t.importNotice}</Button>
          </Upload>
        </div>
      )}
    </section>
  )
}

type SaveProps = { view: CalendarView; unitId: string; edited: Editing }

/** What will be saved is read once more, as it will stand in the record. */
function Save({ view, unitId, edited }: SaveProps) {
  const t = useTexts(calendarTexts)
  const { message } = App.useApp()
  const client = useQueryClient()
  const { locale } = useLocale()
  const { layers, own, reason, differences, change, forget } = edited
  const isChanged = differences.length > 0
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      unitId === CENTRE
        ? call(policyContract.saveCalendar, { body: { expectedVersion: view.version, layers, reason } })
        : call(policyContract.saveUnitHours, { params: { unitId }, body: { hours: own, reason } }),
    onSuccess: (saved) => {
      void message.success(t.saved)
      forget()
      client.setQueryData(KEY, saved)
    },
  })
  return (
    <section className="desk-panel calendar-panel" aria-label={t.save}>
      {error ? <ProblemAlert error={error} /> : null}
      <Input
        aria-label={t.reason}
        placeholder={t.reason}
        value={reason}
        onChange={({ target }) => change({ reason: target.value })}
        style={{ marginBottom: 8 }}
      />
      {isChanged ? (
        <>
          <h3>{t.toBeSaved}</h3>
          <Differences all={differences} locale={locale} />
        </>
      ) : null}
      <Button type="primary" loading={isPending} disabled={reason.trim() === '' || !isChanged} onClick={() => mutate()}>
        {t.save}
      </Button>
      {isChanged || reason ? (
        <Button type="text" onClick={forget}>
          {t.discard}
        </Button>
      ) : null}
    </section>
  )
}

function Differences({ all, locale }: { all: readonly CalendarDifference[]; locale: 'zh' | 'en' }) {
  return (
    <ul className="calendar-differences">
      {all.map((one) => {
        const sentence = sayCalendarChange(one, locale)
        return <li key={sentence}>{sentence}</li>
      })}
    </ul>
  )
}

function Changes({ view }: { view: CalendarView }) {
  const t = useTexts(calendarTexts)
  const { locale } = useLocale()
  return (
    <section className="desk-panel calendar-panel" aria-label={t.changes}>
      <h2>{t.changes}</h2>
      {view.changes.length === 0 ? <p className="desk-quiet">{t.noChanges}</p> : null}
      <ul>
        {view.changes.map((one) => (
          <li key={`${one.unitName} ${one.version}`}>
            {sayInstant(one.changedAt)} {one.changedBy} {one.unitName ?? t.centre}：{one.reason}
            {one.counted ? (
              <span className="desk-quiet">
                {' '}
                {one.counted.isEnded
                  ? t.counted(String(one.counted.seen), String(one.counted.moved))
                  : t.running(String(one.counted.seen))}
              </span>
            ) : null}
            <Differences all={one.differences} locale={locale} />
          </li>
        ))}
      </ul>
    </section>
  )
}
