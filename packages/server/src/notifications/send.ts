import { type Instant, sayInstant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadPresences } from '../directory/presence.ts'
import { sendMail } from '../platform/mail.ts'
import { signedPost } from '../platform/signed-post.ts'
import { leasePostings, markFailed, markSent, type Posting } from './postings.ts'

const BATCH = 100
/** How many are on their way at once: one slow receiver must not hold up the others. */
const AT_ONCE = 10

/** Sends whatever has its time. Each is tried by one process at a time, and noted as sent the moment it was taken. */
export async function sendPostings(deps: Deps, isStopped: () => boolean = () => false): Promise<number> {
  let total = 0
  while (!isStopped()) {
    const postings = await leasePostings(deps.db, deps.clock(), BATCH)
    const { called, spared } = await passedOn(deps, postings)
    if (spared.length > 0) await markSent(deps.db, spared, deps.clock())
    const letters = lettersOf(called)
    for (let first = 0; first < letters.length; first += AT_ONCE)
      await Promise.all(letters.slice(first, first + AT_ONCE).map((letter) => send(deps, letter)))
    total += postings.length
    if (postings.length === 0) break
  }
  return total
}

/** Who went on leave since it was written is not called: it goes to whoever is there for them, or to nobody. */
async function passedOn({ db, clock }: Deps, postings: readonly Posting[]) {
  const called: Posting[] = []
  const spared: Posting[] = []
  for (const [centerId, own] of Map.groupBy(postings, (one) => one.centerId)) {
    const { isAway, standInOf } = await loadPresences(db, centerId, clock())
    for (const posting of own) {
      const isThere = posting.channel === 'webhook' || !isAway(posting.recipient)
      const recipient = isThere ? posting.recipient : standInOf(posting.recipient)
      if (recipient) called.push({ ...posting, recipient })
      else spared.push(posting)
    }
  }
  return { called, spared }
}

type Letter = readonly [Posting, ...Posting[]]

/** What waited through the night goes to each person as one digest. */
function lettersOf(postings: readonly Posting[]): Letter[] {
  const keyOf = (one: Posting) =>
    one.isDigest && one.channel !== 'webhook' ? `${one.channel} ${one.recipient}` : one.postingId
  return [...Map.groupBy(postings, keyOf).values()].map((letter) => letter as unknown as Letter) // a group is never empty
}

async function send(deps: Deps, letter: Letter): Promise<void> {
  const now = deps.clock()
  try {
    await senders[letter[0].channel](deps, letter, now)
  } catch (error) {
    const said = error instanceof Error ? `${error.name}: ${error.message}` : 'fault'
    await markFailed(deps.db, letter, said.slice(0, 300), now)
    return
  }
  await markSent(deps.db, letter, now)
}

const senders = { email: sendEmail, sms: sendSms, webhook: callWebhook } as const satisfies Record<
  Posting['channel'],
  (deps: Deps, letter: Letter, now: Instant) => Promise<void>
>

const textOf = ({ body }: Posting): string => [body.text, body.link].filter(Boolean).join('\n')

async function addressOf({ db }: Deps, { centerId, recipient }: Posting) {
  const { rows } = await sql<{ email: string | null; mobile: { sealed: string } | null }>`
    select email, mobile from notification_choice where center_id = ${centerId} and person_id = ${recipient}
  `.execute(db)
  return rows[0] ?? { email: null, mobile: null }
}

async function sendEmail(deps: Deps, letter: Letter, now: Instant): Promise<void> {
  const [first] = letter
  const { email } = await addressOf(deps, first)
  if (!email) return // they took their address away meanwhile
  const subject = letter.length === 1 ? String(first.body.text) : `${sayInstant(now)} 办件提醒 ${letter.length} 条`
  const text = [...new Set(letter.map(textOf))].join('\n\n') // a stand-in may have been told of it too
  await sendMail(deps.config.outside, { messageId: first.postingId, to: email, subject, text })
}

/** The generic provider: JSON with number and text, signed as a webhook is. */
async function sendSms(deps: Deps, letter: Letter, now: Instant): Promise<void> {
  const [first] = letter
  const { sms } = deps.config.outside
  const { mobile } = await addressOf(deps, first)
  if (!sms || !mobile) return
  const text = [...new Set(letter.map(({ body }) => String(body.text)))].join('；')
  const body = JSON.stringify({ id: first.postingId, to: deps.crypto.unseal(mobile.sealed), text })
  await signedPost({ ...sms, body, now, headers: { 'x-bancheng-id': first.postingId } })
}

async function callWebhook(deps: Deps, [posting]: Letter, now: Instant): Promise<void> {
  const { rows } = await sql<{ url: string; secret: string }>`
    select url, secret_sealed as secret from webhook
    where center_id = ${posting.centerId} and webhook_id = ${posting.recipient} and disabled_at is null
  `.execute(deps.db)
  const [webhook] = rows
  if (!webhook) return // it was told to be told no more
  const body = JSON.stringify({ id: posting.postingId, number: posting.number, topic: posting.topic, ...posting.body })
  const headers = { 'x-bancheng-id': posting.postingId }
  await signedPost({ url: webhook.url, secret: deps.crypto.unseal(webhook.secret), body, now, headers })
}
