import type { CaseState } from '@bancheng/core/cases/state.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Sealed } from '@bancheng/core/kernel/sealed.ts'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { requireVisible } from './scope.ts'

export type Asked = {
  readonly field: 'applicant.phone' | 'applicant.identity' | 'delivery.phone' | 'delivery.address' | 'form'
  readonly subjectId: string | null
  readonly key: string | null
  readonly reason: string
}

function sealedOf(state: CaseState, { field, subjectId, key }: Asked): Sealed | null {
  switch (field) {
    case 'applicant.phone':
      return state.applicant.phone
    case 'applicant.identity':
      return state.applicant.identity
    case 'delivery.phone':
    case 'delivery.address': {
      const delivery = state.deliveries.find((one) => one.deliveryId === subjectId)
      return delivery?.[field === 'delivery.phone' ? 'phone' : 'address'] ?? null
    }
    case 'form': {
      const value = state.tasks.find((task) => task.taskId === subjectId)?.reply?.form?.values[key ?? '']
      return typeof value === 'object' && value !== null && 'sealed' in value ? value : null
    }
  }
}

/**
 * One number in clear, for a stated reason. Who looked stands in the audit before the number leaves; the number never does.
 * @throws Refusal case-not-visible · forbidden · not-found
 */
export async function reveal(deps: Deps, session: Session, caseId: string, asked: Asked): Promise<string> {
  const state = await requireVisible(deps.db, session, caseId, 'revealPersonalData')
  const sealed = sealedOf(state, asked)
  if (!sealed) throw new Refusal('not-found')
  await inTransaction(deps.db, (tx) =>
    recordAccess(tx, deps, session, {
      action: 'case.reveal',
      object: { kind: 'case', id: caseId },
      facts: {
        caseNo: state.caseNo,
        field: asked.field,
        subjectId: asked.subjectId,
        key: asked.key,
        reason: asked.reason,
      },
    }),
  )
  return deps.crypto.unseal(sealed.sealed)
}
