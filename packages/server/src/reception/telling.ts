import type { Party } from '@bancheng/core/cases/words.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { Telling, TellingTopic } from '@bancheng/core/notifications/telling.ts'
import type { ReceptionTaskKind } from '@bancheng/core/reception/contact.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'

/** As a message calls what has no case number. */
const titles: Record<ReceptionTaskKind, string> = {
  'call-back': '待回电',
  'missed-call': '未接来电',
  complaint: '投诉',
  report: '答案有误或缺失',
}

type Owed = {
  readonly taskId: string
  readonly kind: ReceptionTaskKind
  readonly ask: string
  readonly dueAt: Instant
  readonly aboutPersonId: string | null
}

/** Tells a party of something that is owed outside of a case; of a complaint only that there is one, and never its subject. */
export async function tellOwed(
  tx: Tx,
  centerId: string,
  task: Owed,
  told: { readonly topic: TellingTopic; readonly party: Party; readonly actorId: string | null; readonly now: Instant },
): Promise<void> {
  const { taskId, kind, dueAt } = task
  const ask = askOf(task)
  const parties = task.aboutPersonId
    ? await allBut(tx, centerId, told.party, task.aboutPersonId, told.now)
    : [told.party]
  const people = parties.map((party) => ({ topic: told.topic, party, ownerId: taskId, taskId, ask, dueAt }))
  await putOut(tx, centerId, { place: `owed/${taskId}`, title: titles[kind], people, ...told })
}

/** Tells whoever reported an answer what became of it. */
export async function tellReporter(
  tx: Tx,
  centerId: string,
  report: { readonly reportId: string; readonly personId: string; readonly said: string },
  told: { readonly actorId: string; readonly now: Instant },
): Promise<void> {
  const { reportId, personId, said } = report
  const people: Telling[] = [
    {
      topic: 'report-settled',
      party: { kind: 'person', personId },
      ownerId: personId,
      taskId: reportId,
      ask: said,
      dueAt: null,
    },
  ]
  await putOut(tx, centerId, { place: `report/${reportId}`, title: titles.report, people, ...told })
}

/** Each person of a party, without one, and without those for whom that one stands in now. */
async function allBut(tx: Tx, centerId: string, party: Party, personId: string, now: Instant): Promise<Party[]> {
  const isMeant = {
    person: sql`p.person_id = ${party.kind === 'person' ? party.personId : ''}`,
    unit: sql`p.unit_id = ${party.kind === 'unit' ? party.unitId : ''}`,
    role: sql`a.role = ${party.kind === 'leader' ? 'leader' : 'supervisor'}`,
  }[party.kind === 'person' || party.kind === 'unit' ? party.kind : 'role']
  const { rows } = await sql<{ personId: string }>`
    select p.person_id as "personId" from person p join account a using (center_id, person_id)
    where p.center_id = ${centerId} and a.disabled_at is null and ${isMeant} and p.person_id <> ${personId}
      and not exists (select from absence b where (b.center_id, b.person_id) = (p.center_id, p.person_id)
        and b.stand_in_id = ${personId} and b.from_at <= ${now} and ${now} < b.until_at)
  `.execute(tx)
  return rows.map((row) => ({ kind: 'person', personId: row.personId }))
}

type Put = {
  /** Below /cases, where messages lead; the desk sends `owed/…` and `report/…` on to where they stand. */
  readonly place: string
  readonly title: string
  readonly people: readonly Telling[]
  readonly actorId: string | null
  readonly now: Instant
}

async function putOut(tx: Tx, centerId: string, { place, title, people, actorId, now }: Put): Promise<void> {
  if (people.length === 0) return
  const tellings = { caseNo: title, status: 'open', version: 0, actorId, events: [], people }
  await sql`
    insert into outbox (center_id, case_id, tellings, at) values (${centerId}, ${place}, ${JSON.stringify(tellings)}, ${now})
  `.execute(tx)
}

/** What may be said on a screen that is locked; of a missed call all that is known is where it rang. */
function askOf({ kind, ask }: Owed): string {
  if (kind === 'complaint') return '请查看并答复'
  return kind === 'missed-call' ? `请回电（分机 ${ask}）` : ask
}
