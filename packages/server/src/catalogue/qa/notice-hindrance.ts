import type { SmsHindrance } from '@bancheng/core/cases/words.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import type { Db } from '../../platform/db.ts'
import { loadCenterRules } from '../../policy/center.ts'
import type { Told } from './notice-matter.ts'

/** Why this notice goes to nobody by SMS; a number that is not known can still be typed. */
export async function noticeHindrance(
  db: Db,
  { config: { outside }, clock }: Deps,
  { centerId }: Session,
  told: Pick<Told, 'refusesSms'>,
): Promise<SmsHindrance | null> {
  // Without the address of the desk from outside there is no link to send.
  if (!outside.sms || !outside.publicUrl) return 'off'
  const { telling } = (await loadCenterRules(db, centerId)).policyAt(clock())
  if (!telling.means.includes('sms')) return 'not-a-means'
  return told.refusesSms ? 'refused' : null
}
