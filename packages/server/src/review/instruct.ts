import type { Party } from '@bancheng/core/cases/words.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import {
  type AnswerInput,
  answerInstruction,
  type InstructionInput,
  instruct,
  judgeAnswer,
  type VerdictInput,
} from '@bancheng/core/review/instructions.ts'
import type { Month } from '@bancheng/core/review/month.ts'
import { signFor } from '@bancheng/core/review/receipts.ts'
import { requireOnList, requireRemoved } from '@bancheng/core/review/rules.ts'
import { recordAccess } from '../audit/access.ts'
import { claim, settle } from '../cases/idempotency.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import { climbingOf, soundTask } from './climb.ts'
import { insertInstruction, insertReceipt, lockTask, writeEntry } from './instruction-store.ts'
import { requireReview } from './reads.ts'
import { insertListChange, readEntries, removalOf } from './store.ts'
import { putOutInstruction } from './tell.ts'

const listChanges = {
  removed: { require: requireOnList, action: 'review.remove' },
  restored: { require: requireRemoved, action: 'review.restore' },
} as const

/** Takes a case off the list, or puts it back. @throws Refusal not-found · review-entry-removed · review-entry-on-list */
export function changeList(
  deps: Deps,
  session: Session,
  { month, caseId, kind }: { month: Month; caseId: string; kind: keyof typeof listChanges },
  reason: string,
): Promise<void> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const [entry] = await readEntries(tx, centerId, month, caseId)
    if (!entry) throw new Refusal('not-found')
    listChanges[kind].require({ removed: removalOf(entry) })
    const change = { position: entry.changes.length + 1, kind, reason, by: actor.personId, at: deps.clock() }
    await insertListChange(tx, { centerId, month, caseId }, change)
    const object = { kind: 'case', id: caseId }
    await recordAccess(tx, deps, session, { action: listChanges[kind].action, object, facts: { month } })
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
    const given = instruct(input, await knowledge(deps, tx, centerId, month))
    const tasks = given.map((task) => ({ taskId: deps.newId(), ...task }))
    const instructionId = deps.newId()
    await insertInstruction(tx, centerId, {
      instructionId,
      month,
      text: input.text,
      by: actor.personId,
      at: now,
      caseIds: input.about.kind === 'cases' ? [...new Set(input.about.caseIds)] : [],
      tasks,
    })
    for (const { taskId, party } of tasks) await tell(tx, { session, taskId, now }, party)
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
    entries: new Map(entries.map((entry) => [entry.caseId, { removed: removalOf(entry) }])),
    hasPeople: (unitId: string) => directory.peopleOf(unitId).length > 0,
  }
}

/** That something waits for somebody now: the party its task, the leader an answer. */
async function tell(tx: Tx, { session, taskId, now }: AtTask & { now: Instant }, party: Party): Promise<void> {
  const { centerId, actor } = session
  const task = await lockTask(tx, centerId, taskId)
  if (!task) throw new Error(`no instruction task ${taskId}`)
  const told = { topic: 'task-assigned' as const, party, dueAt: task.dueAt }
  await putOutInstruction(tx, { centerId, task, by: actor.personId, now }, [told])
}

type AtTask = { readonly session: Session; readonly taskId: string }

/** 签收, of the instruction or of a paper; what is due is sounded first. @throws Refusal not-found · whatever the rule says */
export function signTask(deps: Deps, { session, taskId }: AtTask, number: string): Promise<void> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const asItWas = await lockTask(tx, centerId, taskId)
    if (!asItWas) throw new Refusal('not-found')
    await soundTask(tx, { centerId, taskId }, await climbingOf(tx, centerId, { tasks: [asItWas], now }))
    const task = await lockTask(tx, centerId, taskId)
    if (!task) throw new Refusal('not-found')
    signFor(task, number, actor)
    const paperNumber = number === task.number ? null : number
    await insertReceipt(tx, { centerId, taskId }, { paperNumber, by: actor.personId, at: now })
    const object = { kind: 'instruction-task', id: taskId }
    await recordAccess(tx, deps, session, { action: 'review.sign', object, facts: { number } })
  })
}

/** @throws Refusal not-found · whatever the rule says */
export function answerTask(deps: Deps, { session, taskId }: AtTask, { text }: AnswerInput): Promise<void> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const task = await lockTask(tx, centerId, taskId)
    if (!task) throw new Refusal('not-found')
    const state = answerInstruction(task, actor)
    await soundTask(tx, { centerId, taskId }, await climbingOf(tx, centerId, { tasks: [task], now }))
    const entry = { kind: 'answered' as const, text, by: actor.personId, at: now }
    await writeEntry(tx, { centerId, taskId }, entry, { state, dueAt: task.dueAt })
    await tell(tx, { session, taskId, now }, { kind: 'person', personId: task.givenById })
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
    if (kind === 'sent-back') await tell(tx, { session, taskId, now }, task.party)
    const object = { kind: 'instruction-task', id: taskId }
    await recordAccess(tx, deps, session, { action: 'review.judge', object, facts: { verdict: verdict.kind } })
  })
}
