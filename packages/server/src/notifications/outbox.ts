import { Instant } from '@bancheng/core/kernel/time.ts'
import { ApplicantTelling } from '@bancheng/core/notifications/applicant.ts'
import { Telling } from '@bancheng/core/notifications/telling.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { loadPresences } from '../directory/presence.ts'
import type { Tx } from '../platform/db.ts'

/** What cases/outbox.ts wrote beside a decision. */
export const Put = z.object({
  number: z.int(),
  centerId: z.string(),
  /** Null: it is about a notice that belongs to no case. */
  caseId: z.string().nullable(),
  at: Instant,
  tellings: z.object({
    caseNo: z.string(),
    status: z.string(),
    version: z.int(),
    actorId: z.string().nullable(),
    events: z.array(z.object({ seq: z.int(), type: z.string(), at: Instant })),
    people: z.array(Telling),
    applicant: z.array(ApplicantTelling).default([]),
    /** Where it stands in the desk; otherwise the page of the case. */
    path: z.string().optional(),
  }),
})
export type Put = z.infer<typeof Put>

/** One process relays at a time: what is told of a case keeps its order. */
const RELAY_LOCK = 7_203_116

/** Takes the oldest ones out; they are gone when what came of them is written. Null: another process is at it. */
export async function takeOut(tx: Tx, limit: number): Promise<Put[] | null> {
  const lock = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${RELAY_LOCK}) as mine`.execute(tx)
  if (!lock.rows[0]?.mine) return null
  const { rows } = await sql`
    with taken as (
      delete from outbox where number in (select number from outbox order by number limit ${limit})
      returning number, center_id as "centerId", case_id as "caseId", at, tellings
    ) select * from taken order by number
  `.execute(tx)
  return z.array(Put).parse(rows)
}

export type Recipient = {
  readonly personId: string
  readonly name: string
  readonly unitId: string
  readonly role: string
  readonly locale: 'zh' | 'en'
  /** Nobody on leave is called; whoever is there for them is. */
  readonly isAway: boolean
  readonly standInId: string | null
  readonly email: string | null
  readonly mobile: { readonly sealed: string } | null
  readonly choices: unknown
}

/** Everybody with an account, where they want to be told, and who stands in for them now. */
export async function loadRecipients(tx: Tx, centerId: string, now: Instant): Promise<readonly Recipient[]> {
  const { isAway, standInOf } = await loadPresences(tx, centerId, now)
  const { rows } = await sql<Omit<Recipient, 'isAway' | 'standInId'>>`
    select p.person_id as "personId", p.name, coalesce(n.locale, 'zh') as locale, p.unit_id as "unitId", a.role, n.email,
      n.mobile, n.choices
    from person p join account a using (center_id, person_id)
    left join notification_choice n using (center_id, person_id)
    where p.center_id = ${centerId} and a.disabled_at is null
  `.execute(tx)
  return rows.map((row) => ({ ...row, isAway: isAway(row.personId), standInId: standInOf(row.personId) }))
}

export type ActiveWebhook = { readonly webhookId: string; readonly topics: readonly string[] }
export async function loadWebhooks(tx: Tx, centerId: string): Promise<readonly ActiveWebhook[]> {
  const { rows } = await sql<ActiveWebhook>`
    select webhook_id as "webhookId", topics from webhook where center_id = ${centerId} and disabled_at is null
  `.execute(tx)
  return rows
}

/** Something to tell a person of the desk that no decision said: written like one, so that it goes the same way. */
export async function putForPerson(
  tx: Tx,
  {
    centerId,
    caseId,
    caseNo,
    telling,
    at,
  }: Pick<Put, 'centerId' | 'caseId' | 'at'> & { caseNo: string; telling: Telling },
): Promise<void> {
  const tellings = { caseNo, status: '', version: 0, actorId: null, events: [], people: [telling] }
  await sql`
    insert into outbox (center_id, case_id, tellings, at)
    values (${centerId}, ${caseId}, ${JSON.stringify(tellings)}, ${at})
  `.execute(tx)
}

export type NewNews = {
  readonly centerId: string
  readonly newsId: string
  readonly personId: string
  readonly topic: string
  readonly caseId: string | null
  readonly facts: object
  readonly at: Instant
}
export async function insertNews(tx: Tx, news: readonly NewNews[]): Promise<void> {
  if (news.length === 0) return
  await sql`
    insert into news (center_id, news_id, person_id, topic, case_id, facts, at)
    select "centerId", "newsId", "personId", topic, "caseId", facts, at
    from jsonb_to_recordset(${JSON.stringify(news)}::jsonb) as n ("centerId" text, "newsId" text, "personId" text,
      topic text, "caseId" text, facts jsonb, at timestamptz)
  `.execute(tx)
}

export type NewPosting = {
  readonly centerId: string
  readonly postingId: string
  readonly channel: 'email' | 'sms' | 'webhook'
  readonly recipient: string
  readonly caseId: string | null
  readonly number: number
  readonly topic: string
  readonly body: object
  readonly isDigest: boolean
  readonly notBefore: Instant
  readonly at: Instant
}
export async function insertPostings(tx: Tx, postings: readonly NewPosting[]): Promise<void> {
  if (postings.length === 0) return
  await sql`
    insert into posting (center_id, posting_id, channel, recipient, case_id, number, topic, body, is_digest, not_before, at)
    select "centerId", "postingId", channel, recipient, "caseId", number, topic, body, "isDigest", "notBefore", at
    from jsonb_to_recordset(${JSON.stringify(postings)}::jsonb) as p ("centerId" text, "postingId" text, channel text,
      recipient text, "caseId" text, number bigint, topic text, body jsonb, "isDigest" boolean, "notBefore" timestamptz,
      at timestamptz)
  `.execute(tx)
}
