import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../platform/db.ts'

export const Posting = z.object({
  centerId: z.string(),
  postingId: z.string(),
  channel: z.enum(['email', 'sms', 'webhook']),
  recipient: z.string(),
  caseId: z.string().nullable(),
  number: z.int(),
  topic: z.string(),
  body: z.record(z.string(), z.unknown()),
  isDigest: z.boolean(),
  attempts: z.int(),
})
export type Posting = z.infer<typeof Posting>

/** How long one who took a posting has to send it; if they die meanwhile, somebody else takes it after this. */
const LEASE = '2 minutes'

/**
 * Postings whose time has come, leased to this process. Of one case a webhook gets the next only when the one before has
 * been sent or given up, so that it hears things in the order in which they happened.
 */
export async function leasePostings(db: Db, now: Instant, limit: number): Promise<Posting[]> {
  const { rows } = await sql`
    with ready as (
      select center_id, posting_id from posting p
      where sent_at is null and dead_at is null and not_before <= ${now}
        and (channel <> 'webhook' or not exists (
          select from posting e where e.center_id = p.center_id and e.recipient = p.recipient and e.case_id = p.case_id
            and e.channel = 'webhook' and e.sent_at is null and e.dead_at is null and e.number < p.number))
      order by not_before, number limit ${limit} for update skip locked
    )
    update posting p set attempts = attempts + 1, not_before = ${now}::timestamptz + ${LEASE}::interval
    from ready r where p.center_id = r.center_id and p.posting_id = r.posting_id
    returning p.center_id as "centerId", p.posting_id as "postingId", channel, recipient, case_id as "caseId", number,
      topic, body, is_digest as "isDigest", attempts
  `.execute(db)
  return z
    .array(Posting)
    .parse(rows)
    .sort((a, b) => a.number - b.number)
}

const ids = (postings: readonly Posting[]) => postings.map(({ postingId }) => postingId)

export async function markSent(db: Db, postings: readonly Posting[], now: Instant): Promise<void> {
  await sql`update posting set sent_at = ${now}, last_error = null where posting_id = any(${ids(postings)})`.execute(db)
}

/** From half a minute, doubling, up to six hours; the twelfth time is after about a day and a half. */
export type Failure = { readonly error: string; readonly givenUpAfter: number }

/** Tried again after a growing pause, or given up. @returns those that are given up now */
export async function markFailed(
  db: Db,
  postings: readonly Posting[],
  { error, givenUpAfter }: Failure,
  now: Instant,
): Promise<readonly Posting[]> {
  const { rows } = await sql<{ id: string }>`
    update posting set last_error = ${error},
      not_before = ${now}::timestamptz + least(interval '6 hours', interval '15 seconds' * power(2, attempts)),
      dead_at = case when attempts >= ${givenUpAfter} then ${now}::timestamptz end
    where posting_id = any(${ids(postings)}) returning case when dead_at is not null then posting_id end as id
  `.execute(db)
  const dead = new Set(rows.map(({ id }) => id))
  return postings.filter(({ postingId }) => dead.has(postingId))
}

/** Not tried, and not counted as tried: its hour is another one. What waits together is told together. */
export async function postpone(db: Db, postings: readonly Posting[], until: Instant): Promise<void> {
  await sql`
    update posting set not_before = ${until}, attempts = attempts - 1, is_digest = recipient <> 'applicant' and recipient not like 'rating:%'
    where posting_id = any(${ids(postings)})
  `.execute(db)
}
