import type { Instant } from '@bancheng/core/kernel/time.ts'
import { z } from 'zod'
import { signedPost } from '../platform/signed-post.ts'
import { Undeliverable } from '../platform/undeliverable.ts'

export type SmsProvider = { readonly url: string; readonly secret: string }
export type Sms = {
  /** The same message tried again keeps its id: a provider sends it once. */
  readonly id: string
  readonly to: string
  readonly text: string
}

/** Many answer 200 whatever became of it, and say it in the body. */
const Answer = z.object({ accepted: z.boolean(), final: z.boolean().default(false) })

/**
 * The generic provider: `{ id, to, text }` as JSON, signed as a webhook is, the id in `x-bancheng-id` too. Taken is a 2xx
 * whose body, where it is JSON with `accepted`, says true. `{ "accepted": false, "final": true }`, 400 and 422 mean that
 * this message will never be taken; everything else is tried again. What became of it later the provider may post to
 * `/api/sms/receipts`, signed the same way (receipts.ts).
 * @throws Undeliverable · Error
 */
export async function handOver({ url, secret }: SmsProvider, sms: Sms, now: Instant): Promise<void> {
  const answer = await signedPost({ url, secret, body: JSON.stringify(sms), now, headers: { 'x-bancheng-id': sms.id } })
  const said = Answer.safeParse(await bodyOf(answer)).data
  if (answer.status === 400 || answer.status === 422 || (said?.accepted === false && said.final))
    throw new Undeliverable(`the provider refused it (${answer.status})`)
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
  if (said?.accepted === false) throw new Error('the provider did not take it')
}

async function bodyOf(answer: Response): Promise<unknown> {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    return null // plain words: the status alone says it
  }
}
