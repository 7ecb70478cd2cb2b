import { Completion, type Message } from '@bancheng/core/triage/assistant.ts'
import type { AssistantConfig } from '../config.ts'

/** What came back, or why nothing did. The reason is for the person; nothing of the answer is kept or logged. */
export type Answered =
  | { readonly outcome: 'answered'; readonly content: string }
  | { readonly outcome: 'unreachable' | 'slow' | 'unreadable' }
  | { readonly outcome: 'failed'; readonly status: number }

/** Longer than any draft: the rest is not read. */
const MOST_BYTES = 256 * 1024
const MOST_TOKENS = 1_200

/**
 * Asks an OpenAI-compatible server once; asked again by the person, never by itself. The answer is read whole: what is not
 * held up by its sources is shown to nobody, not even while it is being written.
 * @param cancelled the person waits for it no longer
 */
export async function askAssistant(
  config: AssistantConfig,
  messages: readonly Message[],
  cancelled: AbortSignal,
): Promise<Answered> {
  const late = AbortSignal.timeout(config.timeoutMs)
  const signal = AbortSignal.any([late, cancelled])
  try {
    const response = await fetch(completionsUrl(config.url), {
      method: 'POST',
      redirect: 'error', // what was masked for one server is sent to no other
      headers: {
        'content-type': 'application/json',
        ...(config.key ? { authorization: `Bearer ${config.key}` } : {}),
      },
      body: JSON.stringify({ model: config.model, messages, temperature: 0, max_tokens: MOST_TOKENS, stream: false }),
      signal,
    })
    if (!response.ok) {
      await response.body?.cancel()
      return { outcome: 'failed', status: response.status }
    }
    return readCompletion(await readText(response))
  } catch {
    // Refused, reset, not found, or too late: the person is told which, and goes on without it.
    return { outcome: late.aborted ? 'slow' : 'unreachable' }
  }
}

/** `…/v1` and the address above it are both what people write into settings. */
export function completionsUrl(base: string): URL {
  const url = new URL(base)
  const path = url.pathname.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')
  url.pathname = `${path.endsWith('/v1') ? path : `${path}/v1`}/chat/completions`
  return url
}

/** As it may be shown: no name, password or query that came with it. */
export function shownUrl(base: string): string {
  const { origin, pathname } = completionsUrl(base)
  return `${origin}${pathname}`
}

async function readText(response: Response): Promise<string | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readCompletion(text: string | null): Answered {
  try {
    const [choice] = Completion.parse(JSON.parse(text ?? '')).choices
    return choice ? { outcome: 'answered', content: choice.message.content } : { outcome: 'unreadable' }
  } catch {
    return { outcome: 'unreadable' } // no JSON, or none of the protocol
  }
}
