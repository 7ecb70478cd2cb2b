import { CaseMessage, type MessagesOfCase } from '@bancheng/core/notifications/contract.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { requireVisible } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { loadCenterRules } from '../policy/center.ts'
import { hindranceOf } from './applicant.ts'

/** @throws Refusal case-not-visible */
export async function messagesOfCase(deps: Deps, session: Session, caseId: string): Promise<MessagesOfCase> {
  const { applicant } = await requireVisible(deps.db, session, caseId)
  const rules = await loadCenterRules(deps.db, session.centerId)
  const { rows } = await sql`
    select posting_id as "postingId", topic as kind, coalesce(body ->> 'text', '') as text, coalesce(at, not_before) as at,
      case when delivered_at is not null then 'delivered' when undelivered_at is not null then 'undelivered'
        when sent_at is not null then 'sent' when dead_at is not null then 'failed' else 'waiting' end as standing,
      attempts, coalesce(delivered_at, undelivered_at, sent_at) as "sentAt",
      coalesce(undelivered_why, last_error) as "lastError",
      case when sent_at is null and dead_at is null then not_before end as "nextTryAt"
    from posting where center_id = ${session.centerId} and case_id = ${caseId} and channel = 'sms'
      and (recipient = 'applicant' or recipient like 'notice:%' or recipient like 'rating:%') order by coalesce(at, not_before) desc, posting_id
  `.execute(deps.db)
  const hindrance = hindranceOf(deps, rules, applicant, deps.clock())
  return { hindrance, rows: z.array(CaseMessage).parse(rows) }
}
