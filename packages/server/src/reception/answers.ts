import type { Directory } from '@bancheng/core/cases/context.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { AnswerRef, Question } from '@bancheng/core/reception/contact.ts'
import { type RawBuilder, sql } from 'kysely'
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
  directory: Pick<Directory, 'unit'>,
  questions: readonly Question[],
): Promise<Question[]> {
  const checked = questions.map(async (question) => ({
    ...question,
    answers: await Promise.all(question.answers.map((answer) => real(tx, session, directory, answer))),
  }))
  return Promise.all(checked)
}

type Real = { readonly title: string; readonly version?: number }

async function real(
  tx: Tx,
  session: Session,
  directory: Pick<Directory, 'unit'>,
  answer: AnswerRef,
): Promise<AnswerRef> {
  const found = await find(tx, session, directory, answer)
  if (!found) throw new Refusal('invalid-input', { field: 'answers' })
  return { ...answer, ...found }
}

async function find(
  tx: Tx,
  { centerId, actor }: Session,
  directory: Pick<Directory, 'unit'>,
  answer: AnswerRef,
): Promise<Real | undefined> {
  const first = async (query: RawBuilder<Real>) => (await query.execute(tx)).rows[0]
  switch (answer.kind) {
    case 'words':
      return { title: answer.title }
    case 'unit':
      return directory.unit(answer.unitId) && { title: answer.title }
    // The version that was read out is kept, also where a newer one appeared meanwhile.
    case 'item':
      return first(sql<Real>`
        select name as title, version from item where center_id = ${centerId} and item_id = ${answer.itemId}
          and (version = ${answer.version} or ${answer.version}::integer is null and is_current)`)
    case 'qa':
      return first(sql<Real>`
        select question as title, version from qa where center_id = ${centerId} and qa_id = ${answer.qaId}
          and (version = ${answer.version} or ${answer.version}::integer is null and is_current)`)
    case 'person':
      return first(sql<Real>`
        select name as title from person where center_id = ${centerId} and person_id = ${answer.personId}`)
    case 'precedent':
      return first(sql<Real>`
        select r.case_no as title from case_record r
        where r.center_id = ${centerId} and r.case_id = ${answer.caseId} and ${visible(actor)}`)
  }
}
