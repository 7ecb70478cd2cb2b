import { sayDueAt } from '@bancheng/core/kernel/calendar.ts'
import { maskName, maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { smsHindrance } from '@bancheng/core/notifications/applicant.ts'
import { sayMessage } from '@bancheng/core/policy/messages.ts'
import { toldAt } from '@bancheng/core/policy/moments.ts'
import { shortened } from '@bancheng/core/policy/wording.ts'
import { readState } from '../cases/store.ts'
import type { Deps } from '../deps.ts'
import { askForRating, hiddenPage } from '../feedback/ask.ts'
import type { Tx } from '../platform/db.ts'
import type { CenterRules } from '../policy/center.ts'
import type { NewPosting, Put } from './outbox.ts'
import type { Center } from './relay.ts'

/** Whoever a case is of: their number is looked up when it is sent, and kept in no posting. */
export const APPLICANT = 'applicant'
const RATING = 'rating:'
/** The same phone; the address of the page is put in when it is sent. */
export const ratingRecipient = (linkId: string): string => `${RATING}${linkId}`
export const ratingLinkIdOf = (recipient: string): string | null =>
  recipient.startsWith(RATING) ? recipient.slice(RATING.length) : null

type Applicant = Parameters<typeof smsHindrance>[0]
export const hindranceOf = ({ config }: Deps, rules: CenterRules, applicant: Applicant, now: Put['at']) =>
  smsHindrance(applicant, rules.policyAt(now).telling.means, config.outside.sms !== null)

/** What decisions tell applicants, by SMS, when the quiet hours are over; nothing to whom it cannot go. */
export async function toApplicants(
  tx: Tx,
  deps: Deps,
  { now, rules }: Center,
  puts: readonly Put[],
): Promise<NewPosting[]> {
  const postings: NewPosting[] = []
  for (const { centerId, caseId, at, number, tellings } of puts) {
    if (!caseId || tellings.applicant.length === 0) continue
    const state = await readState(tx, { centerId, caseId })
    if (!state || hindranceOf(deps, rules, state.applicant, now)) continue
    const { messages, quietHours } = rules.policyAt(now)
    const { kind, name } = state.applicant
    const notBefore = toldAt(rules.calendar, quietHours, now)
    for (const { kind: topic, ask, dueAt } of tellings.applicant) {
      const asked = topic === 'rating-asked' ? await askForRating(tx, deps, { state, rules, from: notBefore }) : null
      if (topic === 'rating-asked' && !asked) continue
      const places = {
        centre: rules.name,
        caseNo: tellings.caseNo,
        who: kind === 'person' ? maskName(name) : name,
        ask: shortened(maskPersonalDataInText(ask)),
        due: asked ? sayInstant(asked.expiresAt) : sayDueAt(rules.calendar, dueAt, 'zh'),
        link: asked ? hiddenPage(deps) : '',
      }
      postings.push({
        ...{ centerId, caseId, topic, number, at },
        postingId: deps.newId(),
        channel: 'sms',
        recipient: asked ? ratingRecipient(asked.linkId) : APPLICANT,
        body: { text: sayMessage(messages, topic, places, 'zh') },
        isDigest: false,
        notBefore,
      })
    }
  }
  return postings
}
