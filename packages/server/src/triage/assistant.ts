import { addMinutes, localDateOf } from '@bancheng/core/kernel/time.ts'
import {
  draftMessages,
  readDraft,
  readSummary,
  sentOf,
  summaryMessages,
  tryMessages,
} from '@bancheng/core/triage/assistant.ts'
import { type DraftReply, type SummaryReply, triageContract } from '@bancheng/core/triage/contract.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { sql } from 'kysely'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { askAssistant, shownUrl } from './assistant-client.ts'
import { readSources } from './sources.ts'

/** Off unless the settings name a server. Whatever it does, nobody's work waits for it or is changed by it. */
export function registerAssistant(app: FastifyInstance, deps: Deps): void {
  const { assistant } = deps.config
  bind(app, triageContract.assistant, async () => ({ isOn: assistant !== null }))
  bind(app, triageContract.draft, async ({ session, body, reply }): Promise<DraftReply> => {
    if (!assistant) return nothing('off')
    const { question, names } = body
    const sources = await readSources(deps.db, session.centerId, body.sources, localDateOf(deps.clock()))
    if (sources.length === 0) return nothing('unfounded')
    await recordUse(deps, session, 'assistant.draft')
    const messages = draftMessages(question, sources, names)
    const sent = sentOf(messages)
    const answered = await askAssistant(assistant, messages, whenGone(reply))
    if (answered.outcome !== 'answered') return { status: null, sent, ...answered }
    const draft = readDraft(answered.content, question, sources)
    if (!draft) return { outcome: 'unfounded', status: null, sent }
    const cited = draft.cited.map((source) => {
      const { kind, id, title } = source
      return { kind, id, title, label: `S${sources.indexOf(source) + 1}` }
    })
    return { outcome: 'drafted', text: draft.text, sources: cited, sent }
  })
  bind(app, triageContract.summarise, async ({ session, body, reply }): Promise<SummaryReply> => {
    if (!assistant) return nothing('off')
    await recordUse(deps, session, 'assistant.summary')
    const messages = summaryMessages(body.call, body.names)
    const sent = sentOf(messages)
    const answered = await askAssistant(assistant, messages, whenGone(reply))
    if (answered.outcome !== 'answered') return { status: null, sent, ...answered }
    const text = readSummary(answered.content)
    return text ? { outcome: 'summarised', text, sent } : { outcome: 'unreadable', status: null, sent }
  })
  registerSettings(app, deps)
}

const nothing = (outcome: 'off' | 'unfounded') => ({ outcome, status: null, sent: null })

/** Whoever closes the page or presses “cancel” waits no longer, and so does nobody else. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) gone.abort()
  })
  return gone.signal
}

const MINUTES_OF_THIRTY_DAYS = 30 * 24 * 60

/** What whoever runs the desk may know of it: where and which model, never the key. */
function registerSettings(app: FastifyInstance, deps: Deps): void {
  const { assistant } = deps.config
  bind(app, triageContract.assistantSettings, async ({ session }) => {
    const since = addMinutes(deps.clock(), -MINUTES_OF_THIRTY_DAYS)
    const { rows } = await sql<{ asked: number }>`
      select count(*)::integer as asked from audit_entry
      where center_id = ${session.centerId} and action in ('assistant.draft', 'assistant.summary') and at > ${since}
    `.execute(deps.db)
    const server = assistant && {
      url: shownUrl(assistant.url),
      model: assistant.model,
      hasKey: assistant.key !== null,
      seconds: assistant.timeoutMs / 1_000,
    }
    return { server, asked: rows[0]?.asked ?? 0 }
  })
  bind(app, triageContract.tryAssistant, async ({ session, reply }) => {
    if (!assistant) return { outcome: 'off' as const, status: null, ms: 0 }
    await recordUse(deps, session, 'assistant.try')
    const start = performance.now()
    const answered = await askAssistant(assistant, tryMessages, whenGone(reply))
    const status = answered.outcome === 'failed' ? answered.status : null
    return { outcome: answered.outcome, status, ms: Math.round(performance.now() - start) }
  })
}

/** Who let something leave, and when; never what. */
const recordUse = (deps: Deps, session: Session, action: string): Promise<void> =>
  inTransaction(deps.db, (tx) => recordAccess(tx, deps, session, { action }))
