import { type CaseState, type Task, taskOf } from '@bancheng/core/cases/state.ts'
import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { AnswerPage } from '@bancheng/core/links/contract.ts'
import { maskedApplicant, maskedFor } from '@bancheng/core/links/masked.ts'
import { loadForms } from '../catalogue/reads.ts'
import { loadFiles } from '../files/store.ts'
import type { Db } from '../platform/db.ts'
import { loadCalendar } from '../policy/center.ts'
import type { LinkFile } from './store.ts'

/** An answer is a paragraph, the outcome of a step one line. */
export const longestAnswer = (task: Pick<Task, 'kind'>): number => (task.kind === 'step' ? 500 : 10_000)

type Shown = {
  readonly centerId: string
  readonly centreName: string
  readonly taskId: string
  readonly recipient: string
  readonly organisation: string
  readonly issuedByName: string
  readonly expiresAt: Instant
  readonly fileIds: readonly string[]
}

/** Everything that a party sees, for the party and for the preview alike: nothing of the case leaves on another way. */
export async function pageOf(db: Db, state: CaseState, link: Shown, files: LinkFile[]): Promise<AnswerPage> {
  const { centerId, centreName, recipient, organisation, issuedByName, expiresAt } = link
  const task = taskOf(state, link.taskId)
  if (!task) throw new Error('the task of a link is kept')
  const form = task.formId ? (await loadForms(db, centerId))(task.formId) : undefined
  const sent = await loadFiles(db, centerId, link.fileIds)
  return {
    step: 'answer',
    centreName,
    caseNo: state.caseNo,
    recipient,
    organisation,
    askedBy: issuedByName,
    applicant: maskedApplicant(state),
    want: maskedFor(state, state.want),
    ask: maskedFor(state, task.ask),
    dueAt: task.dueAt,
    isProvisional: isProvisional(await loadCalendar(db, centerId), task.dueAt),
    expiresAt,
    form: form ?? null,
    sent: sent.map(({ fileId, name, size }) => ({ fileId, name: maskedFor(state, name), size })),
    files,
    longest: longestAnswer(task),
  }
}
