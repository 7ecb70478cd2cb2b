import type { Party } from '@bancheng/core/cases/words.ts'
import type { ReportAnswer, ReportSubject } from '@bancheng/core/catalogue/qa/report.ts'
import { settleReport as decide } from '@bancheng/core/catalogue/qa/settle-report.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import { loadDirectory } from '../../directory/reads.ts'
import type { Session } from '../../identity/session.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { endTask, handTask, writeEntry } from '../../reception/entries.ts'
import { tellOwed, tellReporter } from '../../reception/telling.ts'
import { maySettle } from './report-reads.ts'
import { subjectOf } from './subjects.ts'

/** @throws Refusal not-found: settled already, unknown, or another unit's · whatever the rule says */
export function settleReport(
  deps: Deps,
  session: Session,
  reportId: string,
  answer: ReportAnswer,
): Promise<{ reportId: string }> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const open = await lockOpen(tx, session, reportId)
    const currentVersion = (await subjectOf(tx, centerId, open)).version
    const settled = decide({ ...open, currentVersion }, answer, await loadDirectory(tx, centerId, now))
    const said = { taskId: open.taskId, personId: actor.personId, note: answer.note, at: now }
    if (settled.kind === 'forwarded') {
      await writeEntry(tx, deps, centerId, { ...said, outcome: 'forwarded', to: settled.to })
      await handTask(tx, centerId, open.taskId, settled.to)
      const told = { topic: 'task-assigned' as const, party: settled.to, actorId: actor.personId, now }
      await tellOwed(tx, centerId, { ...open, kind: 'report', aboutPersonId: null }, told)
    } else {
      await writeEntry(tx, deps, centerId, { ...said, outcome: 'done' })
      await endTask(tx, centerId, open.taskId, 'done', now)
      await endReport(tx, session, reportId, { ...settled, note: answer.note, now })
      const report = { reportId, personId: open.reportedBy ?? '', said: endOf(open.subjectName, settled, answer.note) }
      if (open.reportedBy) await tellReporter(tx, centerId, report, { actorId: actor.personId, now })
    }
    await recordAccess(tx, deps, session, {
      action: 'catalogue.settle-report',
      object: { kind: 'catalogue-report', id: reportId },
      facts: { outcome: answer.outcome },
    })
    return { reportId }
  })
}

type Open = {
  readonly taskId: string
  readonly party: Party
  readonly ask: string
  readonly dueAt: Instant
  readonly subjectKind: ReportSubject
  readonly subjectId: string | null
  readonly subjectName: string
  readonly subjectVersion: number | null
  readonly reportedBy: string | null
}

async function lockOpen(tx: Tx, session: Session, reportId: string): Promise<Open> {
  const { rows } = await sql<Open>`
    select t.task_id as "taskId", t.party, t.ask, t.due_at as "dueAt", r.subject_kind as "subjectKind",
      r.subject_id as "subjectId", r.subject_name as "subjectName", r.subject_version as "subjectVersion",
      r.reported_by as "reportedBy"
    from catalogue_report r join reception_task t on (t.center_id, t.report_id) = (r.center_id, r.report_id)
    where r.center_id = ${session.centerId} and r.report_id = ${reportId} and r.settled_at is null and ${maySettle(session)}
    for update of r, t
  `.execute(tx)
  if (!rows[0]) throw new Refusal('not-found')
  return rows[0]
}

type Ended = { readonly outcome: 'corrected' | 'rejected'; readonly version: number | null }

async function endReport(
  tx: Tx,
  { centerId, actor }: Session,
  reportId: string,
  { outcome, version, note, now }: Ended & { readonly note: string; readonly now: Instant },
): Promise<void> {
  await sql`
    update catalogue_report set settled_at = ${now}, settled_by = ${actor.personId}, outcome = ${outcome},
      corrected_version = ${version}, settlement = ${note}
    where center_id = ${centerId} and report_id = ${reportId}
  `.execute(tx)
}

/** What the reporter reads. */
function endOf(subjectName: string, { outcome, version }: Ended, note: string): string {
  const end = outcome === 'rejected' ? '不作修改' : version === null ? '已更正' : `已更正为第 ${version} 版`
  return `“${subjectName}”${end}${note ? `，${note}` : ''}`
}
