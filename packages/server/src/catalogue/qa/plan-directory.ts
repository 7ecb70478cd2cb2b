import type { DirectoryColumn } from '@bancheng/core/catalogue/qa/import.ts'
import type { ReadEntry } from '@bancheng/core/catalogue/qa/read-directory.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import {
  insertOrganisation,
  insertPerson,
  insertUnit,
  organisationIdsByName,
  updatePerson,
  updateUnit,
} from '../../directory/store.ts'
import type { Session } from '../../identity/session.ts'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { Tx } from '../../platform/db.ts'
import { type NewChange, recordChanges } from './changes.ts'
import type { Plan } from './plan-answers.ts'

export type DirectoryEntries = { readonly entries: readonly ReadEntry[]; readonly mapped: readonly DirectoryColumn[] }

type Unit = { readonly id: string; readonly name: string; readonly duties: string; readonly phones: OfficePhone[] }
type Person = { readonly id: string; readonly name: string; readonly title: string; readonly phones: OfficePhone[] }
type Step = NewChange & { readonly name: string; readonly detail: string; readonly write: (tx: Tx) => Promise<void> }

const numbers = (phones: readonly OfficePhone[]) => phones.map(({ number }) => number).join('\n')

/** What the file would change in the directory: units and people by their names; nobody is removed. */
export async function planDirectory(tx: Tx, deps: Deps, session: Session, read: DirectoryEntries): Promise<Plan> {
  const planner = new Planner(deps, session, read.mapped)
  await planner.load(tx)
  for (const entry of read.entries) planner.plan(entry)
  const { steps } = planner
  const changed = steps.filter(({ before }) => before !== null).length
  return {
    counts: { new: steps.length - changed, changed, unchanged: planner.unchanged },
    examples: steps
      .slice(0, 20)
      .map(({ name, detail, before }) => ({ name, detail, change: before ? 'changed' : 'new' })),
    carryOut: async (write) => {
      for (const organisation of planner.organisations) await organisation(write)
      for (const step of steps) await step.write(write)
      const changes = steps.map(({ subject, version, way, before, after }) => ({
        subject,
        version,
        way,
        before,
        after,
      }))
      await recordChanges(write, deps, session, changes)
    },
  }
}

/** Remembers what the file itself brings, so that its later rows find it. */
class Planner {
  readonly steps: Step[] = []
  readonly organisations: ((tx: Tx) => Promise<void>)[] = []
  unchanged = 0
  #organisationIds = new Map<string, string>()
  #units = new Map<string, Unit>()
  #people = new Map<string, Person>()
  readonly #deps: Deps
  readonly #centerId: string
  readonly #mapped: ReadonlySet<DirectoryColumn>

  constructor(deps: Deps, { centerId }: Session, mapped: readonly DirectoryColumn[]) {
    this.#deps = deps
    this.#centerId = centerId
    this.#mapped = new Set(mapped)
  }

  async load(tx: Tx): Promise<void> {
    this.#organisationIds = new Map(await organisationIdsByName(tx, this.#centerId))
    const units = await sql<Unit & { organisationId: string }>`
      select unit_id as id, organisation_id as "organisationId", name, duties, phones from unit where center_id = ${this.#centerId}
    `.execute(tx)
    const people = await sql<Person & { unitId: string }>`
      select person_id as id, unit_id as "unitId", name, title, phones from person
      where center_id = ${this.#centerId} and retired_at is null
    `.execute(tx)
    this.#units = new Map(units.rows.map(({ organisationId, ...unit }) => [`${organisationId}\n${unit.name}`, unit]))
    this.#people = new Map(people.rows.map(({ unitId, ...person }) => [`${unitId}\n${person.name}`, person]))
  }

  plan(entry: ReadEntry): void {
    const stepsBefore = this.steps.length
    const organisationId = this.#organisationIds.get(entry.organisation) ?? this.#newOrganisation(entry.organisation)
    const unitId = this.#planUnit(organisationId, entry)
    if (entry.person) this.#planPerson(unitId, entry)
    if (this.steps.length === stepsBefore) this.unchanged++
  }

  #newOrganisation(name: string): string {
    const organisationId = this.#deps.newId()
    this.#organisationIds.set(name, organisationId)
    const bureau = { kind: 'bureau', level: 'district', superiorOrganisationId: null, sortOrder: 2000 } as const
    const empty = { code: '', address: '', duties: '' }
    const centerId = this.#centerId
    this.organisations.push((tx) =>
      insertOrganisation(tx, { ...bureau, ...empty, centerId, organisationId, name, shortName: name }),
    )
    return organisationId
  }

  #planUnit(organisationId: string, { organisation, unit: name, duties, unitPhones, person }: ReadEntry): string {
    const key = `${organisationId}\n${name}`
    const before = this.#units.get(key) ?? null
    const id = before?.id ?? this.#deps.newId()
    const saysPhones = this.#mapped.has('unitPhones') && (unitPhones.length > 0 || !person)
    const after: Unit = {
      id,
      name,
      duties: this.#mapped.has('duties') && (duties || !person) ? duties : (before?.duties ?? ''),
      phones: saysPhones && numbers(before?.phones ?? []) !== numbers(unitPhones) ? unitPhones : (before?.phones ?? []),
    }
    const centerId = this.#centerId
    const write = (tx: Tx) =>
      before
        ? updateUnit(tx, { centerId, unitId: id, ...after })
        : insertUnit(tx, { centerId, unitId: id, organisationId, ...after, sortOrder: 2000 })
    this.#units.set(key, after)
    this.#step({ kind: 'unit', before, after, name: `${organisation} ${name}`, detail: numbers(after.phones), write })
    return id
  }

  #planPerson(unitId: string, { unit, person: name, title, phones }: ReadEntry): void {
    const key = `${unitId}\n${name}`
    const before = this.#people.get(key) ?? null
    const id = before?.id ?? this.#deps.newId()
    const isOther = this.#mapped.has('phones') && numbers(before?.phones ?? []) !== numbers(phones)
    const after: Person = {
      id,
      name,
      title: this.#mapped.has('title') ? title : (before?.title ?? ''),
      phones: isOther ? phones : (before?.phones ?? []),
    }
    const centerId = this.#centerId
    const write = (tx: Tx) =>
      before
        ? updatePerson(tx, { centerId, personId: id, ...after })
        : insertPerson(tx, { centerId, personId: id, unitId, ...after, sortOrder: 2000 })
    this.#people.set(key, after)
    this.#step({ kind: 'person', before, after, name, detail: [unit, title, numbers(after.phones)].join(' '), write })
  }

  #step(step: Omit<Step, 'subject' | 'version' | 'way'> & { kind: 'unit' | 'person'; after: Unit | Person }): void {
    const { kind, before, after, ...rest } = step
    if (before && canonicalJson(before) === canonicalJson(after)) return
    this.steps.push({ subject: { kind, id: after.id }, version: null, way: 'imported', before, after, ...rest })
  }
}
