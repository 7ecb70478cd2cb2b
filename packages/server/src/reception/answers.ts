import type { Directory } from '@bancheng/core/cases/context.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { AnswerRef, Question } from '@bancheng/core/reception/contact.ts'
import { sql } from 'kysely'
import { visible } from '../cases/scope.ts'
import type { Session } from '../identity/session.ts'
import type { Tx } from '../platform/db.ts'

/**
 * Each answer as it is called here; one that a browser made up is not believed.
 * @throws Refusal invalid-input
 */
export async function withRealAnswers(
  tx: Tx,
  session: Session,
  directory: Directory,
  questions: readonly Question[],
): Promise<Question[]> {
  const checked = questions.map(async (question) => ({
    ...question,
    answers: await Promise.all(question.answers.map((answer) => real(tx, session, directory, answer))),
  }))
  return Promise.all(checked)
}

async function real(tx: Tx, session: Session, directory: Directory, answer: AnswerRef): Promise<AnswerRef> {
  const title = await titleOf(tx, session, directory, answer)
  if (title === null) throw new Refusal('invalid-input', { field: 'answers' })
  return { ...answer, title }
}

async function titleOf(
  tx: Tx,
  { centerId, actor }: Session,
  directory: Directory,
  answer: AnswerRef,
): Promise<string | null> {
  switch (answer.kind) {
    case 'words':
      return answer.title
    case 'unit': {
      const unit = directory.unit(answer.unitId)
      return unit ? answer.title : null
    }
    // The version that was read out is kept, also where a newer one appeared meanwhile.
    case 'item':
      return first(sql`
        select name as title from item where center_id = ${centerId} and item_id = ${answer.itemId} and version = ${answer.version}`)
    case 'qa':
      return first(sql`
        select question as title from qa where center_id = ${centerId} and qa_id = ${answer.qaId}
          and (version = ${answer.version} or ${answer.version}::integer is null and is_current)`)
    case 'person':
      return first(
        sql`select name as title from person where center_id = ${centerId} and person_id = ${answer.personId}`,
      )
    case 'precedent':
      return first(sql`
        select r.case_no as title from case_record r
        where r.center_id = ${centerId} and r.case_id = ${answer.caseId} and ${visible(actor)}`)
  }

  async function first(query: ReturnType<typeof sql>): Promise<string | null> {
    const { rows } = await query.execute(tx)
    const [row] = rows
    return typeof row === 'object' && row !== null && 'title' in row && typeof row.title === 'string' ? row.title : null
  }
}
