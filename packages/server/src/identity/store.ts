import { Role } from '@bancheng/core/kernel/actor.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'

/** 会话空闲 and absolute end (GB/T 22239-2019 8.1.4.1: at most 30 minutes idle). */
export const IDLE_MINUTES = 30
export const SESSION_HOURS = 12
const minuteMs = 60_000

const AccountRow = z.object({
  centerId: z.string(),
  personId: z.string(),
  name: z.string(),
  signInName: z.string(),
  role: Role,
  passwordHash: z.string(),
  mustChangePassword: z.boolean(),
  formerHashes: z.array(z.string()),
})
export type AccountRow = z.infer<typeof AccountRow>

const accountColumns = sql`a.center_id as "centerId", a.person_id as "personId", p.name, a.sign_in_name as "signInName", a.role,
  a.password_hash as "passwordHash", a.must_change_password as "mustChangePassword", a.former_hashes as "formerHashes"`

/** The account of a name; without letters, only where exactly one centre has that name. */
export async function accountByName(db: Db, name: string, letters: string | null): Promise<AccountRow | null> {
  const { rows } = await sql`
    select ${accountColumns} from account a
    join person p using (center_id, person_id) join center c using (center_id)
    where a.sign_in_name = lower(${name}) and a.disabled_at is null and (${letters}::text is null or c.letters = upper(${letters}))
    limit 2
  `.execute(db)
  return rows.length === 1 ? AccountRow.parse(rows[0]) : null
}

/** Locked: two changes of one password must not both see the same former ones. */
export async function accountForChange(tx: Tx, centerId: string, personId: string): Promise<AccountRow> {
  const { rows } = await sql`
    select ${accountColumns} from account a join person p using (center_id, person_id)
    where a.center_id = ${centerId} and a.person_id = ${personId} for update of a
  `.execute(tx)
  return AccountRow.parse(rows[0])
}

export async function insertSession(
  tx: Tx,
  session: { centerId: string; sessionId: string; tokenHash: string; personId: string },
  now: Instant,
): Promise<void> {
  const endsAt = instantOfMs(msOf(now) + SESSION_HOURS * 60 * minuteMs)
  await sql`
    insert into session (center_id, session_id, token_hash, person_id, created_at, last_seen_at, ends_at)
    values (${session.centerId}, ${session.sessionId}, ${session.tokenHash}, ${session.personId}, ${now}, ${now}, ${endsAt})
  `.execute(tx)
  await sql`delete from session where center_id = ${session.centerId} and (ends_at < ${now} or last_seen_at < ${idleSince(now)})`.execute(
    tx,
  )
}

const idleSince = (now: Instant): Instant => instantOfMs(msOf(now) - IDLE_MINUTES * minuteMs)

const SessionRow = z.object({
  sessionId: z.string(),
  centerId: z.string(),
  centerName: z.string(),
  centerLetters: z.string(),
  personId: z.string(),
  name: z.string(),
  signInName: z.string(),
  role: Role,
  unitId: z.string(),
  unitName: z.string(),
  organisationName: z.string(),
  mustChangePassword: z.boolean(),
  lastSeenAt: z.string(),
  // The driver writes every timestamptz by toISOString (platform/db.ts), which is an Instant.
  endsAt: z.string().transform((text) => text as Instant),
})

/** The living session of a token: neither idle too long, nor over, nor of an account that was disabled. */
export async function sessionByToken(db: Db, tokenHash: string, now: Instant) {
  const { rows } = await sql`
    select s.session_id as "sessionId", s.center_id as "centerId", c.name as "centerName", c.letters as "centerLetters",
      s.person_id as "personId", p.name, a.sign_in_name as "signInName", a.role, p.unit_id as "unitId", u.name as "unitName",
      o.name as "organisationName", a.must_change_password as "mustChangePassword", s.last_seen_at as "lastSeenAt", s.ends_at as "endsAt"
    from session s
    join account a using (center_id, person_id) join person p using (center_id, person_id)
    join unit u using (center_id, unit_id) join organisation o using (center_id, organisation_id) join center c using (center_id)
    where s.token_hash = ${tokenHash} and s.ends_at > ${now} and s.last_seen_at > ${idleSince(now)} and a.disabled_at is null
  `.execute(db)
  return rows[0] ? SessionRow.parse(rows[0]) : null
}

/** At most once a minute: a busy page must not write a row with every request. */
export async function touchSession(
  db: Db,
  session: { sessionId: string; centerId: string; lastSeenAt: string },
  now: Instant,
): Promise<void> {
  if (msOf(now) - Date.parse(session.lastSeenAt) < minuteMs) return
  await sql`update session set last_seen_at = ${now} where center_id = ${session.centerId} and session_id = ${session.sessionId}`.execute(
    db,
  )
}

export async function deleteSession(tx: Tx, centerId: string, sessionId: string): Promise<void> {
  await sql`delete from session where center_id = ${centerId} and session_id = ${sessionId}`.execute(tx)
}

export async function deleteOtherSessions(
  tx: Tx,
  centerId: string,
  personId: string,
  keepSessionId: string,
): Promise<void> {
  await sql`delete from session where center_id = ${centerId} and person_id = ${personId} and session_id <> ${keepSessionId}`.execute(
    tx,
  )
}

export async function setPassword(
  tx: Tx,
  account: AccountRow,
  password: { hash: string; former: readonly string[] },
  now: Instant,
): Promise<void> {
  await sql`
    update account set password_hash = ${password.hash}, former_hashes = ${JSON.stringify(password.former)},
      password_changed_at = ${now}, must_change_password = false
    where center_id = ${account.centerId} and person_id = ${account.personId}
  `.execute(tx)
}
