import type { Instant } from '@bancheng/core/kernel/time.ts'
import { Answered, type AnsweredQuestion } from '@bancheng/core/triage/answered.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Db } from '../platform/db.ts'

/** The newest teach the most; more of them would only cost memory. */
const MOST_CONTACTS = 20_000
/** Of what was saved while this process was not there, so many are judged before they are learnt from. */
const JUDGED_AT_START = 500

type Saved = AnsweredQuestion & {
  readonly contactId: string
  readonly questionId: string
  readonly savedAt: Instant
  readonly isJudged: boolean
}

type Center = { readonly answered: Answered; readonly seen: Set<string>; until: Instant | null }

/**
 * What reception answered, for each centre: read once, and before each question whatever was saved since. Learning one
 * more costs nothing, so that nobody waits for a lesson.
 */
export class AnsweredQuestions {
  readonly #deps: Pick<Deps, 'db' | 'clock'>
  readonly #centers = new Map<string, Center>()
  readonly #reading = new Map<string, Promise<Answered>>()

  constructor(deps: Pick<Deps, 'db' | 'clock'>) {
    this.#deps = deps
  }

  /** With everything that was saved until now; whoever asks meanwhile waits for the same reading. */
  of(centerId: string): Promise<Answered> {
    const running = this.#reading.get(centerId)
    if (running) return running
    const reading = this.#read(centerId).finally(() => this.#reading.delete(centerId))
    this.#reading.set(centerId, reading)
    return reading
  }

  async #read(centerId: string): Promise<Answered> {
    const known = this.#centers.get(centerId)
    const center = known ?? { answered: new Answered(), seen: new Set<string>(), until: null }
    const saved = await savedSince(this.#deps.db, centerId, center.until)
    const fresh = saved.filter(({ questionId }) => !center.seen.has(questionId))
    // Suggested before it is learnt from, so that the hit rate is honest.
    const judgedFrom = known ? 0 : fresh.length - JUDGED_AT_START
    const judged: Judged[] = []
    fresh.forEach((question, place) => {
      if (!question.isJudged && place >= judgedFrom) judged.push(judge(center.answered, question))
      center.answered.add(question)
      center.seen.add(question.questionId)
    })
    if (judged.length > 0) await insertChoices(this.#deps.db, centerId, judged, this.#deps.clock())
    center.until = saved.at(-1)?.savedAt ?? center.until
    this.#centers.set(centerId, center)
    return center.answered
  }
}

/** Oldest first. A transaction that was slower than the next one is read with the next: the minute before is looked at again. */
async function savedSince(db: Db, centerId: string, since: Instant | null): Promise<readonly Saved[]> {
  const { rows } = await sql<Saved>`
    select c.contact_id as "contactId", q ->> 'questionId' as "questionId", c.saved_at as "savedAt",
      -- the caller’s own name says nothing of the matter
      case when c.caller_name = '' then q ->> 'words' else replace(q ->> 'words', c.caller_name, '') end as words,
      q ->> 'outcome' as outcome, exists (
        select from contact_choice h where (h.center_id, h.contact_id, h.question_id) = (c.center_id, c.contact_id, q ->> 'questionId')
      ) as "isJudged", array(
        select concat(a ->> 'kind', '-', coalesce(a ->> 'itemId', a ->> 'qaId', a ->> 'unitId', a ->> 'personId'))
        from jsonb_array_elements(q -> 'answers') a where a ->> 'kind' in ('item', 'qa', 'unit', 'person')
        union
        select concat('unit-', q -> 'settled' ->> 'unitId') where q -> 'settled' ->> 'kind' = 'transferred'
      ) as answers
    from (
      select * from contact where center_id = ${centerId} and state = 'saved' and about_people = '{}'
        and saved_at > coalesce(${since}::timestamptz - interval '1 minute', '-infinity')
      order by saved_at desc, contact_id limit ${MOST_CONTACTS}
    ) c, jsonb_array_elements(c.questions) q
    where q ->> 'outcome' <> 'complaint'
    order by c.saved_at, c.contact_id
  `.execute(db)
  return rows
}

type Judged = {
  readonly contactId: string
  readonly questionId: string
  readonly suggested: readonly string[]
  readonly outcomes: readonly string[]
  readonly chosen: readonly string[]
  readonly outcome: string
}

function judge(answered: Answered, question: Saved): Judged {
  const guess = answered.guess(question.words)
  return {
    contactId: question.contactId,
    questionId: question.questionId,
    suggested: guess.answers.map(({ key }) => key),
    outcomes: guess.outcomes.map(({ outcome }) => outcome),
    chosen: question.answers,
    outcome: question.outcome,
  }
}

/** What the officer chose, beside what had been suggested; another process of the desk may have kept it already. */
async function insertChoices(db: Db, centerId: string, judged: readonly Judged[], now: Instant): Promise<void> {
  await sql`
    insert into contact_choice (center_id, contact_id, question_id, suggested_at, suggested_keys, suggested_outcomes,
      chosen_keys, chosen_outcome)
    select ${centerId}, "contactId", "questionId", ${now}::timestamptz, suggested, outcomes, chosen, outcome
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as one ("contactId" text, "questionId" text, suggested text[],
      outcomes text[], chosen text[], outcome text)
    on conflict do nothing
  `.execute(db)
}
