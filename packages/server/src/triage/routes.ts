import { addMinutes } from '@bancheng/core/kernel/time.ts'
import { triageContract } from '@bancheng/core/triage/contract.ts'
import { withContacts } from '@bancheng/core/triage/suggest.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { AnsweredQuestions } from './answered.ts'
import { registerAssistant } from './assistant.ts'
import { contactHitRates, hitRates, recordChoices } from './choices.ts'
import { contactSuggestionsFor } from './contact-suggestions.ts'
import { Learning } from './learning.ts'
import { suggestionsFor } from './suggest.ts'

const MINUTES_OF_A_DAY = 24 * 60

export function registerTriage(app: FastifyInstance, deps: Deps): void {
  const learning = new Learning(deps, (error) => app.log.error(error))
  app.addHook('onClose', () => learning.close())
  const answered = new AnsweredQuestions(deps)
  /** Cases are learnt in lessons, contacts one by one; a suggestion rests on both. */
  const knownTo = async (centerId: string) => {
    const [known, questions] = await Promise.all([learning.of(centerId), answered.of(centerId)])
    const guess = (told: { want: string; alreadyDone: string }) =>
      withContacts(known.guess(told), questions.guess(told.want))
    return { ...known, guess, questions: questions.size }
  }
  registerAssistant(app, deps)
  bind(app, triageContract.suggest, async ({ session, body }) => {
    return suggestionsFor(deps.db, session, await knownTo(session.centerId), body)
  })
  bind(app, triageContract.suggestForContact, async ({ session, body }) => {
    const { centerId } = session
    return contactSuggestionsFor(deps.db, centerId, await answered.of(centerId), body.words)
  })
  bind(app, triageContract.hitRates, async ({ session, query }) => {
    const { centerId } = session
    const known = await knownTo(centerId)
    const now = deps.clock()
    await recordChoices(deps.db, centerId, known, now)
    const since = addMinutes(now, -query.days * MINUTES_OF_A_DAY)
    const { cases, items, questions, learntAt } = known
    const rates = [...(await hitRates(deps.db, centerId, since)), ...(await contactHitRates(deps.db, centerId, since))]
    return { rates, learntFrom: { cases, items, questions, at: learntAt } }
  })
}
