import type { Context } from '@bancheng/core/cases/context.ts'
import type { CaseEvent, RecordedEvent } from '@bancheng/core/cases/events.ts'
import { evolve } from '@bancheng/core/cases/fold.ts'
import { brokenInvariants } from '@bancheng/core/cases/invariants.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { nextAlarmAt } from '@bancheng/core/escalation/rules.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import { CHANNEL, type Change } from '../platform/live.ts'
import { indexRows } from './indexes.ts'
import { appendEvents, type CaseKey } from './log.ts'
import { putOut } from './outbox.ts'
import { type Indexing, writeIndexes } from './store.ts'

/** Writes what was decided: the log, the tables beside it, what is to be told, and a word to everyone who watches. */
export async function record(
  tx: Tx,
  key: CaseKey,
  before: CaseState | null,
  events: readonly CaseEvent[],
  context: Context,
): Promise<CaseState> {
  const [after] = await recordAll(tx, [{ key, before, events, context }])
  if (!after) throw new Error(`nothing was decided for case ${key.caseId}`)
  return after
}

export type Decided = {
  readonly key: CaseKey
  readonly before: CaseState | null
  readonly events: readonly CaseEvent[]
  readonly context: Context
}

/** The same for several cases that this transaction has locked, each once. @returns their states after it, in order */
export async function recordAll(tx: Tx, decided: readonly Decided[]): Promise<CaseState[]> {
  const recorded = await appendEvents(tx, decided.map(writingOf))
  const outcomes = decided.map((one, index) => outcomeOf(one, recorded[index] ?? []))
  const changes = outcomes.filter(({ events }) => events.length > 0)
  if (changes.length > 0) {
    await writeIndexes(tx, changes)
    await putOut(tx, changes)
    await tell(tx, changes)
  }
  return outcomes.map(({ state }) => state)
}

const writingOf = ({ key, before, events, context }: Decided) => ({
  key,
  events,
  version: before?.version ?? 0,
  at: context.now,
  actor: context.actor,
  policyVersion: context.policy.version,
})

export type Outcome = Indexing & {
  readonly state: CaseState
  readonly events: readonly RecordedEvent[]
  readonly context: Context
}

function outcomeOf({ key, before, context }: Decided, events: readonly RecordedEvent[]): Outcome {
  const state = events.reduce<CaseState | null>((so, event) => evolve(so, event, event), before)
  if (!state) throw new Error(`nothing was decided for case ${key.caseId}`)
  const broken = brokenInvariants(state)
  if (broken.length > 0) throw new Error(`case ${key.caseId}: ${broken.join('; ')}`)
  return {
    key,
    state,
    events,
    context,
    before: before && indexRows(before),
    after: indexRows(state),
    nextAlarm: nextAlarmAt(state, context),
  }
}

async function tell(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const changes = outcomes.map(({ key, before, after }): Change => {
    const unitIds = [...new Set([...(before?.record.unit_ids ?? []), ...after.record.unit_ids])]
    return { ...key, version: after.record.version, unitIds }
  })
  await sql`
    select pg_notify(${CHANNEL}, told) from unnest(${changes.map((change) => JSON.stringify(change))}::text[]) as told
  `.execute(tx)
}
