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
  /** Those that it began with. */
  readonly firstLayers: CalendarLayers
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
  const first = WorkingCalendar.parse(center.calendar)
  const { layers, hours } = await loadLayers(db, centerId, first)
  const kept = policies.map((row) => ({ ...row, policy: readKept(row.document) }))
  return {
    letters: center.letters,
    name: center.name,
    calendar: calendarFrom(layers),
    layers,
    firstLayers: layersOf(first),
    hours,
    unitCalendars: new Map([...hours].map(([unitId, own]) => [unitId, unitCalendarFrom(own, layers)])),
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
  const own = rows.find(({ unitId }) => unitId === '')
  const layers = own ? CalendarLayers.parse(own.document) : layersOf(first)
  const hours = new Map<string, OwnHours>()
  for (const { unitId, document } of rows) if (unitId && document) hours.set(unitId, OwnHours.parse(document))
  return { layers, hours }
}
