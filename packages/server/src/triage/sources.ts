import { sayLimit } from '@bancheng/core/kernel/calendar-explain.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { LocalDate } from '@bancheng/core/kernel/time.ts'
import type { Source } from '@bancheng/core/triage/assistant.ts'
import type { SourceRef } from '@bancheng/core/triage/contract.ts'
import { sql } from 'kysely'
import { itemView } from '../catalogue/reads.ts'
import type { Db } from '../platform/db.ts'

/** @throws Refusal not-found: an answer rests on what is in force in this centre, or on nothing */
export async function readSources(
  db: Db,
  centerId: string,
  refs: readonly SourceRef[],
  today: LocalDate,
): Promise<Source[]> {
  const sources: Source[] = []
  for (const ref of refs) {
    const source = await (ref.kind === 'item'
      ? itemSource(db, centerId, ref.id)
      : answerSource(db, centerId, ref.id, today))
    if (!source) throw new Refusal('not-found')
    sources.push(source)
  }
  return sources
}

async function itemSource(db: Db, centerId: string, itemId: string): Promise<Source | null> {
  const item = await itemView(db, centerId, itemId, null)
  if (!item) return null
  const materials = item.materials.map(({ name, copies, condition }) =>
    [name, copies > 0 ? `${copies}份` : '', condition].filter(Boolean).join('，'),
  )
  const lines = [
    ['办理部门', item.organisationName],
    ['条件', item.conditions],
    ['承诺时限', limitText(item.promised)],
    ['法定时限', limitText(item.statutory)],
    ['时限说明', item.limitNote],
    ['窗口', item.hallWindow],
    ['电话', item.phones.map(({ label, number }) => `${label} ${number}`.trim()).join('、')],
    ['费用', item.fees],
    ['材料', materials.join('；')],
  ]
  const text = lines.flatMap(([label, value]) => (value ? [`${label}：${value}`] : [])).join('\n')
  return { kind: 'item', id: itemId, title: item.name, text }
}

const limitText = (limit: Limit | null): string => (limit ? sayLimit(limit, 'zh') : '')

async function answerSource(db: Db, centerId: string, qaId: string, today: LocalDate): Promise<Source | null> {
  const { rows } = await sql<{ question: string; answer: string }>`
    select question, answer from qa
    where center_id = ${centerId} and qa_id = ${qaId} and is_current and not is_retired
      and coalesce(valid_from, '-infinity') <= ${today}::date
      and coalesce(valid_to, 'infinity') >= ${today}::date
  `.execute(db)
  const [row] = rows
  return row ? { kind: 'qa', id: qaId, title: row.question, text: row.answer } : null
}
