import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { choicesOf } from '@bancheng/core/policy/choices.ts'
import { policyContract as contract } from '@bancheng/core/policy/contract.ts'
import { profiles } from '@bancheng/core/policy/profiles/index.ts'
import { Policy } from '@bancheng/core/policy/schema.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { calendarView, saveCalendar, saveUnitHours } from './calendar.ts'
import { loadCenterRules } from './center.ts'
import { checkDocument, publishPolicy, readDocument } from './publish.ts'
import { rehearse } from './rehearse.ts'
import { policyVersions } from './store.ts'

export function registerPolicy(app: FastifyInstance, deps: Deps): void {
  bind(app, contract.policies, async ({ session: { centerId } }) => {
    const now = deps.clock()
    return {
      current: (await loadCenterRules(deps.db, centerId)).policyAt(now),
      versions: await policyVersions(deps.db, centerId, now),
      profiles: profiles.map(({ version, name, source }) => ({ version, name, source })),
    }
  })
  bind(app, contract.policy, async ({ session: { centerId }, params: { version } }) => {
    const kept = await policyVersions(deps.db, centerId, deps.clock())
    if (kept.some((one) => one.version === version))
      return { policy: (await loadCenterRules(deps.db, centerId)).policyOf(version) }
    const profile = profiles.find((one) => one.version === version)
    if (!profile) throw new Refusal('not-found')
    return { policy: Policy.parse(profile) }
  })
  bind(app, contract.choices, async ({ session: { centerId } }) =>
    choicesOf((await loadCenterRules(deps.db, centerId)).policyAt(deps.clock())),
  )
  bind(app, contract.check, ({ session, body }) => checkDocument(deps, session.centerId, body.document))
  bind(app, contract.rehearse, ({ session, body }) => rehearse(deps, session.centerId, readDocument(body.document)))
  bind(app, contract.publish, ({ session, body }) => publishPolicy(deps, session, { ...body, document: body.document }))

  bind(app, contract.calendar, ({ session }) => calendarView(deps.db, session.centerId))
  bind(app, contract.saveCalendar, ({ session, body }) => saveCalendar(deps, session, body))
  bind(app, contract.saveUnitHours, ({ session, params, body }) => saveUnitHours(deps, session, { ...params, ...body }))
}
