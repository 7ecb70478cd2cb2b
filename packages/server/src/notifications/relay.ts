import type { Party } from '@bancheng/core/cases/words.ts'
import { toldAt } from '@bancheng/core/escalation/moments.ts'
import { sayDueAt } from '@bancheng/core/kernel/calendar.ts'
import { maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { Choices, type Means, meansFor, usualChoices } from '@bancheng/core/notifications/contract.ts'
import type { Telling } from '@bancheng/core/notifications/telling.ts'
import { sayMessage } from '@bancheng/core/policy/messages.ts'
import { shortened } from '@bancheng/core/policy/wording.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { SIGNAL_CHANNEL } from '../platform/live.ts'
import { type CenterRules, loadCenterRules } from '../policy/center.ts'
import { toApplicants } from './applicant.ts'
import {
  type ActiveWebhook,
  insertNews,
  insertPostings,
  loadRecipients,
  loadWebhooks,
  type NewNews,
  type NewPosting,
  type Put,
  type Recipient,
  takeOut,
} from './outbox.ts'

const BATCH = 200

/** Turns what decisions put out into news for people and postings for their addresses. Ends when there is no more. */
export async function relayOutbox(deps: Deps, isStopped: () => boolean = () => false): Promise<void> {
  while (!isStopped()) {
    const relayed = await inTransaction(deps.db, (tx) => relayBatch(tx, deps))
    if (relayed < BATCH) return
  }
}

async function relayBatch(tx: Tx, deps: Deps): Promise<number> {
  const puts = await takeOut(tx, BATCH)
  if (!puts) return 0
  for (const [centerId, own] of Map.groupBy(puts, (put) => put.centerId)) {
    const now = deps.clock()
    const center: Center = {
      now,
      rules: await loadCenterRules(tx, centerId),
      people: await loadRecipients(tx, centerId, now),
      webhooks: await loadWebhooks(tx, centerId),
    }
    const told = own.flatMap((put) => put.tellings.people.flatMap((telling) => tell(deps, center, put, telling)))
    await insertNews(
      tx,
      told.map(({ news }) => news),
    )
    await insertPostings(tx, [
      ...told.flatMap((one) => one.postings),
      ...(await toApplicants(tx, deps, center, own)),
      ...own.flatMap((put) => calls(deps, center, put)),
    ])
    await wake(tx, centerId, [...new Set(told.map(({ news }) => news.personId))])
  }
  return puts.length
}

export type Center = {
  readonly now: Instant
  readonly rules: CenterRules
  readonly people: readonly Recipient[]
  readonly webhooks: readonly ActiveWebhook[]
}
type Told = { readonly news: NewNews; readonly postings: readonly NewPosting[] }

/** Everybody whom a telling concerns, and whoever stands in for them; never the one who did it. */
function tell(deps: Deps, center: Center, put: Put, telling: Telling): Told[] {
  const meant = center.people.filter((person) => isMeant(telling.party, person, telling.ownerId))
  const standIns = new Set(meant.flatMap(({ standInId }) => standInId ?? []))
  return center.people
    .filter((person) => meant.includes(person) || standIns.has(person.personId))
    .filter(({ personId }) => personId !== put.tellings.actorId)
    .map((person) => toPerson(deps, center, put, telling, person))
}

function isMeant(party: Party, person: Recipient, ownerId: string): boolean {
  switch (party.kind) {
    case 'unit':
      return person.unitId === party.unitId
    case 'person':
      return person.personId === party.personId
    case 'owner':
    case 'applicant':
    case 'outside':
      return person.personId === ownerId
    case 'window':
      return person.role === 'officer'
    case 'supervisor':
    case 'leader':
      return person.role === party.kind
  }
}

/** News on the desk at once; by mail and SMS when the quiet hours are over, and not to somebody on leave. */
function toPerson(deps: Deps, center: Center, put: Put, telling: Telling, person: Recipient): Told {
  const { caseNo, path } = put.tellings
  const facts = { caseNo, ask: maskPersonalDataInText(telling.ask), dueAt: telling.dueAt, taskId: telling.taskId, path }
  const common = { centerId: put.centerId, caseId: put.caseId, topic: telling.topic }
  const news = { ...common, newsId: deps.newId(), personId: person.personId, facts, at: put.at }
  const policy = center.rules.policyAt(center.now)
  const notBefore = toldAt(center.rules.calendar, policy.quietHours, center.now)
  const choices = Choices.catch(usualChoices).parse(person.choices ?? usualChoices)
  const means = person.isAway ? [] : meansFor(telling.topic, choices).filter((one) => canReach(deps, person, one))
  const due = sayDueAt(center.rules.calendar, telling.dueAt, person.locale)
  const place = path ?? (put.caseId ? `/cases/${put.caseId}` : '')
  const link = place && linkTo(deps, place)
  const places = { centre: center.rules.name, caseNo, due, who: person.name, link }
  const say = (ask: string) => sayMessage(policy.messages, telling.topic, { ...places, ask }, person.locale)
  const postings = means.map(
    (channel): NewPosting => ({
      ...common,
      postingId: deps.newId(),
      channel,
      recipient: person.personId,
      number: put.number,
      body: { text: say(channel === 'sms' ? shortened(facts.ask) : facts.ask), link, dueAt: telling.dueAt },
      isDigest: notBefore > center.now,
      notBefore,
      at: put.at,
    }),
  )
  return { news, postings }
}

function canReach({ config: { outside } }: Deps, person: Recipient, means: Means): boolean {
  return means === 'email'
    ? person.email !== null && outside.smtpUrl !== null
    : person.mobile !== null && outside.sms !== null
}

const linkTo = ({ config }: Deps, path: string): string =>
  config.outside.publicUrl ? `${config.outside.publicUrl.replace(/\/$/, '')}${path}` : ''

/** A webhook hears of the kinds of events that it asked for, without a word of what is in them. */
function calls(deps: Deps, { webhooks, now }: Center, put: Put): NewPosting[] {
  const { caseNo, status, version, events } = put.tellings
  return webhooks.flatMap(({ webhookId, topics }): NewPosting[] => {
    const wanted = topics.length === 0 ? events : events.filter(({ type }) => topics.includes(type))
    if (wanted.length === 0) return []
    return [
      {
        centerId: put.centerId,
        caseId: put.caseId,
        topic: 'case-changed',
        postingId: deps.newId(),
        channel: 'webhook',
        recipient: webhookId,
        number: put.number,
        body: { caseId: put.caseId, caseNo, status, version, events: wanted },
        isDigest: false,
        notBefore: now,
        at: put.at,
      },
    ]
  })
}

async function wake(tx: Tx, centerId: string, personIds: readonly string[]): Promise<void> {
  const signals = personIds.map((recipientId) =>
    JSON.stringify({ centerId, recipientId, topic: 'news', subjectId: recipientId }),
  )
  await sql`select pg_notify(${SIGNAL_CHANNEL}, told) from unnest(${signals}::text[]) as told`.execute(tx)
}
