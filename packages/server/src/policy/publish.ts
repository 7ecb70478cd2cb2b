import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { checkPolicy } from '@bancheng/core/policy/check.ts'
import type { Checked } from '@bancheng/core/policy/contract.ts'
import { readWritten } from '@bancheng/core/policy/reading.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { recordAudit } from '../audit/store.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import { loadCenterRules } from './center.ts'
import { centreFacts, insertPolicy, lockRules, policyVersions } from './store.ts'

type Asked = Pick<Deps, 'clock'> & { readonly db: Db }

/** Whether a document can be read at all, and what stands against it in this centre. */
export async function checkDocument(deps: Asked, centerId: string, document: unknown): Promise<Checked> {
  const { policy, faults } = readWritten(document)
  if (!policy)
    return {
      faults: faults.map(({ unknown, ...fault }) => ({
        ...fault,
        unknown: unknown && { ...unknown, known: [...unknown.known] },
      })),
      findings: [],
    }
  const { calendar } = await loadCenterRules(deps.db, centerId)
  const facts = { ...(await centreFacts(deps.db, centerId)), calendar, now: deps.clock() }
  const findings = checkPolicy(policy, facts).map(({ limits, ...found }) => ({ ...found, limits: [...limits] }))
  return { faults: [], findings }
}

/** @throws Refusal policy-wrong */
export function readDocument(document: unknown): Policy {
  const { policy, faults } = readWritten(document)
  if (policy) return policy
  const [first] = faults
  const near = first?.unknown?.near ? ` → ${first.unknown.near}?` : ''
  throw new Refusal('policy-wrong', { where: `${first?.path ?? ''}${near}`, message: first?.message ?? '' })
}

type Publication = { readonly document: unknown; readonly inForceFrom: Instant | null; readonly note: string }

/**
 * A new version, in force from now or from a coming moment. It never reaches back: cases accepted before keep theirs. The
 * version's number follows what the centre has of that name.
 * @throws Refusal policy-wrong
 */
export async function publishPolicy(deps: Deps, session: Session, { document, inForceFrom, note }: Publication) {
  const { centerId, actor, address } = session
  const written = readDocument(document)
  return inTransaction(deps.db, async (tx) => {
    await lockRules(tx, centerId)
    const now = deps.clock()
    const { findings } = await checkDocument({ db: tx, clock: deps.clock }, centerId, written)
    const wrong = findings.find(({ severity }) => severity === 'error')
    if (wrong) throw new Refusal('policy-wrong', { where: wrong.code })
    const version = nextVersion(written.version, await policyVersions(tx, centerId, now))
    const from = inForceFrom && inForceFrom > now ? inForceFrom : now
    await insertPolicy(tx, {
      centerId,
      policy: { ...written, version },
      inForceFrom: from,
      addedAt: now,
      addedBy: actor.personId,
      note,
    })
    await recordAudit(tx, {
      centerId,
      auditId: deps.newId(),
      at: now,
      person: actor,
      action: 'policy.publish',
      object: { kind: 'policy', id: version },
      address,
      facts: { inForceFrom: from, note },
    })
    return { version, inForceFrom: from }
  })
}

/** `jingan-2023@1` is followed by `jingan-2023@2`, whatever number the document came with. */
function nextVersion(wanted: string, kept: readonly { version: string }[]): string {
  const [name] = wanted.split('@')
  const numbers = kept.flatMap(({ version }) => {
    const [other, number] = version.split('@')
    return other === name ? [Number(number)] : []
  })
  return numbers.length === 0 ? wanted : `${name}@${Math.max(...numbers) + 1}`
}
