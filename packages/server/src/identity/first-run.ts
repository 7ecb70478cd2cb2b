import { Role } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { recordAudit } from '../audit/store.ts'
import type { Deps } from '../deps.ts'
import { insertOrganisation, insertPerson, insertUnit } from '../directory/store.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { insertCenter } from '../policy/center.ts'
import { hasCenter, insertAccount, oneTimePassword } from './accounts.ts'
import { hashPassword } from './hashing.ts'

export const FirstRun = z.object({
  center: z.string().trim().min(2).max(100),
  letters: z.string().regex(/^[A-Z]{2,4}$/),
  /** The person who will make the other accounts. */
  name: z.string().trim().min(1).max(100),
  signInName: z
    .string()
    .regex(/^[a-z0-9._-]{2,50}$/)
    .default('sysadmin'),
})
export type FirstRun = z.input<typeof FirstRun>

/** What is shown once, on the machine itself, and never again. */
export type FirstPassword = { readonly signInName: string; readonly password: string }

/** Locked against a second first run at the same moment; any constant. */
const LOCK = 7_203_115

/**
 * The centre and its first account, which belongs to the system administrator.
 * @throws Refusal setup-done
 */
export async function firstRun(deps: Deps, options: FirstRun): Promise<FirstPassword> {
  const { center, letters, name, signInName } = FirstRun.parse(options)
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  await inTransaction(deps.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    if (await hasCenter(tx)) throw new Refusal('setup-done')
    const centerId = deps.newId()
    await insertCenter(tx, { centerId, letters, name: center }, deps.clock())
    const unitId = await insertOwnUnit(tx, deps, centerId, center)
    await insertPersonWithAccount(tx, deps, {
      centerId,
      unitId,
      name,
      signInName,
      role: 'sysadmin',
      passwordHash,
      action: 'first-run',
    })
  })
  return { signInName, password }
}

async function insertOwnUnit(tx: Tx, deps: Deps, centerId: string, name: string): Promise<string> {
  const organisationId = deps.newId()
  const unitId = deps.newId()
  const common = { centerId, organisationId, duties: '', sortOrder: 0 }
  await insertOrganisation(tx, {
    ...common,
    name,
    shortName: name,
    code: '',
    kind: 'centre',
    level: 'district',
    superiorOrganisationId: null,
    address: '',
  })
  await insertUnit(tx, { ...common, unitId, name: '办不成事反映窗口', phones: [] })
  return unitId
}

export const AddAccount = z.object({
  name: z.string().trim().min(1).max(100),
  signInName: z.string().regex(/^[a-z0-9._-]{2,50}$/),
  role: Role,
  /** “organisation/unit” or the unit's id; without it the window's own unit. */
  unit: z.string().trim().max(200).optional(),
  letters: z.string().optional(),
})
export type AddAccount = z.input<typeof AddAccount>

/** @throws Refusal not-found (no such centre) · unit-unknown · invalid-input (the name is taken) */
export async function addAccount(deps: Deps, options: AddAccount): Promise<FirstPassword> {
  const { name, signInName, role, unit, letters } = AddAccount.parse(options)
  const password = oneTimePassword()
  const passwordHash = await hashPassword(password)
  await inTransaction(deps.db, async (tx) => {
    const { rows: centers } = await sql<{ centerId: string }>`
      select center_id as "centerId" from center where ${letters ?? null}::text is null or letters = ${letters ?? null} limit 2
    `.execute(tx)
    const [center] = centers
    if (!center || centers.length > 1) throw new Refusal('not-found')
    const { rows: taken } =
      await sql`select from account where center_id = ${center.centerId} and sign_in_name = ${signInName}`.execute(tx)
    if (taken.length > 0) throw new Refusal('invalid-input', { field: 'signInName', taken: signInName })
    const unitId = await findUnit(tx, center.centerId, unit ?? null)
    await insertPersonWithAccount(tx, deps, {
      centerId: center.centerId,
      unitId,
      name,
      signInName,
      role,
      passwordHash,
      action: 'account.add',
    })
  })
  return { signInName, password }
}

async function findUnit(tx: Tx, centerId: string, unit: string | null): Promise<string> {
  const { rows } = await sql<{ unitId: string }>`
    select u.unit_id as "unitId" from unit u join organisation o using (center_id, organisation_id)
    where u.center_id = ${centerId} and case when ${unit}::text is null then o.kind = 'centre'
      else ${unit} in (u.unit_id, o.name || '/' || u.name, o.short_name || '/' || u.name) end
    order by u.sort_order, u.unit_id limit 1
  `.execute(tx)
  const [found] = rows
  if (!found) throw new Refusal('unit-unknown', { unit })
  return found.unitId
}

type PersonWithAccount = {
  centerId: string
  unitId: string
  name: string
  signInName: string
  role: Role
  passwordHash: string
  action: string
}

async function insertPersonWithAccount(
  tx: Tx,
  deps: Deps,
  { action, unitId, name, ...account }: PersonWithAccount,
): Promise<void> {
  const personId = deps.newId()
  const now = deps.clock()
  const { centerId, signInName, role } = account
  await insertPerson(tx, { centerId, personId, unitId, name, title: '', phones: [], sortOrder: 100 })
  await insertAccount(tx, { ...account, personId, mustChangePassword: true }, now)
  await recordAudit(tx, {
    centerId,
    auditId: deps.newId(),
    at: now,
    person: { personId: null, name: 'command line', role: null },
    action,
    object: { kind: 'account', id: personId },
    address: null,
    facts: { signInName, role },
  })
}
