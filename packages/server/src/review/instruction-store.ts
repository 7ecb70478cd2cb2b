import { LadderCause, LadderPaper, Party } from '@bancheng/core/cases/words.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { Step } from '@bancheng/core/review/climbing.ts'
import { InstructionAlarmKind, InstructionEntryKind } from '@bancheng/core/review/contract.ts'
import { InstructedParty, InstructionState } from '@bancheng/core/review/instructions.ts'
import type { Month } from '@bancheng/core/review/month.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'
import { moment } from './store.ts'

const TaskRecord = z.object({
  taskId: z.string(),
  instructionId: z.string(),
  number: z.string(),
  month: z.string(),
  text: z.string(),
  givenById: z.string(),
  givenBy: z.string(),
  givenAt: Instant,
  party: InstructedParty,
  state: InstructionState,
  dueAt: Instant,
  cases: z.array(z.object({ caseId: z.string(), caseNo: z.string() })),
  entries: z.array(z.object({ kind: InstructionEntryKind, by: z.string(), at: moment, text: z.string() })),
  alarms: z.array(
    z.object({
      name: z.string(),
      kind: InstructionAlarmKind,
      party: Party,
      rung: z.string().nullable(),
      rungName: z.string().nullable(),
      cause: LadderCause.nullable(),
      until: moment.nullable(),
      paper: z.object({ kind: LadderPaper, number: z.string() }).nullable(),
      at: moment,
    }),
  ),
  receipts: z.array(z.object({ number: z.string(), by: z.string(), at: moment })),
})
export type InstructionTaskRecord = z.infer<typeof TaskRecord>

const number = sql`z.letters || '-PS' || replace(i.month, '-', '') || '-' || t.number`

const selectTasks = sql`
  select t.task_id as "taskId", t.instruction_id as "instructionId", i.month, i.text, i.given_by as "givenById",
    g.name as "givenBy", i.given_at as "givenAt", t.party, t.state, t.due_at as "dueAt",
    ${number} as number, coalesce((
      select jsonb_agg(jsonb_build_object('caseId', c.case_id, 'caseNo', r.case_no) order by r.case_no)
      from instruction_case c join case_record r using (center_id, case_id)
      where (c.center_id, c.instruction_id) = (i.center_id, i.instruction_id)), '[]') as cases, coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'by', p.name, 'at', e.at, 'text', e.text) order by e.position)
      from instruction_entry e join person p using (center_id, person_id)
      where (e.center_id, e.task_id) = (t.center_id, t.task_id)), '[]') as entries, coalesce((
      select jsonb_agg(jsonb_build_object('name', a.name, 'kind', a.kind, 'party', a.party, 'at', a.at,
        'rung', a.rung, 'rungName', a.rung_name, 'cause', a.cause, 'until', a.until_at, 'paper',
        case when a.paper_kind is not null then jsonb_build_object('kind', a.paper_kind, 'number', a.paper_number) end) order by a.position)
      from instruction_alarm a where (a.center_id, a.task_id) = (t.center_id, t.task_id)), '[]') as alarms, coalesce((
      select jsonb_agg(jsonb_build_object('number', coalesce(c.paper_number, ${number}), 'by', p.name, 'at', c.at) order by c.at)
      from instruction_receipt c join person p using (center_id, person_id)
      where (c.center_id, c.task_id) = (t.center_id, t.task_id)), '[]') as receipts
  from instruction_task t join instruction i using (center_id, instruction_id)
    join center z on z.center_id = i.center_id
    join person g on (g.center_id, g.person_id) = (i.center_id, i.given_by)
`
const parsed = (rows: readonly unknown[]) => z.array(TaskRecord).parse(rows)

export async function tasksOfMonth(db: Db, centerId: string, month: Month): Promise<InstructionTaskRecord[]> {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and i.month = ${month} order by i.given_at, t.task_id
  `.execute(db)
  return parsed(rows)
}

/** Of the month before, whatever became of them; of older ones, those that are not over. */
export async function earlierTasks(db: Db, centerId: string, month: Month, last: Month | null) {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and (i.month = ${last} or i.month < ${month} and t.state <> 'accepted')
    order by i.month desc, i.given_at, t.task_id
  `.execute(db)
  return parsed(rows)
}

/** What is open: all of it, or of one unit what it owes and what climbed up to it; what is late on top. */
export async function openTasks(db: Db, centerId: string, partyKey: string | null = null) {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and t.state = 'open'
      and (${partyKey}::text is null or t.party_key = ${partyKey} or ${climbedTo(partyKey)})
    order by t.due_at, t.task_id limit 300
  `.execute(db)
  return parsed(rows)
}

/** What a leader has to judge, and what they gave that nobody answered until it came back up to them. */
export async function tasksOfLeader(db: Db, centerId: string, partyKey: string) {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and (t.state = 'answered' or t.state = 'open' and ${climbedTo(partyKey)})
    order by t.state, t.due_at, t.task_id limit 300
  `.execute(db)
  return parsed(rows)
}

/** By a rung of this round: what is sent back with a new day begins at the foot of the ladder. */
const climbedTo = (partyKey: string | null) => sql`exists (
  select from instruction_alarm a where (a.center_id, a.task_id) = (t.center_id, t.task_id) and a.kind = 'escalated'
    and a.party_key = ${partyKey} and not exists (
      select from instruction_entry e where (e.center_id, e.task_id) = (t.center_id, t.task_id)
        and e.kind = 'sent-back' and e.at >= a.at))`

