import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { DeadLetter, WebhookRow } from '@bancheng/core/notifications/contract.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'

export type Person = { readonly centerId: string; readonly personId: string }

export type NewsRow = {
  readonly newsId: string
  readonly topic: string
  readonly caseId: string | null
  readonly facts: { caseNo: string; ask: string; dueAt: Instant | null; path?: string }
  readonly at: Instant
  readonly isRead: boolean
}
export async function readNews(db: Db, { centerId, personId }: Person): Promise<NewsRow[]> {
  const { rows } = await sql<NewsRow>`
    select news_id as "newsId", topic, case_id as "caseId", facts, at, read_at is not null as "isRead" from news
    where center_id = ${centerId} and person_id = ${personId} order by at desc, news_id desc limit 100
  `.execute(db)
  return rows
}

/** Counted up to a hundred: nobody reads a larger number. */
export async function countUnread(db: Db, { centerId, personId }: Person): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::integer as unread from (
      select from news where center_id = ${centerId} and person_id = ${personId} and read_at is null limit 100) counted
  `.execute(db)
  return rows[0]?.unread ?? 0
}

export async function markNewsRead(db: Db, { centerId, personId }: Person, ids: string[], now: Instant): Promise<void> {
  await sql`
    update news set read_at = ${now}
    where center_id = ${centerId} and person_id = ${personId} and news_id = any(${ids}) and read_at is null
  `.execute(db)
}

export type ChoiceRow = {
  readonly email: string | null
  readonly mobile: { masked: string } | null
  readonly choices: unknown
  readonly locale: 'zh' | 'en'
}
export async function readChoices(db: Db, { centerId, personId }: Person): Promise<ChoiceRow | null> {
  const { rows } = await sql<ChoiceRow>`
    select email, mobile, choices, locale from notification_choice where center_id = ${centerId} and person_id = ${personId}
  `.execute(db)
  return rows[0] ?? null
}

export async function writeChoices(
  tx: Tx,
  { centerId, personId }: Person,
  { email, mobile, choices, locale }: { email: string | null; mobile: object | null; choices: object; locale: string },
): Promise<void> {
  await sql`
    insert into notification_choice (center_id, person_id, email, mobile, choices, locale)
    values (${centerId}, ${personId}, ${email}, ${mobile && JSON.stringify(mobile)}, ${JSON.stringify(choices)},
      ${locale})
    on conflict (center_id, person_id)
    do update set email = excluded.email, mobile = excluded.mobile, choices = excluded.choices,
      locale = excluded.locale
  `.execute(tx)
}

export async function listWebhooks(db: Db, centerId: string): Promise<WebhookRow[]> {
  const { rows } = await sql<WebhookRow>`
    select webhook_id as "webhookId", name, url, topics, created_at as "createdAt", disabled_at is null as "isActive",
      (select count(*)::integer from posting p where p.center_id = w.center_id and p.recipient = w.webhook_id
        and p.sent_at is null and p.dead_at is null) as waiting,
      (select count(*)::integer from posting p where p.center_id = w.center_id and p.recipient = w.webhook_id
        and p.dead_at is not null) as dead
    from webhook w where center_id = ${centerId} order by created_at
  `.execute(db)
  return rows
}

export async function listDead(db: Db, centerId: string): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadLetter>`
    select posting_id as "postingId", channel, coalesce(w.name, n.name, split_part(recipient, ':', 1)) as recipient, topic,
      case_id as "caseId", attempts, last_error as "lastError", dead_at as "deadAt"
    from posting p left join webhook w on w.center_id = p.center_id and w.webhook_id = p.recipient
    left join person n on n.center_id = p.center_id and n.person_id = p.recipient
    where p.center_id = ${centerId} and dead_at is not null order by dead_at desc, number limit 200
  `.execute(db)
  return rows
}

type NewWebhook = { webhookId: string; name: string; url: string; secretSealed: string; topics: string[]; now: Instant }
export async function insertWebhook(tx: Tx, centerId: string, one: NewWebhook): Promise<void> {
  await sql`
    insert into webhook (center_id, webhook_id, name, url, secret_sealed, topics, created_at)
    values (${centerId}, ${one.webhookId}, ${one.name}, ${one.url}, ${one.secretSealed}, ${one.topics}, ${one.now})
  `.execute(tx)
}

/** What still waits for it will not be sent any more. @returns whether there was such an active one */
export async function disableWebhook(tx: Tx, centerId: string, webhookId: string, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    update webhook set disabled_at = ${now}
    where center_id = ${centerId} and webhook_id = ${webhookId} and disabled_at is null returning webhook_id
  `.execute(tx)
  return rows.length > 0
}

/**
 * Back among the waiting, as if it had never been tried. @returns whether it had been given up
 * @throws Refusal webhook-disabled: nobody is there any more to hear it
 */
export async function reviveDead(tx: Tx, centerId: string, postingId: string, now: Instant): Promise<boolean> {
  const { rows: gone } = await sql`
    select from posting p join webhook w on (w.center_id, w.webhook_id) = (p.center_id, p.recipient)
    where p.center_id = ${centerId} and p.posting_id = ${postingId} and w.disabled_at is not null
  `.execute(tx)
  if (gone.length > 0) throw new Refusal('webhook-disabled')
  const { rows } = await sql`
    update posting set dead_at = null, attempts = 0, not_before = ${now}
    where center_id = ${centerId} and posting_id = ${postingId} and dead_at is not null returning posting_id
  `.execute(tx)
  return rows.length > 0
}
