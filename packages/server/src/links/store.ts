import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type LinkFacts, WRONG_CODES } from '@bancheng/core/links/rules.ts'
import { sql } from 'kysely'
import type { CaseKey } from '../cases/log.ts'
import type { Db, Tx } from '../platform/db.ts'

export type NewLink = CaseKey & {
  readonly linkId: string
  readonly taskId: string
  readonly recipient: string
  readonly organisation: string
  readonly tokenHash: string
  readonly codeDigest: string
  readonly fileIds: readonly string[]
  readonly issuedBy: string
  readonly issuedAt: Instant
  readonly expiresAt: Instant
}

/** A link as its row stands; whether its task is still open is asked of the index of tasks. */
export type LinkEntry = CaseKey &
  LinkFacts & {
    readonly linkId: string
    readonly taskId: string
    readonly recipient: string
    readonly organisation: string
    readonly issuedByName: string
    readonly issuedAt: Instant
    readonly openings: number
    readonly lastOpenedAt: Instant | null
    readonly codeDigest: string
    readonly passHash: string | null
    readonly fileIds: readonly string[]
    readonly centreName: string
  }

const chosen = sql`
  select l.center_id as "centerId", l.case_id as "caseId", l.link_id as "linkId", l.task_id as "taskId", l.recipient,
    l.organisation, p.name as "issuedByName", l.issued_at as "issuedAt", l.expires_at as "expiresAt",
    l.wrong_codes as "wrongCodes", l.openings, l.last_opened_at as "lastOpenedAt", l.used_at as "usedAt",
    l.revoked_at as "revokedAt", l.code_digest as "codeDigest", l.pass_hash as "passHash", c.name as "centreName",
    l.file_ids as "fileIds",
    coalesce(t.state = 'open', false) as "isTaskOpen"
  from task_link l
  join person p on (p.center_id, p.person_id) = (l.center_id, l.issued_by)
  join center c on c.center_id = l.center_id
  left join task t on (t.center_id, t.case_id, t.task_id) = (l.center_id, l.case_id, l.task_id)
`

