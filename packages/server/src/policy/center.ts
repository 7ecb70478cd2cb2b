import { chinaCalendar } from '@bancheng/core/kernel/calendars/china.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { WorkingCalendar } from '@bancheng/core/kernel/working-calendar.ts'
import {
  CalendarLayers,
  calendarFrom,
  layersOf,
  OwnHours,
  unitCalendarFrom,
} from '@bancheng/core/policy/calendar-layers.ts'
import { jingan2023 } from '@bancheng/core/policy/defaults/jingan-2023.ts'
import { readKept } from '@bancheng/core/policy/reading.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'

export type NewCenter = {
  readonly centerId: string
  readonly letters: string
  readonly name: string
  readonly isSample?: boolean
}

/** A centre with the policy and the calendar that every new one begins with. */
export async function insertCenter(tx: Tx, center: NewCenter, now: Instant): Promise<void> {
  await sql`
    insert into center (center_id, letters, name, is_sample, created_at)
    values (${center.centerId}, ${center.letters}, ${center.name}, ${center.isSample ?? false}, ${now})
  `.execute(tx)
  await sql`
    insert into policy (center_id, version, in_force_from, document)
    values (${center.centerId}, ${jingan2023.version}, ${now}, ${JSON.stringify(jingan2023)})
  `.execute(tx)
  await sql`
    insert into working_calendar (center_id, document) values (${center.centerId}, ${JSON.stringify(chinaCalendar)})
  `.execute(tx)
}

/** What a centre has decided about its work: loaded whole, it is a few documents. */
export type CenterRules = {
  readonly letters: string
  readonly name: string
  readonly calendar: WorkingCalendar
  readonly layers: CalendarLayers
  /** The calendar that it began with, before anything was changed. */
  readonly firstCalendar: WorkingCalendar
  /** Units that keep hours of their own. */
  readonly hours: ReadonlyMap<string, OwnHours>
  readonly unitCalendars: ReadonlyMap<string, WorkingCalendar>
  /** The policy in force at a moment. */
  readonly policyAt: (now: Instant) => Policy
  /** @throws Error when the version is not kept: every one that a case names is */
  readonly policyOf: (version: string) => Policy
}

export async function loadCenterRules(db: Db, centerId: string): Promise<CenterRules> {
  const { rows: policies } = await sql<{ version: string; inForceFrom: Instant; document: unknown }>`
    select version, in_force_from as "inForceFrom", document from policy where center_id = ${centerId}
    order by in_force_from desc, added_at desc nulls last
  `.execute(db)
  const { rows } = await sql<{ letters: string; name: string; calendar: unknown }>`
    select c.letters, c.name, w.document as calendar from center c join working_calendar w using (center_id)
    where c.center_id = ${centerId}
  `.execute(db)
  const [center] = rows
  if (!center) throw new Error(`no centre ${centerId}`)
  const firstCalendar = WorkingCalendar.parse(center.calendar)
  const { layers, hours } = await loadLayers(db, centerId, firstCalendar)
  const kept = policies.map((row) => ({ ...row, policy: readKept(row.document) }))
  return {
    letters: center.letters,
    name: center.name,
    calendar: calendarFrom(layers),
    layers,
    firstCalendar,
    hours,
    unitCalendars: unitCalendarsFrom(hours, layers),
    policyAt: (now) => {
      const found = kept.find((one) => one.inForceFrom <= now) ?? kept.at(-1)
      if (!found) throw new Error(`centre ${centerId} has no policy`)
      return found.policy
    },
    policyOf: (version) => {
      const found = kept.find((one) => one.version === version)
      if (!found) throw new Error(`centre ${centerId} has no policy ${version}`)
      return found.policy
    },
  }
}

const unitCalendarsFrom = (hours: CenterRules['hours'], layers: CalendarLayers) =>
  new Map([...hours].map(([unitId, own]) => [unitId, unitCalendarFrom(own, layers)]))

/** The calendar of the centre alone, for lists that only say which dates may still move. */
export async function loadCalendar(db: Db, centerId: string): Promise<WorkingCalendar> {
  const { rows } = await sql<{ document: unknown }>`
    select document from working_calendar where center_id = ${centerId}
  `.execute(db)
  if (!rows[0]) throw new Error(`no centre ${centerId}`)
  const { layers } = await loadLayers(db, centerId, WorkingCalendar.parse(rows[0].document))
  return calendarFrom(layers)
}

/** The newest layers of the centre, or those of the calendar that it began with; and the hours of its units. */
async function loadLayers(db: Db, centerId: string, first: WorkingCalendar) {
  const { rows } = await sql<{ unitId: string; document: unknown }>`
    select distinct on (unit_id) unit_id as "unitId", document from calendar_change
    where center_id = ${centerId} order by unit_id, version desc
  `.execute(db)
  return layersFrom(rows, first)
}

function layersFrom(rows: readonly { unitId: string; document: unknown }[], first: WorkingCalendar) {
  const own = rows.find(({ unitId }) => unitId === '')
  const layers = own ? CalendarLayers.parse(own.document) : layersOf(first)
  const hours = new Map<string, OwnHours>()
  for (const { unitId, document } of rows) if (unitId && document) hours.set(unitId, OwnHours.parse(document))
  return { layers, hours }
}

export type Calendars = Pick<CenterRules, 'calendar' | 'unitCalendars'>
type CalendarChange = {
  readonly unitId: string
  readonly document: unknown
  readonly reason: string
  readonly at: Instant
}

/** The calendars at any moment since, and when and why one of them was changed. */
export async function loadCalendarsSince(
  db: Db,
  centerId: string,
  { calendar, unitCalendars, firstCalendar }: Pick<CenterRules, 'calendar' | 'unitCalendars' | 'firstCalendar'>,
  since: Instant,
): Promise<{ at: (moment: Instant) => Calendars; turns: { at: Instant; recount: string }[] }> {
  const { rows } = await sql<CalendarChange>`
    select unit_id as "unitId", document, reason, changed_at as at from calendar_change
    where center_id = ${centerId} and exists (
      select from calendar_change c where c.center_id = ${centerId} and c.changed_at >= ${since})
    order by changed_at desc, version desc
  `.execute(db)
  const turns = rows.filter(({ at }) => at >= since).reverse()
  const at = (moment: Instant): Calendars => {
    if (turns.every((turn) => turn.at <= moment)) return { calendar, unitCalendars }
    const kept = rows.filter((row) => row.at <= moment)
    const { layers, hours } = layersFrom(
      [...new Map(kept.toReversed().map((row) => [row.unitId, row])).values()],
      firstCalendar,
    )
    return { calendar: calendarFrom(layers), unitCalendars: unitCalendarsFrom(hours, layers) }
  }
  return { at, turns: turns.map((turn) => ({ at: turn.at, recount: turn.reason })) }
}
