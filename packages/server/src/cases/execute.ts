import type { CommandName, InputOf } from '@bancheng/core/cases/commands.ts'
import { ItemRef } from '@bancheng/core/cases/parties.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { authorise } from '@bancheng/core/identity/permissions.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { actingFor, decide } from '@bancheng/core/may.ts'
import type { Deps } from '../deps.ts'
import { linkUploader, ownFileIds } from '../files/store.ts'
import { DEADLOCK, inTransaction, SERIALIZATION_FAILURE, sqlState, type Tx } from '../platform/db.ts'
import { requireNothingNew } from './changes.ts'
import { loadContext } from './context.ts'
import { claim, type Intent, settle } from './idempotency.ts'
import { fileIdsOf } from './indexes.ts'
import { currentItem } from './item.ts'
import { record } from './record.ts'
import { soundIn } from './sound.ts'
import { lockState } from './store.ts'

/** Who asks: a signed-in person, whoever holds a link, or the system's own clock. */
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
      const acting = actingFor(name, heard, checked, context)
      const events = decide(name, heard, checked, acting)
      const after = await record(tx, key, heard, events, acting)
      await settle(tx, intent, { caseId, version: after.version })
      return { caseId, state: after }
    }),
  )
}

/** Under whose name files and intents are kept. */
const uploaderOf = (actor: Actor): string => {
  if (actor.kind === 'person') return actor.personId
  return actor.kind === 'system' ? 'system' : linkUploader(actor.linkId)
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

async function retried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const state = sqlState(error)
    if (state !== DEADLOCK && state !== SERIALIZATION_FAILURE) throw error
    return work()
  }
}