/** The name under which the centre appears to whoever is outside it. */
export async function centreNameOf(db: Db, centerId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from center where center_id = ${centerId}`.execute(db)
  return rows[0]?.name ?? ''
}

export async function linkByToken(db: Db, tokenHash: string): Promise<LinkEntry | null> {
  const { rows } = await sql<LinkEntry>`${chosen} where l.token_hash = ${tokenHash}`.execute(db)
  return rows[0] ?? null
}

export async function linksOfCase(db: Db, { centerId, caseId }: CaseKey): Promise<LinkEntry[]> {
  const { rows } = await sql<LinkEntry>`
    ${chosen} where l.center_id = ${centerId} and l.case_id = ${caseId} order by l.issued_at desc, l.link_id desc
  `.execute(db)
  return rows
}

export async function insertLink(tx: Tx, link: NewLink): Promise<void> {
  await sql`
    insert into task_link (center_id, link_id, case_id, task_id, recipient, organisation, token_hash, code_digest,
      issued_by, issued_at, expires_at, file_ids)
    values (${link.centerId}, ${link.linkId}, ${link.caseId}, ${link.taskId}, ${link.recipient}, ${link.organisation},
      ${link.tokenHash}, ${link.codeDigest}, ${link.issuedBy}, ${link.issuedAt}, ${link.expiresAt},
      ${[...link.fileIds]}::text[])
  `.execute(tx)
}

type Revocation = { readonly by: string; readonly at: Instant }

export async function revokeLinksOfTask(tx: Tx, key: CaseKey, taskId: string, { by, at }: Revocation): Promise<void> {
  await sql`
    update task_link set revoked_at = ${at}, revoked_by = ${by}
    where center_id = ${key.centerId} and case_id = ${key.caseId} and task_id = ${taskId}
      and used_at is null and revoked_at is null
  `.execute(tx)
}

/** @returns whether there was something to revoke */
export async function revokeLink(tx: Tx, key: CaseKey, linkId: string, { by, at }: Revocation): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update task_link set revoked_at = ${at}, revoked_by = ${by}
    where center_id = ${key.centerId} and case_id = ${key.caseId} and link_id = ${linkId}
      and used_at is null and revoked_at is null
  `.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

type LinkKey = { readonly centerId: string; readonly linkId: string }

/** How often the code was guessed wrongly: from this network, and from everywhere. */
type Guesses = { readonly here: number; readonly inAll: number }

/**
 * Counted as wrong before the code is looked at: a hundred guesses at once get no more tries than a hundred in a row.
 * Beyond what one network has, its guesses no longer count for the others: nobody locks the link from one place.
 * Null once the code is spent: there is nothing left to guess, so no stranger shuts out the phone that has the pass.
 */
export async function countGuess(db: Db, { centerId, linkId }: LinkKey, network: string): Promise<Guesses | null> {
  const { rows } = await sql<Guesses>`
    with open_link as (
      select center_id, link_id from task_link
      where center_id = ${centerId} and link_id = ${linkId} and pass_hash is null
    ), here as (
      insert into task_link_guess as g (center_id, link_id, network, wrong)
      select center_id, link_id, ${network}, 1 from open_link
      on conflict (center_id, link_id, network) do update set wrong = g.wrong + 1
      returning center_id, link_id, wrong
    )
    update task_link l set wrong_codes = wrong_codes + case when here.wrong <= ${WRONG_CODES} then 1 else 0 end
    from here where (l.center_id, l.link_id) = (here.center_id, here.link_id)
    returning here.wrong as here, l.wrong_codes as "inAll"
  `.execute(db)
  return rows[0] ?? null
}

/** The code was right and is spent: from now on this phone's pass opens the link. @returns false when another was faster */
export async function spendCode(tx: Tx, { centerId, linkId }: LinkKey, passHash: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update task_link set pass_hash = ${passHash}, wrong_codes = wrong_codes - 1
    where center_id = ${centerId} and link_id = ${linkId} and pass_hash is null
  `.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

export async function countOpening(tx: Tx, { centerId, linkId }: LinkKey, at: Instant): Promise<void> {
  await sql`
    update task_link set openings = openings + 1, last_opened_at = ${at}
    where center_id = ${centerId} and link_id = ${linkId}
  `.execute(tx)
}

/** The code before it, and the phone that used it, open the link no longer; wrong guesses begin anew. @returns whether it still works */
export async function renewCode(tx: Tx, key: CaseKey, linkId: string, renewed: { codeDigest: string; now: Instant }) {
  await sql`delete from task_link_guess where center_id = ${key.centerId} and link_id = ${linkId}`.execute(tx)
  const { numAffectedRows } = await sql`
    update task_link set code_digest = ${renewed.codeDigest}, pass_hash = null, wrong_codes = 0
    where center_id = ${key.centerId} and case_id = ${key.caseId} and link_id = ${linkId}
      and used_at is null and revoked_at is null and expires_at > ${renewed.now}
  `.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Nobody revokes it any more until this transaction ends. */
export async function useLink(
  tx: Tx,
  { centerId, linkId }: LinkKey,
  at: Instant,
): Promise<Omit<LinkFacts, 'isTaskOpen'>> {
  const { rows } = await sql<Omit<LinkFacts, 'isTaskOpen'>>`
    select expires_at as "expiresAt", wrong_codes as "wrongCodes", used_at as "usedAt", revoked_at as "revokedAt"
    from task_link where center_id = ${centerId} and link_id = ${linkId} for update
  `.execute(tx)
  await sql`
    update task_link set used_at = ${at} where center_id = ${centerId} and link_id = ${linkId} and used_at is null
  `.execute(tx)
  const [link] = rows
  if (!link) throw new Error('a link is never deleted')
  return link
}

export type LinkFile = { readonly fileId: string; readonly name: string; readonly size: number }
export async function filesOfLink(db: Db, { centerId, linkId }: LinkKey): Promise<LinkFile[]> {
  const { rows } = await sql<LinkFile>`
    select file_id as "fileId", name, size from file where center_id = ${centerId} and link_id = ${linkId}
    order by uploaded_at, file_id
  `.execute(db)
  return rows
}
