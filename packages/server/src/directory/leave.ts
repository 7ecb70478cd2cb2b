import type { Directory, PersonFacts } from '@bancheng/core/cases/context.ts'
import {
  mayKeepLeave,
  mayStandIn,
  requireChangeable,
  requirePossibleLeave,
  requireWithdrawable,
} from '@bancheng/core/directory/leave.ts'
import type { LeavePeriod, LeavePerson, LeaveRow } from '@bancheng/core/directory/leave-contract.ts'
import { Role } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import {
  type LeaveRecord,
  type ListedLeave,
  listLeaves,
  lockLeaves,
  readLeave,
  recordLeaveChange,
  tellLeave,
  withdrawLeaveAt,
  writeLeave,
} from './leave-store.ts'
import { comingLeaves, loadPresences } from './presence.ts'
import { loadDirectory } from './reads.ts'

/** Who is away, and will be; with it everybody whose leave this person may enter. */
export async function leavesOf(deps: Deps, session: Session, isOver: boolean) {
  const { centerId, actor } = session
  const now = deps.clock()
  const { standInOf, absent } = await loadPresences(deps.db, centerId, now)
  const directory = await loadDirectory(deps.db, centerId, now)
  const listed = await listLeaves(deps.db, centerId, now, isOver)
  return {
    rows: listed.map((leave) => rowOf(leave, session, { now, directory, actingId: standInOf(leave.personId) })),
    people: peopleToKeep(session, directory),
    standingInFor: absent
      .filter(({ personId }) => standInOf(personId) === actor.personId)
      .map(({ personId, name, until }) => ({ personId, name, until })),
  }
}

type Known = { readonly now: Instant; readonly directory: Directory; readonly actingId: string | null }

function rowOf(leave: ListedLeave, { actor }: Session, { now, directory, actingId }: Known): LeaveRow {
  const { unitId, role, note, ...row } = leave
  const known = Role.safeParse(role).data
  const isKeeper = known !== undefined && mayKeepLeave(actor, { personId: leave.personId, unitId, role: known })
  const isNow = !leave.isWithdrawn && leave.from <= now && now < leave.until
  const acting = isNow && actingId ? directory.person(actingId) : undefined
  return {
    ...row,
    history: [...row.history],
    isNow,
    actingName: acting?.name ?? null,
    note: isKeeper || leave.standInId === actor.personId ? note : null,
    mayKeep: isKeeper && !leave.isWithdrawn && now < leave.until,
  }
}

function peopleToKeep({ actor }: Session, directory: Directory): LeavePerson[] {
  const everybody = Role.options.flatMap((role) => directory.peopleOfRole(role))
  return everybody
    .filter((person) => mayKeepLeave(actor, person))
    .map((person) => ({
      personId: person.personId,
      name: person.name,
      unitName: directory.unit(person.unitId)?.name ?? '',
      standIns: directory
        .peopleOf(person.unitId)
        .filter((other) => mayStandIn(person, other))
        .map(({ personId, name }) => ({ personId, name })),
    }))
}

/** @throws Refusal leave-of-others · whatever stands against it (core/directory/leave.ts) */
export const enterLeave = (deps: Deps, session: Session, { personId, ...period }: LeavePeriod & { personId: string }) =>
  keeping(deps, session, async (tx, now, directory) => {
    requireKeeper(session, directory.person(personId))
    const leave = { absenceId: deps.newId(), personId, ...period }
    await requirePossible(tx, session, leave, now, directory)
    await written(tx, deps, session, 'entered', leave)
    return { absenceId: leave.absenceId }
  })

/** @throws Refusal not-found · leave-of-others · leave-over · leave-begun · whatever stands against it */
export const changeLeave = (deps: Deps, session: Session, absenceId: string, period: LeavePeriod) =>
  keeping(deps, session, async (tx, now, directory) => {
    const before = await ownLeave(tx, session, absenceId, directory)
    requireChangeable(before, period, now)
    const leave = { ...before, ...period }
    await requirePossible(tx, session, leave, now, directory)
    await written(tx, deps, session, 'changed', leave)
    return { absenceId }
  })

/** @throws Refusal not-found · leave-of-others · leave-over */
export const endLeave = (deps: Deps, session: Session, absenceId: string) =>
  keeping(deps, session, async (tx, now, directory) => {
    const before = await ownLeave(tx, session, absenceId, directory)
    requireChangeable(before, before, now)
    if (before.from > now) throw new Refusal('leave-not-begun')
    await written(tx, deps, session, 'ended', { ...before, until: now })
  })

/** @throws Refusal not-found · leave-of-others · leave-over · leave-begun */
export const withdrawLeave = (deps: Deps, session: Session, absenceId: string) =>
  keeping(deps, session, async (tx, now, directory) => {
    const before = await ownLeave(tx, session, absenceId, directory)
    requireWithdrawable(before, now)
    await withdrawLeaveAt(tx, absenceId, { centerId: session.centerId, personId: session.actor.personId, at: now })
    await recorded(tx, deps, session, 'withdrawn', before)
  })

const keeping = <T>(
  deps: Deps,
  { centerId }: Session,
  work: (tx: Tx, now: Instant, directory: Directory) => Promise<T>,
): Promise<T> =>
  inTransaction(deps.db, async (tx) => {
    await lockLeaves(tx, centerId)
    const now = deps.clock()
    return work(tx, now, await loadDirectory(tx, centerId, now))
  })

/** @throws Refusal person-unknown · leave-of-others */
function requireKeeper({ actor }: Session, person: PersonFacts | undefined): void {
  if (!person) throw new Refusal('person-unknown')
  if (!mayKeepLeave(actor, person)) throw new Refusal('leave-of-others')
}

async function ownLeave(tx: Tx, session: Session, absenceId: string, directory: Directory): Promise<LeaveRecord> {
  const leave = await readLeave(tx, session.centerId, absenceId)
  if (!leave) throw new Refusal('not-found')
  requireKeeper(session, directory.person(leave.personId))
  return leave
}

async function requirePossible(tx: Tx, { centerId }: Session, leave: LeaveRecord, now: Instant, { person }: Directory) {
  const others = (await comingLeaves(tx, centerId, now)).filter(({ absenceId }) => absenceId !== leave.absenceId)
  requirePossibleLeave(leave, { now, leaves: others, person })
}

type Way = 'entered' | 'changed' | 'ended' | 'withdrawn'
const actions = {
  entered: 'absence.add',
  changed: 'absence.change',
  ended: 'absence.end',
  withdrawn: 'absence.withdraw',
} as const satisfies Record<Way, string>

async function written(tx: Tx, deps: Deps, session: Session, way: Way, leave: LeaveRecord): Promise<void> {
  const by = { centerId: session.centerId, personId: session.actor.personId, at: deps.clock() }
  await writeLeave(tx, leave, by)
  await recorded(tx, deps, session, way, leave)
}

async function recorded(tx: Tx, deps: Deps, session: Session, way: Way, leave: LeaveRecord): Promise<void> {
  const by = { centerId: session.centerId, personId: session.actor.personId, at: deps.clock() }
  await recordLeaveChange(tx, way, leave, by)
  await tellLeave(tx, [{ centerId: session.centerId, personId: leave.personId }])
  const object = { kind: 'absence', id: leave.absenceId }
  const { personId, standInId, from, until } = leave
  await recordAccess(tx, deps, session, { action: actions[way], object, facts: { personId, standInId, from, until } })
}
