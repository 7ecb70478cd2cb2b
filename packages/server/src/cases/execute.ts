import type { CommandName, InputOf } from '@bancheng/core/cases/commands.ts'
import type { Context } from '@bancheng/core/cases/context.ts'
import type { CaseEvent, RecordedEvent } from '@bancheng/core/cases/events.ts'
import { evolve } from '@bancheng/core/cases/fold.ts'
import { brokenInvariants } from '@bancheng/core/cases/invariants.ts'
import { ItemRef } from '@bancheng/core/cases/parties.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { nextAlarmAt } from '@bancheng/core/escalation/rules.ts'
import { authorise } from '@bancheng/core/identity/permissions.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { decide } from '@bancheng/core/may.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { linkUploader, ownFileIds } from '../files/store.ts'
import { DEADLOCK, inTransaction, SERIALIZATION_FAILURE, sqlState, type Tx } from '../platform/db.ts'
import { CHANNEL, type Change } from '../platform/live.ts'
import { requireNothingNew } from './changes.ts'
import { loadContext } from './context.ts'
import { claim, type Intent, settle } from './idempotency.ts'
import { fileIdsOf, indexRows } from './indexes.ts'
import { currentItem } from './item.ts'
import { appendEvents, type CaseKey } from './log.ts'
import { putOut } from './outbox.ts'
import { soundIn } from './sound.ts'
import { type Indexing, lockState, writeIndexes } from './store.ts'

/** Who asks: a signed-in person, or the system's own clock. */
export type Asker = {
  readonly centerId: string
  readonly actor: Actor
  readonly locale: 'zh' | 'en'
  readonly key: string | null
}

export type Command<C extends CommandName> = {
  readonly caseId: string
  readonly command: C
  readonly input: InputOf<C>
  /** The version that the person saw; null only for the clock and the simulation, which see the newest. */
  readonly expectedVersion: number | null
  /** What else must hold at the moment of the decision, in its transaction; a repeated request is answered without it. */
  readonly beforehand?: (tx: Tx) => Promise<void>
}

export type Executed = { readonly caseId: string; readonly state: CaseState }

/**
 * The one door: the only way to change a case. Load, permission, rule, invariants, log, tables, told to who watches; all
 * in one transaction. A deadlock is tried once more.
 * @throws Refusal case-not-visible · forbidden · version-conflict (with what changed) · whatever the rule says
 */
export async function execute<C extends CommandName>(deps: Deps, asker: Asker, command: Command<C>): Promise<Executed> {
  const key = { centerId: asker.centerId, caseId: command.caseId }
  const { caseId, command: name, input } = command
  return retried(() =>
    inTransaction(deps.db, async (tx) => {
      const intent = intentOf(asker, { caseId, name, input })
      const earlier = await claim(tx, intent, deps.clock())
      const state = await lockState(tx, key)
      if (!state) throw new Refusal('case-not-visible')
      authorise('viewCase', asker.actor, state)
      if (earlier) return { caseId: earlier, state }
      await command.beforehand?.(tx)
      const context = await loadContext(deps, tx, { ...asker, state })
      if (command.expectedVersion !== null && command.expectedVersion !== state.version)
        await requireNothingNew(tx, key, command.expectedVersion, asker.locale)
      const checked = await withRealThings(tx, asker, state, input)
      // What fell due before this happened is said before it: nobody acts past an alarm.
      const heard = await soundIn(tx, key, state, context)
      const events = decide(name, heard, checked, context)
      const after = await record(tx, key, heard, events, context)
      await settle(tx, intent, { caseId, version: after.version })
      return { caseId, state: after }
    }),
  )
}

/** Under whose name files and intents are kept. */
const uploaderOf = (actor: Actor): string => {
  if (actor.kind === 'person') return actor.personId
  return actor.kind === 'link' ? linkUploader(actor.linkId) : 'system'
}

export const intentOf = (asker: Asker, request: unknown): Intent => ({
  centerId: asker.centerId,
  personId: uploaderOf(asker.actor),
  key: asker.key,
  request,
})

/** Files that this person did not upload and items that are not in the catalogue do not reach the log. */
export async function withRealThings<T extends object>(
  tx: Tx,
  { centerId, actor }: Asker,
  state: CaseState | null,
  input: T,
): Promise<T> {
  const held = fileIdsOf(state)
  const named = [...fileIdsOf(input)].filter((fileId) => !held.has(fileId))
  if (named.length > 0) {
    const own = await ownFileIds(tx, centerId, uploaderOf(actor), named)
    const unknown = named.find((fileId) => !own.has(fileId))
    if (unknown) throw new Refusal('file-unknown', { fileId: unknown })
  }
  return 'item' in input && input.item
    ? { ...input, item: await currentItem(tx, centerId, ItemRef.parse(input.item)) }
    : input
}

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

async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const state = sqlState(error)
    if (state !== DEADLOCK && state !== SERIALIZATION_FAILURE) throw error
    return work()
  }
}
