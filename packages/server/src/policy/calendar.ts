import { chinaNotices } from '@bancheng/core/kernel/calendars/china.ts'
import { type HolidayNotice, requireWholeNotice } from '@bancheng/core/kernel/holidays-cn.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type CalendarLayers, layersOf, type OwnHours } from '@bancheng/core/policy/calendar-layers.ts'
import type { CalendarView } from '@bancheng/core/policy/contract.ts'
import { recordAudit } from '../audit/store.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import {
  CENTRE,
  calendarChanges,
  calendarVersion,
  countProvisional,
  insertCalendarChange,
  lastRecomputation,
  requestRecomputation,
  unitsWithNames,
} from './calendar-store.ts'
import { loadCenterRules } from './center.ts'
import { lockRules } from './store.ts'

export async function calendarView(db: Db, centerId: string): Promise<CalendarView> {
  const { layers, firstCalendar, hours, calendar } = await loadCenterRules(db, centerId)
  const units = await unitsWithNames(db, centerId)
  return {
    version: await calendarVersion(db, centerId),
    layers,
    units: units.map((unit) => ({ ...unit, hours: hours.get(unit.unitId) ?? null })),
    known: [...chinaNotices],
    changes: await calendarChanges(db, centerId, layersOf(firstCalendar)),
    recomputation: await lastRecomputation(db, centerId),
    provisionalTasks: await countProvisional(db, centerId, Math.max(0, ...calendar.announcedYears)),
  }
}

type Saving = { readonly expectedVersion: number; readonly layers: CalendarLayers; readonly reason: string }

/** @throws Refusal version-conflict: somebody else changed it since it was shown · what is wrong with a notice that is new */
export async function saveCalendar(deps: Deps, session: Session, { expectedVersion, layers, reason }: Saving) {
  const { centerId } = session
  await inTransaction(deps.db, async (tx) => {
    await lockRules(tx, centerId)
    const currentVersion = await calendarVersion(tx, centerId)
    if (currentVersion !== expectedVersion) throw new Refusal('version-conflict', { expectedVersion, currentVersion })
    const { layers: kept } = await loadCenterRules(tx, centerId)
    for (const notice of layers.notices) if (!isKept(notice, kept.notices)) requireWholeNotice(notice)
    await change(tx, deps, session, { unitId: CENTRE, document: layers, reason })
  })
  return calendarView(deps.db, centerId)
}

/** A notice that was loaded before is not judged again: it must not keep anybody from closing for a storm. */
const isKept = (notice: HolidayNotice, kept: readonly HolidayNotice[]): boolean =>
  kept.some((one) => one.year === notice.year && JSON.stringify(one.days) === JSON.stringify(notice.days))

/** @throws Refusal unit-unknown */
export async function saveUnitHours(
  deps: Deps,
  session: Session,
  { unitId, hours, reason }: { readonly unitId: string; readonly hours: OwnHours | null; readonly reason: string },
) {
  const { centerId } = session
  await inTransaction(deps.db, async (tx) => {
    await lockRules(tx, centerId)
    const units = await unitsWithNames(tx, centerId)
    if (!units.some((unit) => unit.unitId === unitId)) throw new Refusal('unit-unknown', { unitId })
    await change(tx, deps, session, { unitId, document: hours, reason })
  })
  return calendarView(deps.db, centerId)
}

type Change = { readonly unitId: string; readonly document: CalendarLayers | OwnHours | null; readonly reason: string }

/** The change, its audit, and the order to count every open date again: all three or none. */
async function change(tx: Parameters<typeof lockRules>[0], deps: Deps, session: Session, one: Change): Promise<void> {
  const { centerId, actor, address } = session
  const at = deps.clock()
  await insertCalendarChange(tx, { ...one, centerId, changedBy: actor.personId, changedAt: at })
  await requestRecomputation(tx, { centerId, recomputationId: deps.newId(), reason: one.reason, at })
  await recordAudit(tx, {
    centerId,
    auditId: deps.newId(),
    at,
    person: actor,
    action: one.unitId === CENTRE ? 'calendar.save' : 'calendar.save-unit',
    object: { kind: 'calendar', id: one.unitId || centerId },
    address,
    facts: { reason: one.reason },
  })
}
