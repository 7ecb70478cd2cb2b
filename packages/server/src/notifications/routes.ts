import { sayDueAt } from '@bancheng/core/kernel/calendar.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { Choices, type MyChoices, notificationContract, usualChoices } from '@bancheng/core/notifications/contract.ts'
import { TellingTopic } from '@bancheng/core/notifications/telling.ts'
import { sayMessage } from '@bancheng/core/policy/messages.ts'
import type { FastifyInstance } from 'fastify'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import type { Session } from '../identity/session.ts'
import { randomToken } from '../platform/crypto.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { localeOf } from '../platform/problem.ts'
import { loadCenterRules } from '../policy/center.ts'
import { messagesOfCase } from './messages.ts'
import { registerReceipts } from './receipts.ts'
import * as store from './store.ts'

const me = ({ centerId, actor }: Session) => ({ centerId, personId: actor.personId })

export function registerNotifications(app: FastifyInstance, deps: Deps): void {
  const c = notificationContract
  bind(app, c.news, async ({ session, request, reply }) => {
    reply.header('cache-control', 'no-store')
    return newsOf(deps, session, localeOf(request))
  })
  bind(app, c.markRead, async ({ session, body }) => {
    await store.markNewsRead(deps.db, me(session), body.newsIds, deps.clock())
    return null
  })
  bind(app, c.myChoices, ({ session }) => choicesOf(deps, session))
  bind(app, c.choose, async ({ session, body }) => {
    await inTransaction(deps.db, async (tx) => {
      const before = await store.readChoices(tx, me(session))
      const given = body.mobile ? deps.seal('phone', body.mobile) : null
      const mobile = body.mobile === undefined ? before?.mobile : given
      await store.writeChoices(tx, me(session), { ...body, mobile: mobile ?? null })
      await recordAccess(tx, deps, session, { action: 'notification.choose' })
    })
    return choicesOf(deps, session)
  })
  bind(app, c.messagesOfCase, ({ session, params }) => messagesOfCase(deps, session, params.caseId))
  registerWebhooks(app, deps)
  registerReceipts(app, deps)
}

function registerWebhooks(app: FastifyInstance, deps: Deps): void {
  const c = notificationContract
  bind(app, c.webhooks, async ({ session }) => ({
    rows: await store.listWebhooks(deps.db, session.centerId),
    dead: await store.listDead(deps.db, session.centerId),
  }))
  bind(app, c.addWebhook, async ({ session, body, reply }) => {
    const webhookId = deps.newId()
    const secret = randomToken()
    const one = { ...body, webhookId, secretSealed: deps.seal('address', secret).sealed, now: deps.clock() }
    await inTransaction(deps.db, async (tx) => {
      await store.insertWebhook(tx, session.centerId, one)
      const object = { kind: 'webhook', id: webhookId }
      await recordAccess(tx, deps, session, { action: 'webhook.add', object, facts: { url: body.url } })
    })
    reply.header('cache-control', 'no-store')
    return { webhookId, secret }
  })
  const act = async (
    session: Session,
    action: string,
    object: { kind: string; id: string },
    work: (tx: Tx) => Promise<boolean>,
  ) => {
    await inTransaction(deps.db, async (tx) => {
      if (!(await work(tx))) throw new Refusal('not-found')
      await recordAccess(tx, deps, session, { action, object })
    })
    return null
  }
  bind(app, c.disableWebhook, ({ session, params: { webhookId } }) =>
    act(session, 'webhook.disable', { kind: 'webhook', id: webhookId }, (tx) =>
      store.disableWebhook(tx, session.centerId, webhookId, deps.clock()),
    ),
  )
  bind(app, c.replay, ({ session, params: { postingId } }) =>
    act(session, 'posting.replay', { kind: 'posting', id: postingId }, (tx) =>
      store.reviveDead(tx, session.centerId, postingId, deps.clock()),
    ),
  )
}

async function newsOf(deps: Deps, session: Session, locale: 'zh' | 'en') {
  const { calendar, policyAt } = await loadCenterRules(deps.db, session.centerId)
  const { messages } = policyAt(deps.clock())
  const rows = await store.readNews(deps.db, me(session))
  return {
    rows: rows.map(({ facts, topic: named, ...row }) => {
      const topic = TellingTopic.parse(named)
      const due = sayDueAt(calendar, facts.dueAt, locale)
      const who = session.actor.name
      const places = { caseNo: facts.caseNo, ask: facts.ask, due, who, centre: session.centerName }
      const path = facts.path ?? (row.caseId ? `/cases/${row.caseId}` : null)
      return { ...row, topic, caseNo: facts.caseNo, path, text: sayMessage(messages, topic, places, locale) }
    }),
    unread: await store.countUnread(deps.db, me(session)),
  }
}

async function choicesOf({ db, config: { outside } }: Deps, session: Session): Promise<MyChoices> {
  const row = await store.readChoices(db, me(session))
  return {
    email: row?.email ?? null,
    mobileMasked: row?.mobile?.masked ?? null,
    choices: Choices.catch(usualChoices).parse(row?.choices ?? usualChoices),
    locale: row?.locale ?? 'zh',
    means: [...(outside.smtpUrl ? (['email'] as const) : []), ...(outside.sms ? (['sms'] as const) : [])],
  }
}
