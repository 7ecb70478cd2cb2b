import { AnswerDraft, AnswerSummary } from '@bancheng/core/catalogue/qa/answer.ts'
import type { Instant, LocalDate } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { escapeLike } from '../search-words.ts'

const KeptAnswer = z.object({
  qaId: z.string(),
  version: z.int(),
  isCurrent: z.boolean(),
  isRetired: z.boolean(),
  since: z.string(),
  unitName: z.string().nullable(),
  itemName: z.string().nullable(),
  draft: AnswerDraft,
})
export type KeptAnswer = z.infer<typeof KeptAnswer> & { readonly since: Instant }

const draftColumns = sql`jsonb_build_object('question', q.question, 'answer', q.answer, 'paraphrases', q.paraphrases,
  'keywords', q.keywords, 'category', q.category, 'departmentName', q.department_name, 'unitId', q.unit_id,
  'itemId', q.item_id, 'area', q.area, 'link', q.link, 'validFrom', q.valid_from, 'validTo', q.valid_to)`
const answerColumns = sql`q.qa_id as "qaId", q.version, q.is_current as "isCurrent", q.is_retired as "isRetired", q.since,
  u.name as "unitName", i.name as "itemName", ${draftColumns} as draft`
const answerTables = sql`qa q left join unit u using (center_id, unit_id)
  left join item i on i.center_id = q.center_id and i.item_id = q.item_id and i.is_current`

// Every row passed the checks of the table and of its draft before; `since` is an instant by its column.
const parsed = (rows: readonly unknown[]): KeptAnswer[] => z.array(KeptAnswer).parse(rows) as KeptAnswer[]

export async function answerById(
  db: Db,
  centerId: string,
  qaId: string,
  version: number | null,
): Promise<KeptAnswer | null> {
  const { rows } = await sql`
    select ${answerColumns} from ${answerTables} where q.center_id = ${centerId} and q.qa_id = ${qaId}
      and case when ${version}::integer is null then q.is_current else q.version = ${version} end
  `.execute(db)
  return parsed(rows)[0] ?? null
}

/** Those of these questions that stand; also how a file finds what it brought before. */
export async function answersByQuestion(db: Db, centerId: string, questions: readonly string[]): Promise<KeptAnswer[]> {
  const { rows } = await sql`
    select ${answerColumns} from ${answerTables} where q.center_id = ${centerId} and q.is_current and not q.is_retired
      and q.question = any(${[...questions]}::text[])
  `.execute(db)
  return parsed(rows)
}

export async function* allAnswers(db: Db, centerId: string): AsyncGenerator<KeptAnswer> {
  const size = 1_000
  for (let after = ''; ; ) {
    const { rows } = await sql`
      select ${answerColumns} from ${answerTables} where q.center_id = ${centerId} and q.is_current and not q.is_retired
        and q.qa_id > ${after} order by q.qa_id limit ${size}
    `.execute(db)
    const page = parsed(rows)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < size) return
    after = last.qaId
  }
}

type Listing = { text?: string | undefined; show: 'valid' | 'expired' | 'retired'; offset: number; size: number }

export async function listAnswers(db: Db, centerId: string, { text, show, offset, size }: Listing, today: LocalDate) {
  const pattern = `%${escapeLike(text ?? '')}%`
  const { rows } = await sql`
    select q.qa_id as "qaId", q.version, q.question, q.category, u.name as "unitName", q.valid_to as "validTo",
      coalesce(q.valid_to < ${today}::date, false) as "isExpired", q.is_retired as "isRetired", q.since
    from ${answerTables} where q.center_id = ${centerId} and q.is_current
      and (q.question ilike ${pattern} or q.answer ilike ${pattern} or q.category ilike ${pattern})
      and case ${show} when 'retired' then q.is_retired
        when 'expired' then not q.is_retired and q.valid_to < ${today}::date
        else not q.is_retired and coalesce(q.valid_to >= ${today}::date, true) end
    order by q.since desc, q.qa_id desc offset ${offset} limit ${size + 1}
  `.execute(db)
  return { answers: z.array(AnswerSummary).parse(rows.slice(0, size)), hasMore: rows.length > size }
}

export type NewAnswerVersion = {
  readonly qaId: string
  readonly version: number
  readonly isRetired: boolean
  readonly draft: AnswerDraft
}

const BATCH = 2_000

/** New versions become the current ones; those before them stay. */
export async function insertAnswers(
  tx: Tx,
  centerId: string,
  versions: readonly NewAnswerVersion[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < versions.length; from += BATCH) {
    const batch = versions.slice(from, from + BATCH)
    await sql`
      update qa set is_current = false
      where center_id = ${centerId} and is_current and qa_id = any(${batch.map(({ qaId }) => qaId)}::text[])
    `.execute(tx)
    const rows = batch.map(({ draft, ...rest }) => ({ ...rest, ...draft }))
    await sql`
      insert into qa (center_id, qa_id, version, is_current, is_retired, question, answer, paraphrases, keywords, category,
        department_name, unit_id, item_id, area, link, valid_from, valid_to, since)
      select ${centerId}, "qaId", version, true, "isRetired", question, answer, paraphrases, keywords, category,
        "departmentName", "unitId", "itemId", area, link, "validFrom", "validTo", ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one ("qaId" text, version integer, "isRetired" boolean,
        question text, answer text, paraphrases text[], keywords text[], category text, "departmentName" text,
        "unitId" text, "itemId" text, area text, link text, "validFrom" date, "validTo" date)
    `.execute(tx)
  }
}
