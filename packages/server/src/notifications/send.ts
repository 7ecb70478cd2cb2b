import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sayMessage } from '@bancheng/core/policy/messages.ts'
import { toldAt } from '@bancheng/core/policy/moments.ts'
import { withSignature } from '@bancheng/core/policy/sms.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadPresences } from '../directory/presence.ts'
import { inTransaction } from '../platform/db.ts'
import { sendMail } from '../platform/mail.ts'
import { requireTaken, signedPost } from '../platform/signed-post.ts'
import { Undeliverable } from '../platform/undeliverable.ts'
import { type CenterRules, loadCenterRules } from '../policy/center.ts'
import { addressOf, forgetWhenSent, isOutside, readDigest, smsFor, tellInstead } from './addresses.ts'
import { type Failure, leasePostings, markFailed, markSent, type Posting, postpone } from './postings.ts'
import { handOver } from './sms.ts'

/** As many as are surely sent, or have failed, before somebody else may take them. */
const BATCH = 30
/** How many are on their way at once: one slow receiver must not hold up the others. */
const AT_ONCE = 10
const TRIES = 12
/** Some twenty minutes: what the applicant has not got by then is said by phone. */
const TRIES_OUTSIDE = 6

/** Sends whatever has its time. Each is tried by one process at a time, and noted as sent the moment it was taken. */
export async function sendPostings(deps: Deps, isStopped: () => boolean = () => false): Promise<number> {
  let total = 0
  while (!isStopped()) {
    const postings = await leasePostings(deps.db, deps.clock(), BATCH)
    for (const [centerId, own] of Map.groupBy(postings, (posting) => posting.centerId)) {
      const rules = await loadCenterRules(deps.db, centerId)
      const { called, spared } = await passedOn(deps, centerId, own)
      if (spared.length > 0) await markSent(deps.db, spared, deps.clock())
      const letters = lettersOf(await withoutQuiet(deps, rules, called))
      for (let first = 0; first < letters.length; first += AT_ONCE)
        await Promise.all(letters.slice(first, first + AT_ONCE).map((letter) => send(deps, rules, letter)))
    }
    total += postings.length
    if (postings.length === 0) break
  }
  return total
}

/** Who went on leave since it was written is not called: it goes to whoever is there for them, or to nobody. */
async function passedOn({ db, clock }: Deps, centerId: string, postings: readonly Posting[]) {
  const called: Posting[] = []
  const spared: Posting[] = []
  const { isAway, standInOf } = await loadPresences(db, centerId, clock())
  for (const posting of postings) {
    const isThere = posting.channel === 'webhook' || isOutside(posting) || !isAway(posting.recipient)
    const recipient = isThere ? posting.recipient : standInOf(posting.recipient)
    if (recipient) called.push({ ...posting, recipient })
    else spared.push(posting)
  }
  return { called, spared }
}

/** What was held up until the night waits for the morning. A notice was asked for this minute, a webhook wakes nobody. */
async function withoutQuiet(deps: Deps, rules: CenterRules, postings: readonly Posting[]): Promise<readonly Posting[]> {
  const now = deps.clock()
  const until = toldAt(rules.calendar, rules.policyAt(now).quietHours, now)
  if (until <= now) return postings
  const isQuiet = ({ channel, topic }: Posting) => channel !== 'webhook' && topic !== 'notice'
  await postpone(deps.db, postings.filter(isQuiet), until)
  return postings.filter((posting) => !isQuiet(posting))
}

type Letter = readonly [Posting, ...Posting[]]

/** What waited through the night goes to each person as one digest. */
function lettersOf(postings: readonly Posting[]): Letter[] {
  const keyOf = (one: Posting) =>
    one.isDigest && one.channel !== 'webhook' ? `${one.channel} ${one.recipient}` : one.postingId
  return [...Map.groupBy(postings, keyOf).values()].map((letter) => letter as unknown as Letter) // a group is never empty
}

/** Whoever stands in may have been told of it for themselves too. */
const distinctOf = (letter: Letter): readonly Posting[] => [
  ...new Map(letter.map((posting) => [String(posting.body.text), posting])).values(),
]

async function send(deps: Deps, rules: CenterRules, letter: Letter): Promise<void> {
  const now = deps.clock()
  try {
    await senders[letter[0].channel](deps, rules, letter, now)
  } catch (error) {
    await inTransaction(deps.db, async (tx) => {
      const given = await markFailed(tx, letter, failureOf(letter[0], error), now)
      for (const posting of given.filter(isOutside)) await tellInstead(tx, posting, now)
    })
    return
  }
  await inTransaction(deps.db, async (tx) => {
    await markSent(tx, letter, now)
    await forgetWhenSent(tx, letter[0])
  })
}

function failureOf(posting: Posting, error: unknown): Failure {
  const said = error instanceof Error ? `${error.name}: ${error.message}` : 'fault'
  const tries = isOutside(posting) ? TRIES_OUTSIDE : TRIES
  return { error: said.slice(0, 300), givenUpAfter: error instanceof Undeliverable ? 1 : tries }
}

const senders = { email: sendEmail, sms: sendSms, webhook: callWebhook } as const satisfies Record<
  Posting['channel'],
  (deps: Deps, rules: CenterRules, letter: Letter, now: Instant) => Promise<void>
>

const textOf = ({ body }: Posting): string => [body.text, body.link].filter(Boolean).join('\n')

async function sendEmail(deps: Deps, rules: CenterRules, letter: Letter, now: Instant): Promise<void> {
  const [first] = letter
  const { email, locale } = await addressOf(deps, first)
  if (!email) return // they took their address away meanwhile
  const distinct = distinctOf(letter)
  const subject = distinct.length === 1 ? String(first.body.text) : digestOf(rules, distinct, locale, now)
  const text = distinct.map(textOf).join('\n\n')
  await sendMail(deps.config.outside, { messageId: first.postingId, to: email, subject, text })
}

const digestOf = (rules: CenterRules, letter: readonly Posting[], locale: 'zh' | 'en', now: Instant): string =>
  sayMessage(rules.policyAt(now).messages, 'digest', readDigest(letter), locale)

/** Several in one SMS would be a letter: how many, and the next due time. */
async function sendSms(deps: Deps, rules: CenterRules, letter: Letter, now: Instant): Promise<void> {
  const [first] = letter
  const { sms } = deps.config.outside
  if (!sms) throw new Error('no SMS provider')
  const goal = await smsFor(deps, rules, first, now)
  if (!goal) return // they took their number away meanwhile
  const distinct = distinctOf(letter)
  const said = distinct.length === 1 ? goal.text : digestOf(rules, distinct, goal.locale, now)
  const text = withSignature(rules.policyAt(now).messages.signature, said)
  await handOver(sms, { id: first.postingId, to: goal.number, text }, now)
}

async function callWebhook(deps: Deps, _: CenterRules, [posting]: Letter, now: Instant): Promise<void> {
  const { rows } = await sql<{ url: string; secret: string }>`
    select url, secret_sealed as secret from webhook
    where center_id = ${posting.centerId} and webhook_id = ${posting.recipient} and disabled_at is null
  `.execute(deps.db)
  const [webhook] = rows
  if (!webhook) return // it was told to be told no more
  const body = JSON.stringify({ id: posting.postingId, number: posting.number, topic: posting.topic, ...posting.body })
  const headers = { 'x-bancheng-id': posting.postingId }
  const secret = deps.crypto.unseal(webhook.secret)
  await requireTaken(await signedPost({ url: webhook.url, secret, body, now, headers }))
}
