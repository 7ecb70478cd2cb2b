import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { receptionContract as contract } from '@bancheng/core/reception/contract.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { localeOf } from '../platform/problem.ts'
import { earlierOf, openContact, ownContact, revealPhone, rowOf } from './reads.ts'
import { dropContact, keepContact, save } from './save.ts'
import { contactsOfCase, recentContacts, unsavedContacts } from './store.ts'
import { receptionTasks, settleReceptionTask } from './tasks.ts'
import { callLog } from './telephony/log.ts'
import { registerTelephony } from './telephony/routes.ts'
import { seatsView, takeSeat } from './telephony/seats.ts'

const Key = z.string().min(8).max(100)

/** @throws Refusal invalid-input: what has an effect needs a key, so that a repeated request has one */
function keyOf(request: FastifyRequest): string {
  const key = Key.safeParse(request.headers['idempotency-key'])
  if (!key.success) throw new Refusal('invalid-input', { field: 'Idempotency-Key' })
  return key.data
}

export function registerReception(app: FastifyInstance, deps: Deps): void {
  registerContacts(app, deps)
  registerOwed(app, deps)
  registerTelephony(app, deps)
}

function registerContacts(app: FastifyInstance, deps: Deps): void {
  bind(app, contract.keepContact, async ({ session, params, body }) => {
    await keepContact(deps, session, params.contactId, body)
    return ownContact(deps, session, params.contactId)
  })
  bind(app, contract.saveContact, async ({ session, params, body, request }) => {
    const asker = {
      centerId: session.centerId,
      actor: session.actor,
      locale: localeOf(request),
      key: keyOf(request),
    }
    await save(deps, { session, asker, contactId: params.contactId }, body)
    return ownContact(deps, session, params.contactId)
  })
  bind(app, contract.dropContact, async ({ session, params }) => {
    await dropContact(deps, session, params.contactId)
    return null
  })
  bind(app, contract.listContacts, async ({ session, query }) => {
    const { centerId, actor } = session
    const found =
      query.which === 'unsaved'
        ? await unsavedContacts(deps.db, centerId, actor.personId)
        : await recentContacts(deps.db, centerId, actor.personId, query.size)
    return { rows: found.map((contact) => rowOf(contact)) }
  })
  bind(app, contract.viewContact, ({ session, params, reply }) => {
    reply.header('cache-control', 'no-store')
    return openContact(deps, session, params.contactId)
  })
  bind(app, contract.earlierContacts, ({ session, params }) => earlierOf(deps, session, params.contactId))
  bind(app, contract.contactsOfCase, async ({ session, params }) => {
    const found = await contactsOfCase(deps.db, session.centerId, params.caseId, session.actor.personId)
    return { rows: found.map((contact) => rowOf(contact)) }
  })
  bind(app, contract.revealPhone, async ({ session, body, reply }) => {
    const value = await revealPhone(deps, session, body)
    reply.header('cache-control', 'no-store')
    return { value }
  })
}

function registerOwed(app: FastifyInstance, deps: Deps): void {
  bind(app, contract.receptionTasks, ({ session, query, request }) =>
    receptionTasks(deps.db, session, { mine: query.mine ?? false, locale: localeOf(request), now: deps.clock() }),
  )
  bind(app, contract.settleTask, ({ session, params, body, request }) =>
    settleReceptionTask(deps, { session, taskId: params.taskId, key: keyOf(request) }, body),
  )
  bind(app, contract.calls, async ({ session, query }) => ({
    rows: await callLog(deps.db, session, { isMissed: query.missed ?? false, size: query.size }),
  }))
  bind(app, contract.seats, ({ session }) => seatsView(deps, session))
  bind(app, contract.takeSeat, async ({ session, params, body }) => {
    await takeSeat(deps, session, { ...params, ...body })
    return seatsView(deps, session)
  })
}
