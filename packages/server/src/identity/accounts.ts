import { randomInt } from 'node:crypto'
import type { Role } from '@bancheng/core/kernel/actor.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'

export type NewAccount = {
  readonly centerId: string
  readonly personId: string
  readonly signInName: string
  readonly role: Role
  readonly passwordHash: string
  readonly mustChangePassword: boolean
}

export async function insertAccount(tx: Tx, account: NewAccount, now: string): Promise<void> {
  await sql`
    insert into account (center_id, person_id, sign_in_name, role, password_hash, password_changed_at, must_change_password, created_at)
    values (${account.centerId}, ${account.personId}, lower(${account.signInName}), ${account.role}, ${account.passwordHash}, ${now},
      ${account.mustChangePassword}, ${now})
  `.execute(tx)
}

/** No 0 and O, 1 and l: it is read aloud once and typed once. */
const kinds = ['ABCDEFGHJKMNPQRSTUVWXYZ', 'abcdefghjkmnpqrstuvwxyz', '23456789'] as const

export function oneTimePassword(): string {
  const letters = Array.from({ length: 15 }, (_, index) => {
    const kind = kinds[index % kinds.length] ?? kinds[0]
    return kind[randomInt(kind.length)]
  })
  return [letters.slice(0, 5), letters.slice(5, 10), letters.slice(10)].map((part) => part.join('')).join('-')
}

export async function hasCenter(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (select from center) as found`.execute(db)
  return rows[0]?.found ?? false
}
