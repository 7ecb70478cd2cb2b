import type { CatalogueChange } from '@bancheng/core/catalogue/qa/answer.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { Db, Tx } from '../../platform/db.ts'

type Subject = { readonly kind: 'item' | 'qa' | 'organisation' | 'unit' | 'person' | 'synonym'; readonly id: string }
export type NewChange = {
  readonly subject: Subject
  readonly version: number | null
  readonly way: CatalogueChange['way']
  readonly before: object | null
  readonly after: object | null
}

/** So many in one statement: a parameter of some megabytes. */
const BATCH = 2_000

/** Who changed what, from what into what; written with the change itself. */
export async function recordChanges(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { centerId, actor }: Pick<Session, 'centerId' | 'actor'>,
  changes: readonly NewChange[],
): Promise<void> {
  for (let from = 0; from < changes.length; from += BATCH)
    await insertChanges(tx, deps, { centerId, actor }, changes.slice(from, from + BATCH))
}

async function insertChanges(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  { centerId, actor }: Pick<Session, 'centerId' | 'actor'>,
  changes: readonly NewChange[],
): Promise<void> {
  const rows = changes.map(({ subject, ...rest }) => ({
    id: deps.newId(),
    kind: subject.kind,
    subject: subject.id,
    ...rest,
  }))
  await sql`
    insert into catalogue_change (center_id, change_id, subject_kind, subject_id, version, at, person_id, way, before, after)
    select ${centerId}, id, kind, subject, version, ${deps.clock()}::timestamptz, ${actor.personId}, way, before, after
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (id text, kind text, subject text, version integer,
      way text, before jsonb, after jsonb)
  `.execute(tx)
}

type Row = {
  readonly changeId: string
  readonly version: number | null
  readonly at: Instant
  readonly personName: string
  readonly way: CatalogueChange['way']
  readonly before: Record<string, unknown> | null
  readonly after: Record<string, unknown> | null
}

export async function changesOf(db: Db, centerId: string, { kind, id }: Subject): Promise<CatalogueChange[]> {
  const { rows } = await sql<Row>`
    select c.change_id as "changeId", c.version, c.at, p.name as "personName", c.way, c.before, c.after
    from catalogue_change c join person p using (center_id, person_id)
    where c.center_id = ${centerId} and c.subject_kind = ${kind} and c.subject_id = ${id}
    order by c.at desc, c.change_id desc limit 200
  `.execute(db)
  return rows.map(({ before, after, ...row }) => ({ ...row, fields: differing(before ?? {}, after ?? {}) }))
}

const say = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(say).join('\n')
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([name]) => !name.endsWith('Id'))
      .map(([, field]) => say(field))
      .filter(Boolean)
      .join(' · ')
  return String(value)
}

/** Of two lists only what is not in both: of forty materials the one that was corrected. */
function sayBoth(before: unknown, after: unknown): { before: string; after: string } {
  const [was, is] = [before, after].map((value) => (Array.isArray(value) ? value.map(say) : null))
  if (!was && !is) return { before: say(before), after: say(after) }
  const without = (lines: readonly string[], others: readonly string[]) =>
    lines.filter((line) => !others.includes(line)).join('\n')
  const both = { before: without(was ?? [], is ?? []), after: without(is ?? [], was ?? []) }
  // The same entries in another order.
  return both.before === both.after ? { before: say(before), after: say(after) } : both
}

function differing(before: Record<string, unknown>, after: Record<string, unknown>) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names
    .filter((name) => canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null))
    .map((field) => ({ field, ...sayBoth(before[field], after[field]) }))
    .filter((field) => field.before !== field.after)
}
