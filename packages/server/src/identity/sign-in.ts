import type { SignIn } from '@bancheng/core/identity/contract.ts'
import { PASSWORD_HISTORY, passwordProblem } from '@bancheng/core/identity/password.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { recordAccess } from '../audit/access.ts'
import { recordAudit } from '../audit/store.ts'
import type { Deps } from '../deps.ts'
import { randomToken, sha256 } from '../platform/crypto.ts'
import { inTransaction } from '../platform/db.ts'
import { hashPassword, isPassword, nobodysHash } from './hashing.ts'
import type { Session } from './session.ts'
import {
  type AccountRow,
  accountByName,
  accountForChange,
  deleteOtherSessions,
  deleteSession,
  insertSession,
  setPassword,
} from './store.ts'
import { countAttempt, forgiveAttempt } from './throttle.ts'

/**
 * @returns the token of the new session, for the cookie
 * @throws Refusal wrong-credentials (the same, and as slowly, for a name that nobody has) · account-locked
 */
export async function signIn(deps: Deps, attempt: SignIn, address: string): Promise<string> {
  const now = deps.clock()
  const account = await accountByName(deps.db, attempt.name, attempt.center ?? null)
  try {
    await countAttempt(deps.db, { name: attempt.name, address }, now)
    const isRight = await isPassword(account?.passwordHash ?? (await nobodysHash(randomToken())), attempt.password)
    if (!account || !isRight) throw new Refusal('wrong-credentials')
  } catch (error) {
    if (error instanceof Refusal) await recordFailure(deps, attempt.name, account, address, error)
    throw error
  }
  const token = randomToken()
  await inTransaction(deps.db, async (tx) => {
    await forgiveAttempt(tx, { name: attempt.name, address })
    const sessionId = deps.newId()
    await insertSession(
      tx,
      { centerId: account.centerId, sessionId, tokenHash: sha256(token), personId: account.personId },
      now,
    )
    await recordAudit(tx, {
      centerId: account.centerId,
      auditId: deps.newId(),
      at: now,
      person: account,
      action: 'session.sign-in',
      object: { kind: 'session', id: sessionId },
      address,
    })
  })
  return token
}

const recordFailure = (deps: Deps, name: string, account: AccountRow | null, address: string, refusal: Refusal) =>
  inTransaction(deps.db, (tx) =>
    recordAudit(tx, {
      centerId: account?.centerId ?? null,
      auditId: deps.newId(),
      at: deps.clock(),
      person: account ?? { personId: null, name, role: null },
      action: 'session.sign-in',
      isSuccess: false,
      address,
      facts: { code: refusal.code },
    }),
  )

export const signOut = (deps: Deps, session: Session): Promise<void> =>
  inTransaction(deps.db, async (tx) => {
    await deleteSession(tx, session.centerId, session.sessionId)
    await recordAccess(tx, deps, session, {
      action: 'session.sign-out',
      object: { kind: 'session', id: session.sessionId },
    })
  })

/** @throws Refusal wrong-credentials · account-locked · password-too-weak · password-reused */
export async function changePassword(
  deps: Deps,
  session: Session,
  change: { current: string; next: string },
): Promise<void> {
  const now = deps.clock()
  const attempt = { name: session.signInName, address: session.address }
  await countAttempt(deps.db, attempt, now)
  await inTransaction(deps.db, async (tx) => {
    const account = await accountForChange(tx, session.centerId, session.actor.personId)
    if (!(await isPassword(account.passwordHash, change.current))) throw new Refusal('wrong-credentials')
    const problem = passwordProblem(change.next, account.signInName)
    if (problem) throw new Refusal('password-too-weak', { problem })
    const former = [account.passwordHash, ...account.formerHashes].slice(0, PASSWORD_HISTORY)
    for (const one of former) if (await isPassword(one, change.next)) throw new Refusal('password-reused')
    await setPassword(tx, account, { hash: await hashPassword(change.next), former }, now)
    await deleteOtherSessions(tx, session.centerId, session.actor.personId, session.sessionId)
    await forgiveAttempt(tx, attempt)
    await recordAccess(tx, deps, session, { action: 'session.change-password' })
  })
}
