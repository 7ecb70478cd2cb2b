import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'

/** 登录失败锁定: five wrong passwords lock a name for 15 minutes (GB/T 22239-2019 8.1.4.1). */
const NAME_LIMIT = 5
/** A whole hall comes from one address: it may be wrong more often before everyone behind it waits. */
const ADDRESS_LIMIT = 25
const LOCK_MINUTES = 15

type Attempt = { readonly name: string; readonly address: string }
const keysOf = ({ name, address }: Attempt) => [
  { key: `name:${name.toLowerCase()}`, limit: NAME_LIMIT },
  { key: `address:${address}`, limit: ADDRESS_LIMIT },
]
const minutes = (now: Instant, count: number): Instant => instantOfMs(msOf(now) + count * 60_000)

/**
 * Counts the attempt as failed before the password is looked at: a hundred guesses at once get no more tries than a
 * hundred in a row. `forgiveAttempt` takes it back when the password was right.
 * @throws Refusal account-locked
 */
export async function countAttempt(db: Db, attempt: Attempt, now: Instant): Promise<void> {
  for (const { key, limit } of keysOf(attempt)) {
    const { rows } = await sql<{ lockedUntil: Instant | null }>`
      insert into sign_in_failure as f (throttle_key, failures, last_failed_at) values (${key}, 1, ${now})
      on conflict (throttle_key) do update set
        failures = case when f.locked_until > ${now} then f.failures
          when f.locked_until is not null or f.last_failed_at < ${minutes(now, -LOCK_MINUTES)} then 1 else f.failures + 1 end,
        locked_until = case when f.locked_until > ${now} then f.locked_until
          when f.locked_until is null and f.last_failed_at >= ${minutes(now, -LOCK_MINUTES)} and f.failures + 1 > ${limit}
            then ${minutes(now, LOCK_MINUTES)}::timestamptz end,
        last_failed_at = ${now}
      returning locked_until as "lockedUntil"
    `.execute(db)
    const until = rows[0]?.lockedUntil
    if (until) throw new Refusal('account-locked', { until })
  }
}

/** The password was right: the name starts afresh, the address gets this one attempt back. */
export async function forgiveAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  const [name, address] = keysOf(attempt)
  await sql`delete from sign_in_failure where throttle_key = ${name?.key}`.execute(tx)
  await sql`update sign_in_failure set failures = greatest(failures - 1, 0) where throttle_key = ${address?.key}`.execute(
    tx,
  )
}
