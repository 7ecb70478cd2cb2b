import type { RatingLinkFacts } from '@bancheng/core/feedback/link.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { CaseKey } from '../cases/log.ts'
import type { Db, Tx } from '../platform/db.ts'

/** A link to rate, as its row stands. */
export type RatingLink = CaseKey &
  RatingLinkFacts & {
    readonly linkId: string
    readonly tokenSealed: string | null
    readonly issuedAt: Instant
    readonly openings: number
    readonly revokedByName: string | null
    readonly revokedWhy: string | null
    readonly centreName: string
  }

const chosen = sql`
  select l.center_id as "centerId", l.case_id as "caseId", l.link_id as "linkId", l.round, l.token_sealed as "tokenSealed",
    l.issued_at as "issuedAt", l.expires_at as "expiresAt", l.openings, l.revoked_at as "revokedAt",
    p.name as "revokedByName", l.revoked_why as "revokedWhy", c.name as "centreName"
  from rating_link l
  join center c on c.center_id = l.center_id
  left join person p on (p.center_id, p.person_id) = (l.center_id, l.revoked_by)
`

export async function ratingLinkByToken(db: Db, tokenHash: string): Promise<RatingLink | null> {
  const { rows } = await sql<RatingLink>`${chosen} where l.token_hash = ${tokenHash}`.execute(db)
  return rows[0] ?? null
}

export type LinkKey = { readonly centerId: string; readonly linkId: string }
export async function ratingLinkById(db: Db, { centerId, linkId }: LinkKey): Promise<RatingLink | null> {
  const { rows } = await sql<RatingLink>`
    ${chosen} where l.center_id = ${centerId} and l.link_id = ${linkId}
  `.execute(db)
  return rows[0] ?? null
}

export async function ratingLinksOfCase(db: Db, { centerId, caseId }: CaseKey): Promise<RatingLink[]> {
  const { rows } = await sql<RatingLink>`
    ${chosen} where l.center_id = ${centerId} and l.case_id = ${caseId} order by l.issued_at desc, l.link_id desc
  `.execute(db)
  return rows
}

type NewRatingLink = CaseKey & {
  readonly linkId: string
  readonly round: number
  readonly tokenHash: string
  readonly tokenSealed: string
  readonly issuedAt: Instant
  readonly expiresAt: Instant
}
/** @returns false when this round was asked about already */
export async function insertRatingLink(tx: Tx, link: NewRatingLink): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into rating_link (center_id, link_id, case_id, round, token_hash, token_sealed, issued_at, expires_at)
    values (${link.centerId}, ${link.linkId}, ${link.caseId}, ${link.round}, ${link.tokenHash}, ${link.tokenSealed},
      ${link.issuedAt}, ${link.expiresAt})
    on conflict (center_id, case_id, round) do nothing
  `.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Its address is with the provider; from here on nobody at the desk can read it. */
export async function forgetToken(tx: Tx, { centerId, linkId }: LinkKey): Promise<void> {
  await sql`
    update rating_link set token_sealed = null where center_id = ${centerId} and link_id = ${linkId}
  `.execute(tx)
}

export async function countRatingOpening(tx: Tx, { centerId, linkId }: LinkKey, at: Instant): Promise<void> {
  await sql`
    update rating_link set openings = openings + 1, last_opened_at = ${at}
    where center_id = ${centerId} and link_id = ${linkId}
  `.execute(tx)
}

/** Nobody revokes it any more until this transaction ends. */
export async function lockRatingLink(tx: Tx, { centerId, linkId }: LinkKey): Promise<RatingLinkFacts> {
  const { rows } = await sql<RatingLinkFacts>`
    select round, expires_at as "expiresAt", revoked_at as "revokedAt" from rating_link
    where center_id = ${centerId} and link_id = ${linkId} for update
  `.execute(tx)
  const [link] = rows
  if (!link) throw new Error('a link is never deleted')
  return link
}

type Revocation = { readonly by: string; readonly at: Instant; readonly why: string }
/** @returns whether it was in force until now */
export async function revokeRatingLink(tx: Tx, key: CaseKey, linkId: string, { by, at, why }: Revocation) {
  const { numAffectedRows } = await sql`
    update rating_link set revoked_at = ${at}, revoked_by = ${by}, revoked_why = ${why}
    where center_id = ${key.centerId} and case_id = ${key.caseId} and link_id = ${linkId} and revoked_at is null
  `.execute(tx)
  return (numAffectedRows ?? 0n) > 0n
}

/** Where there is one centre only, its window's: whoever comes with a wrong address is told where to call. */
export async function onlyWindowPhone(db: Db): Promise<string> {
  const { rows } = await sql<{ phones: readonly OfficePhone[] }>`
    select u.phones from account a join person p using (center_id, person_id) join unit u using (center_id, unit_id)
    where a.role = 'supervisor' and a.disabled_at is null and (select count(*) from center) = 1
    order by p.person_id limit 1
  `.execute(db)
  return rows[0]?.phones[0]?.number ?? ''
}

/** The first number of the unit in which the case is looked after; empty where the directory has none. */
export async function windowPhone(db: Db, centerId: string, personId: string): Promise<string> {
  const { rows } = await sql<{ phones: readonly OfficePhone[] }>`
    select u.phones from person p join unit u using (center_id, unit_id)
    where p.center_id = ${centerId} and p.person_id = ${personId}
  `.execute(db)
  return rows[0]?.phones[0]?.number ?? ''
}
