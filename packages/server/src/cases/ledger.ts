import { COUNT_CAP, type LedgerFilter } from '@bancheng/core/cases/contract.ts'
import { LedgerRow } from '@bancheng/core/cases/view.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import { checkCaseNo } from '@bancheng/core/kernel/case-no.ts'
import { addDays, type Instant, instantAt } from '@bancheng/core/kernel/time.ts'
import { sayWho } from '@bancheng/core/texts/sentences.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadNames } from '../directory/names.ts'
import { loadCalendar } from '../policy/center.ts'
import type { Asker } from './execute.ts'
import { visible } from './scope.ts'

type Asking = Asker & { readonly actor: PersonActor }
export type Page = { readonly size: number; readonly cursor?: string | undefined }

const sortColumns = { registered: 'registered_at', due: 'due_at', changed: 'changed_at', number: 'case_no' } as const

const likePattern = (text: string) => `%${text.toLowerCase().replace(/[%_\\]/g, '\\$&')}%`

/** What a typed text may mean: a whole case number, a whole phone number, or words. */
function textCondition(deps: Pick<Deps, 'crypto'>, text: string): RawBuilder<unknown> {
  const caseNo = checkCaseNo(text)
  if (caseNo.ok) return sql`r.case_no = ${caseNo.caseNo}`
  const digits = text.replace(/[\s-]/g, '')
  if (/^\+?\d{7,15}$/.test(digits)) return sql`r.phone_digest = ${deps.crypto.digest(digits)}`
  return sql`r.search_text like ${likePattern(text)}`
}

/** One condition for list, count and export: they cannot disagree. */
function conditionOf(
  deps: Pick<Deps, 'crypto'>,
  asker: Asking,
  filter: LedgerFilter,
  now: Instant,
): RawBuilder<unknown> {
  const conditions = [sql`r.center_id = ${asker.centerId}`, visible(asker.actor)]
  if (filter.status?.length) conditions.push(sql`r.status = any(${filter.status})`)
  if (filter.pain?.length) conditions.push(sql`r.pain = any(${filter.pain})`)
  if (filter.grade?.length) conditions.push(sql`r.grade = any(${filter.grade})`)
  if (filter.ownerId) conditions.push(sql`r.owner_id = ${filter.ownerId}`)
  if (filter.unitId) conditions.push(sql`r.unit_ids @> array[${filter.unitId}]`)
  if (filter.from) conditions.push(sql`r.registered_at >= ${instantAt(filter.from, '00:00')}`)
  if (filter.to) conditions.push(sql`r.registered_at < ${instantAt(addDays(filter.to, 1), '00:00')}`)
  if (filter.isLate) conditions.push(sql`r.closed_at is null and r.due_at < ${now}`)
  if (filter.text) conditions.push(textCondition(deps, filter.text))
  return sql.join(conditions, sql` and `)
}

/** The page begins after the row that the cursor names, whatever was added before it meanwhile. */
function afterCursor(filter: LedgerFilter, cursor: string | undefined): RawBuilder<unknown> {
  if (!cursor) return sql`true`
  const split = cursor.lastIndexOf('~')
  const [value, caseId] = [cursor.slice(0, split), cursor.slice(split + 1)]
  const comparison = sql.raw(filter.direction === 'asc' ? '>' : '<')
  return sql`(${sortValue(filter)}, r.case_id) ${comparison} (${value}, ${caseId})`
}

/** As text, so that a moment that is missing has its place too: behind all others. */
function sortValue(filter: LedgerFilter): RawBuilder<unknown> {
  const column = sql.ref(`r.${sortColumns[filter.sort]}`)
  if (filter.sort === 'number') return column
  const absent = filter.direction === 'asc' ? '9999' : '0000'
  return sql`coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), ${absent})`
}

type Found = Record<string, unknown> &
  Pick<LedgerRow, 'caseId' | 'dueAt' | 'closedAt'> & { parties: Party[] | null; ownerId: string; sortValue: string }

async function rowsOf(
  deps: Deps,
  asker: Asking,
  filter: LedgerFilter,
  page: Page,
): Promise<{ row: LedgerRow; cursor: string }[]> {
  const now = deps.clock()
  const direction = sql.raw(filter.direction)
  const { rows } = await sql<Found>`
    select r.case_id as "caseId", r.case_no as "caseNo", r.status, r.pain, r.grade, r.state->>'gradeName' as "gradeName", r.channel, r.applicant_name as "applicantName",
      r.phone_masked as "phoneMasked", r.want, r.item_name as "itemName", r.owner_id as "ownerId", r.registered_at as "registeredAt",
      r.due_at as "dueAt", coalesce(r.closed_at is null and r.due_at < ${now}, false) as "isLate", r.level, r.trips,
      r.result_kind as result, r.closed_at as "closedAt", ${sortValue(filter)} as "sortValue",
      (select jsonb_agg(t.party order by t.due_at) from task t
        where t.center_id = r.center_id and t.case_id = r.case_id and t.state = 'open'
          and t.kind not in ('handle', 'strike-off', 'settle-papers')) as parties
    from case_record r
    where ${conditionOf(deps, asker, filter, now)} and ${afterCursor(filter, page.cursor)}
    order by ${sortValue(filter)} ${direction}, r.case_id ${direction}
    limit ${page.size}
  `.execute(deps.db)
  const names = await loadNames(deps.db, asker.centerId)
  const calendar = await loadCalendar(deps.db, asker.centerId)
  return rows.map(({ parties, sortValue: value, ...row }) => {
    const waiting: Party[] = parties ?? (row.closedAt ? [] : [{ kind: 'owner' }])
    const waitsFor = [...new Set(waiting.map((party) => sayWho(party, row.ownerId, names, asker.locale)))].join('、')
    return {
      row: LedgerRow.parse({
        ...row,
        isProvisional: row.closedAt === null && isProvisional(calendar, row.dueAt),
        ownerName: names.person(row.ownerId),
        waitsFor,
      }),
      cursor: `${value}~${row.caseId}`,
    }
  })
}

async function countOf(deps: Deps, asker: Asking, filter: LedgerFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from (select from case_record r where ${conditionOf(deps, asker, filter, deps.clock())} limit ${COUNT_CAP + 1}) found
  `.execute(deps.db)
  return rows[0]?.count ?? 0
}

/** One page of the ledger. */
export async function ledgerPage(deps: Deps, asker: Asking, filter: LedgerFilter, page: Page) {
  const found = await rowsOf(deps, asker, filter, { ...page, size: page.size + 1 })
  const shown = found.slice(0, page.size)
  const count = await countOf(deps, asker, filter)
  return {
    rows: shown.map(({ row }) => row),
    nextCursor: found.length > page.size ? (shown.at(-1)?.cursor ?? null) : null,
    count: Math.min(count, COUNT_CAP),
    isCountCapped: count > COUNT_CAP,
  }
}

/** Every row that the filter finds, page by page, for the export. */
export async function* ledgerRows(deps: Deps, asker: Asking, filter: LedgerFilter): AsyncGenerator<LedgerRow> {
  const size = 1_000
  let cursor: string | undefined
  for (;;) {
    const found = await rowsOf(deps, asker, filter, { size, cursor })
    for (const { row } of found) yield row
    if (found.length < size) return
    cursor = found.at(-1)?.cursor
  }
}
