import type { Answered } from '@bancheng/core/triage/answered.ts'
import { AnsweredBefore, type ContactSuggestions } from '@bancheng/core/triage/contract.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** How similar questions were answered here, as far as what answered them is still in force. */
export async function contactSuggestionsFor(
  db: Db,
  centerId: string,
  answered: Answered,
  words: string,
): Promise<ContactSuggestions> {
  const guess = answered.guess(words)
  const named = await titlesOf(
    db,
    centerId,
    guess.answers.map(({ key }) => key),
  )
  const answers = guess.answers.flatMap(({ key, ...why }) => {
    const found = named.get(key)
    return found ? [AnsweredBefore.parse({ key, ...found, ...why })] : []
  })
  return { answers, outcomes: guess.outcomes, likeness: guess.likeness, questions: answered.size }
}

type Titled = { readonly kind: string; readonly id: string; readonly title: string }

async function titlesOf(db: Db, centerId: string, keys: readonly string[]): Promise<ReadonlyMap<string, Titled>> {
  const { rows } = await sql<Titled>`
    select kind, id, title from (
      select 'item' as kind, item_id as id, name as title from item where center_id = ${centerId} and is_current
      union all
      select 'qa', qa_id, question from qa where center_id = ${centerId} and is_current and not is_retired
      union all
      select 'unit', u.unit_id, concat_ws(' ', o.name, u.name) from unit u
        join organisation o using (center_id, organisation_id) where u.center_id = ${centerId}
      union all
      select 'person', person_id, name from person where center_id = ${centerId} and retired_at is null
    ) named where (kind, id) in (
      select split_part(key, '-', 1), substr(key, strpos(key, '-') + 1) from unnest(${[...keys]}::text[]) as key)
  `.execute(db)
  return new Map(rows.map((row) => [`${row.kind}-${row.id}`, row]))
}
