import type { NewReport, ReportFault } from '@bancheng/core/catalogue/qa/report.ts'
import { keeperOf } from '@bancheng/core/catalogue/qa/settle-report.ts'
import { dueAfter } from '@bancheng/core/kernel/calendar.ts'
import { maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import { loadDirectory } from '../../directory/reads.ts'
import type { Session } from '../../identity/session.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { loadCenterRules } from '../../policy/center.ts'
import { insertTask } from '../../reception/store.ts'
import { tellOwed } from '../../reception/telling.ts'
import { subjectOf } from './subjects.ts'

type Input = z.output<typeof NewReport>

/** Becomes a task of whoever keeps the entry; the same person saying it again is told of the first. */
export function report(deps: Deps, session: Session, said: Input): Promise<{ reportId: string }> {
  return inTransaction(deps.db, async (tx) => {
    const by = { centerId: session.centerId, personId: session.actor.personId }
    const standing = await standingReport(tx, by, said)
    if (standing) return { reportId: standing }
    const reportId = await openReport(tx, deps, by, said)
    await recordAccess(tx, deps, session, {
      action: 'catalogue.report',
      object: { kind: said.subjectKind, id: said.subjectId ?? reportId },
      facts: { fault: said.fault },
    })
    return { reportId }
  })
}

/** Somebody of the public, who is not asked who they are; the same words are said once. */
export async function reportAnonymously(deps: Deps, centerId: string, said: Input): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    const by = { centerId, personId: null }
    const masked = { ...said, note: maskPersonalDataInText(said.note) }
    if (!(await standingReport(tx, by, masked))) await openReport(tx, deps, by, masked)
  })
}

type By = { readonly centerId: string; readonly personId: string | null }

async function standingReport(tx: Tx, { centerId, personId }: By, said: Input): Promise<string | null> {
  const { rows } = await sql<{ reportId: string }>`
    select report_id as "reportId" from catalogue_report
    where center_id = ${centerId} and settled_at is null and reported_by is not distinct from ${personId}
      and (${personId}::text is not null or note = ${said.note}) and subject_kind = ${said.subjectKind}
      and coalesce(subject_id, subject_name) = ${said.subjectId ?? said.subjectName}
  `.execute(tx)
  return rows[0]?.reportId ?? null
}

async function openReport(tx: Tx, deps: Deps, { centerId, personId }: By, said: Input): Promise<string> {
  const now = deps.clock()
  const reportId = deps.newId()
  const subject = await subjectOf(tx, centerId, said)
  const rules = await loadCenterRules(tx, centerId)
  const limit = rules.policyAt(now).reception.report
  const { dueAt } = dueAfter({ calendar: rules.calendar, start: now, limit, pauses: [] })
  if (dueAt === null) throw new Error('a limit without pauses has an end')
  await sql`
    insert into catalogue_report (center_id, report_id, subject_kind, subject_id, subject_name, subject_version, fault, note,
      reported_by, reported_at)
    values (${centerId}, ${reportId}, ${said.subjectKind}, ${said.subjectId}, ${said.subjectName}, ${subject.version},
      ${said.fault}, ${said.note}, ${personId}, ${now})
  `.execute(tx)
  const task = {
    taskId: deps.newId(),
    kind: 'report' as const,
    party: keeperOf(subject, await loadDirectory(tx, centerId, now)),
    aboutPersonId: null,
    ask: askOf(said),
    dueAt,
  }
  await insertTask(tx, centerId, task, { reportId }, now)
  await tellOwed(tx, centerId, task, { topic: 'task-assigned', party: task.party, actorId: personId, now })
  return reportId
}

const faults: Record<ReportFault, string> = { wrong: '有误', missing: '缺失' }

/** What the keeper reads in their inbox. */
const askOf = ({ subjectName, fault, note }: Input): string =>
  maskPersonalDataInText(`${faults[fault]}：${subjectName}${note ? `（${note}）` : ''}`)