/** Open, and due so soon that the clock may have something to say. */
export async function tasksOfClock(db: Db, centerId: string, dueBefore: Instant) {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and t.state = 'open' and t.due_at < ${dueBefore} order by t.due_at, t.task_id
  `.execute(db)
  return parsed(rows)
}

export async function centersOfClock(db: Db, dueBefore: Instant): Promise<string[]> {
  const { rows } = await sql<{ centerId: string }>`
    select distinct center_id as "centerId" from instruction_task where state = 'open' and due_at < ${dueBefore}
  `.execute(db)
  return rows.map(({ centerId }) => centerId)
}

/** The task, and nobody else may change it until this transaction ends. Read after the lock: who held it may have written. */
export async function lockTask(tx: Tx, centerId: string, taskId: string): Promise<InstructionTaskRecord | null> {
  await sql`select from instruction_task where center_id = ${centerId} and task_id = ${taskId} for update`.execute(tx)
  return readTask(tx, centerId, taskId)
}

/** What the clock says of a task; said already, nothing happens. @returns whether it is said for the first time */
export async function insertAlarm(
  tx: Tx,
  key: { centerId: string; taskId: string },
  { name, kind, party, rung, rungName, cause, until, paper, at: fellAt }: Step,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    insert into instruction_alarm (center_id, task_id, name, position, kind, party, party_key, rung, rung_name, cause,
      until_at, paper_kind, paper_number, fell_at, at)
    select ${key.centerId}, ${key.taskId}, ${name}, count(*) + 1, ${kind}, ${JSON.stringify(party)}, ${partyKeyOf(party)},
      ${rung}, ${rungName}, ${cause}, ${rung && until}, ${paper?.kind ?? null}, ${paper?.number ?? null}, ${fellAt}, ${now}
    from instruction_alarm where center_id = ${key.centerId} and task_id = ${key.taskId}
    on conflict (center_id, task_id, name) do nothing returning name
  `.execute(tx)
  return rows.length > 0
}

export async function readTask(db: Db, centerId: string, taskId: string): Promise<InstructionTaskRecord | null> {
  const { rows } = await sql`${selectTasks} where t.center_id = ${centerId} and t.task_id = ${taskId}`.execute(db)
  return parsed(rows)[0] ?? null
}

/** @param paperNumber null: of the instruction itself */
export async function insertReceipt(
  tx: Tx,
  key: { centerId: string; taskId: string },
  receipt: { paperNumber: string | null; by: string; at: Instant },
): Promise<void> {
  await sql`
    insert into instruction_receipt (center_id, task_id, paper_number, person_id, at)
    values (${key.centerId}, ${key.taskId}, ${receipt.paperNumber}, ${receipt.by}, ${receipt.at})
  `.execute(tx)
}

export function partyKeyOf(party: Party): string {
  if (party.kind === 'unit') return `unit:${party.unitId}`
  return party.kind === 'person' ? `person:${party.personId}` : `role:${party.kind}`
}

export type NewInstruction = {
  readonly instructionId: string
  readonly month: Month
  readonly text: string
  readonly by: string
  readonly at: Instant
  readonly caseIds: readonly string[]
  readonly tasks: readonly { readonly taskId: string; readonly party: InstructedParty; readonly dueAt: Instant }[]
}

export async function insertInstruction(tx: Tx, centerId: string, given: NewInstruction): Promise<void> {
  await sql`
    insert into instruction (center_id, instruction_id, month, text, given_by, given_at)
    values (${centerId}, ${given.instructionId}, ${given.month}, ${given.text}, ${given.by}, ${given.at})
  `.execute(tx)
  await sql`
    insert into instruction_case (center_id, instruction_id, month, case_id)
    select ${centerId}, ${given.instructionId}, ${given.month}, case_id from unnest(${[...given.caseIds]}::text[]) as case_id
  `.execute(tx)
  // Two leaders at once: each waits for the other's numbers.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`instructions ${centerId} ${given.month}`}, 0))`.execute(tx)
  const tasks = given.tasks.map(({ taskId, party, dueAt }, index) => ({
    place: index + 1,
    task_id: taskId,
    party,
    party_key: partyKeyOf(party),
    due_at: dueAt,
  }))
  await sql`
    insert into instruction_task (center_id, task_id, instruction_id, number, party, party_key, state, due_at)
    select ${centerId}, task_id, ${given.instructionId}, place + (
        select count(*) from instruction_task o join instruction i using (center_id, instruction_id)
        where i.center_id = ${centerId} and i.month = ${given.month}), party, party_key, 'open', due_at
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb)
      as t (place integer, task_id text, party jsonb, party_key text, due_at timestamptz)
  `.execute(tx)
}

/** One more word about a task, and how it stands after it. */
export async function writeEntry(
  tx: Tx,
  key: { centerId: string; taskId: string },
  entry: { kind: z.infer<typeof InstructionEntryKind>; text: string; by: string; at: Instant },
  after: { state: InstructionState; dueAt: Instant },
): Promise<void> {
  await sql`
    insert into instruction_entry (center_id, task_id, position, kind, text, person_id, at)
    select ${key.centerId}, ${key.taskId}, count(*) + 1, ${entry.kind}, ${entry.text}, ${entry.by}, ${entry.at}
    from instruction_entry where center_id = ${key.centerId} and task_id = ${key.taskId}
  `.execute(tx)
  await sql`
    update instruction_task set state = ${after.state}, due_at = ${after.dueAt}
    where center_id = ${key.centerId} and task_id = ${key.taskId}
  `.execute(tx)
}
