import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import {
  type AnswerInput,
  answerInstruction,
  type InstructionInput,
  instruct,
  judgeAnswer,
  type VerdictInput,
} from '@bancheng/core/review/instructions.ts'
import type { Month } from '@bancheng/core/review/month.ts'
import { requireOnList } from '@bancheng/core/review/rules.ts'
import { recordAccess } from '../audit/access.ts'
import { claim, settle } from '../cases/idempotency.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import { requireReview } from './reads.ts'
import { insertInstruction, insertRemoval, lockTask, readEntries, writeEntry } from './store.ts'

/** @throws Refusal not-found · review-entry-removed */
export function removeEntry(
  deps: Deps,
  session: Session,
  { month, caseId }: { month: Month; caseId: string },
  reason: string,
): Promise<void> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const [entry] = await readEntries(tx, centerId, month, caseId)
    if (!entry) throw new Refusal('not-found')
    requireOnList({ removed: entry.removedAt })
    await insertRemoval(tx, { centerId, month, caseId }, { reason, by: actor.personId, at: deps.clock() })
    const object = { kind: 'case', id: caseId }
    await recordAccess(tx, deps, session, { action: 'review.remove', object, facts: { month } })
  })
}

/** @returns the id of the instruction, the same for a repeated request @throws Refusal not-found · whatever the rule says */
export function giveInstruction(
  deps: Deps,
  { session, key, month }: { session: Session; key: string; month: Month },
  input: InstructionInput,
): Promise<string> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const intent = { centerId, personId: actor.personId, key, request: { name: 'instruct', month, input } }
    const earlier = await claim(tx, intent, now)
    if (earlier) return earlier
    const tasks = instruct(input, await knowledge(deps, tx, centerId, month))
    const instructionId = deps.newId()
    await insertInstruction(tx, centerId, {
      instructionId,
      month,
      text: input.text,
      by: actor.personId,
      at: now,
      caseIds: input.about.kind === 'cases' ? [...new Set(input.about.caseIds)] : [],
      tasks: tasks.map((task) => ({ taskId: deps.newId(), ...task })),
    })
    const object = { kind: 'instruction', id: instructionId }
    await recordAccess(tx, deps, session, { action: 'review.instruct', object, facts: { month, tasks: tasks.length } })
    await settle(tx, intent, { caseId: instructionId, version: 1 })
    return instructionId
  })
}

async function knowledge(deps: Deps, tx: Tx, centerId: string, month: Month) {
  await requireReview(tx, centerId, month)
  const entries = await readEntries(tx, centerId, month)
  const directory = await loadDirectory(tx, centerId, deps.clock())
  return {
    now: deps.clock(),
    calendar: (await loadCenterRules(tx, centerId)).calendar,
    entries: new Map(entries.map((entry) => [entry.caseId, { removed: entry.removedAt }])),
    hasPeople: (unitId: string) => directory.peopleOf(unitId).length > 0,
  }
}

type AtTask = { readonly session: Session; readonly taskId: string }

/** @throws Refusal not-found · whatever the rule says */
export function answerTask(deps: Deps, { session, taskId }: AtTask, { text }: AnswerInput): Promise<void> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const task = await lockTask(tx, centerId, taskId)
    if (!task) throw new Refusal('not-found')
    const state = answerInstruction(task, actor)
    const entry = { kind: 'answered' as const, text, by: actor.personId, at: deps.clock() }
    await writeEntry(tx, { centerId, taskId }, entry, { state, dueAt: task.dueAt })
    await recordAccess(tx, deps, session, { action: 'review.answer', object: { kind: 'instruction-task', id: taskId } })
  })
}

/** @throws Refusal not-found · whatever the rule says */
export function judgeTask(deps: Deps, { session, taskId }: AtTask, verdict: VerdictInput): Promise<void> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const task = await lockTask(tx, centerId, taskId)
    if (!task) throw new Refusal('not-found')
    const { calendar } = await loadCenterRules(tx, centerId)
    const after = judgeAnswer(task, verdict, { now, calendar })
    const kind = verdict.kind === 'accept' ? ('accepted' as const) : ('sent-back' as const)
    await writeEntry(tx, { centerId, taskId }, { kind, text: verdict.text, by: actor.personId, at: now }, after)
    const object = { kind: 'instruction-task', id: taskId }
    await recordAccess(tx, deps, session, { action: 'review.judge', object, facts: { verdict: verdict.kind } })
  })
}
