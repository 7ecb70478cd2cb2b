import { Party } from '@bancheng/core/cases/words.ts'
import { mayEver } from '@bancheng/core/identity/permissions.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import { maskName, maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import { ReceptionTaskKind, type TaskOutcome } from '@bancheng/core/reception/contact.ts'
import type { ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { maySettle, settlesFor, settleTask } from '@bancheng/core/reception/tasks.ts'
import type { Locale } from '@bancheng/core/texts/refusals.ts'
import { sayParty } from '@bancheng/core/texts/sentences.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { recordAccess } from '../audit/access.ts'
import { claim, settle } from '../cases/idempotency.ts'
import type { Deps } from '../deps.ts'
import { loadNames } from '../directory/names.ts'
import { loadPresences } from '../directory/presence.ts'
import type { Session } from '../identity/session.ts'
import { type Db, inTransaction, type Tx } from '../platform/db.ts'
import { loadCalendar, loadCenterRules } from '../policy/center.ts'
import { endTask, writeEntry } from './entries.ts'

export { endTask, writeEntry }

/** More than reception owes on its worst day. */
const LIMIT = 300

const TaskRecord = z.object({
  taskId: z.string(),
  kind: ReceptionTaskKind,
  state: z.enum(['open', 'done', 'withdrawn']),
  party: Party,
  aboutPersonId: z.string().nullable(),
  ask: z.string(),
  contactId: z.string().nullable(),
  callId: z.string().nullable(),
  reportId: z.string().nullable(),
  openedAt: Instant,
  dueAt: Instant,
  tries: z.int(),
  callerName: z.string(),
  phoneMasked: z.string().nullable(),
  missedCount: z.int(),
  lastMissedAt: Instant.nullable(),
})
type TaskRecord = z.infer<typeof TaskRecord>

const select = sql`
  select t.task_id as "taskId", t.kind, t.state, t.party, t.about_person_id as "aboutPersonId", t.ask, t.contact_id as "contactId",
    t.call_id as "callId", t.report_id as "reportId", t.opened_at as "openedAt", t.due_at as "dueAt", (
      select count(*) from reception_task_entry e where (e.center_id, e.task_id) = (t.center_id, t.task_id)
        and e.outcome = 'not-reached') as tries,
    coalesce(c.caller_name, b.name, '') as "callerName", coalesce(c.phone, k.phone) ->> 'masked' as "phoneMasked",
    coalesce(m.count, 0) as "missedCount", m.last_at as "lastMissedAt"
  from reception_task t
    left join contact c on (c.center_id, c.contact_id) = (t.center_id, t.contact_id)
    left join call_record k on (k.center_id, k.call_id) = (t.center_id, t.call_id)
    left join catalogue_report r on (r.center_id, r.report_id) = (t.center_id, t.report_id)
    left join person b on (b.center_id, b.person_id) = (r.center_id, r.reported_by)
    left join lateral (
      select count(*) as count, max(coalesce(o.ringing_at, o.first_heard_at)) as last_at
      from reception_task_call x join call_record o on (o.center_id, o.call_id) = (x.center_id, x.call_id)
      where (x.center_id, x.task_id) = (t.center_id, t.task_id) and o.answered_at is null) m on true
`

/** The keys under which what is owed waits for this person, and for those for whom they stand in. */
function keysOf(actor: PersonActor, absent: readonly string[], isMine: boolean): string[] {
  const own = [actor.personId, ...absent].map((personId) => `person:${personId}`)
  if (isMine) return own
  const role = actor.role === 'officer' ? 'window' : actor.role
  return [...own, `unit:${actor.unitId}`, `role:${role}`]
}

/**
 * What waits: call-backs of the whole window, complaints only for whoever received them, a wrong answer for its keeper.
 * By due time, late on top.
 */
export async function receptionTasks(
  db: Db,
  { centerId, actor }: Session,
  { mine, locale, now }: { mine: boolean; locale: Locale; now: Instant },
): Promise<{ rows: ReceptionTaskRow[]; late: number }> {
  const presences = await loadPresences(db, centerId, now)
  const absent = presences.absent.filter(({ personId }) => presences.standInOf(personId) === actor.personId)
  const keys = keysOf(
    actor,
    absent.map(({ personId }) => personId),
    mine,
  )
  // 督办: the unit above was told that one below it is late, and sees of what until that is done or is another's.
  const isAbove = actor.role === 'liaison' && !mine
  const isWindow = actor.role === 'officer' || actor.role === 'supervisor'
  const { rows } = await sql`
    ${select}
    where t.center_id = ${centerId} and t.state = 'open' and t.about_person_id is distinct from ${actor.personId}
      and (t.party_key = any(${keys}) or t.kind in ('call-back', 'missed-call') and ${isWindow && !mine}
        or ${isAbove} and t.party ->> 'unitId' in (
          select u.unit_id from unit u join organisation o using (center_id, organisation_id)
          join unit s on (s.center_id, s.organisation_id) = (o.center_id, o.superior_organisation_id)
          where s.center_id = t.center_id and s.unit_id = ${actor.unitId})
        and exists (select from reception_task_entry e where (e.center_id, e.task_id) = (t.center_id, t.task_id)
          and e.outcome = 'escalated' and e.to_party ->> 'unitId' = ${actor.unitId}))
    order by t.due_at, t.opened_at, t.task_id limit ${LIMIT}
  `.execute(db)
  const names = await loadNames(db, centerId)
  const calendar = await loadCalendar(db, centerId)
  const shown = z
    .array(TaskRecord)
    .parse(rows)
    .map(
      (task): ReceptionTaskRow => ({
        taskId: task.taskId,
        kind: task.kind,
        who: sayParty(task.party, names, locale),
        ask: maskPersonalDataInText(task.ask),
        callerMasked: task.kind === 'report' ? task.callerName : maskName(task.callerName),
        phoneMasked: task.phoneMasked,
        contactId: task.contactId,
        callId: task.callId,
        reportId: task.reportId,
        party: task.party,
        openedAt: task.openedAt,
        dueAt: task.dueAt,
        isLate: task.dueAt < now,
        isProvisional: isProvisional(calendar, task.dueAt),
        tries: task.tries,
        missedCount: task.missedCount,
        lastMissedAt: task.lastMissedAt,
        maySettle:
          task.kind === 'report'
            ? mayEver('settleReport', actor.role) && isWithin(task.party, actor)
            : maySettle(task, actor, presences.standInOf),
      }),
    )
  return { rows: shown, late: shown.filter(({ isLate }) => isLate).length }
}

type Settling = { readonly session: Session; readonly taskId: string; readonly key: string }

/**
 * One more try, or the end of it; each stands in the log of the task.
 * @throws Refusal not-found · whatever the rule says
 */
export function settleReceptionTask(
  deps: Deps,
  { session, taskId, key }: Settling,
  said: { outcome: TaskOutcome; note: string },
): Promise<{ isEnded: boolean }> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const request = { name: 'settleReceptionTask', taskId, said }
    const intent = { centerId, personId: actor.personId, key, request }
    const earlier = await claim(tx, intent, now)
    const task = await lockTask(tx, centerId, taskId)
    if (!task || task.aboutPersonId === actor.personId) throw new Refusal('not-found')
    if (earlier) return { isEnded: task.state !== 'open' }
    const policy = (await loadCenterRules(tx, centerId)).policyAt(now)
    const { standInOf } = await loadPresences(tx, centerId, now)
    const { isEnded } = settleTask({ ...task, isOpen: task.state === 'open', canBeCalled: canBeCalled(task) }, said, {
      actor,
      policy,
      standInOf,
    })
    const onBehalfOf = settlesFor(task, actor, standInOf)
    await writeEntry(tx, deps, centerId, { taskId, personId: actor.personId, onBehalfOf, ...said, at: now })
    if (isEnded) await endTask(tx, centerId, taskId, 'done', now)
    const object = { kind: 'reception-task', id: taskId }
    await recordAccess(tx, deps, session, {
      action: 'reception-task.settle',
      object,
      facts: { outcome: said.outcome, onBehalfOf },
    })
    await settle(tx, intent, { caseId: taskId, version: 1 })
    return { isEnded }
  })
}

/** Nobody can call back a number that was withheld. */
const canBeCalled = ({ kind, phoneMasked }: TaskRecord): boolean => kind !== 'missed-call' || phoneMasked !== null

async function lockTask(tx: Tx, centerId: string, taskId: string): Promise<TaskRecord | null> {
  const { rows } = await sql`
    ${select} where t.center_id = ${centerId} and t.task_id = ${taskId} for update of t
  `.execute(tx)
  return rows[0] ? TaskRecord.parse(rows[0]) : null
}

/** What one unit keeps is not settled by the one above it. */
const isWithin = (party: Party, { role, unitId }: PersonActor): boolean =>
  role !== 'liaison' || party.kind !== 'unit' || party.unitId === unitId
