import { localDateOf } from '@bancheng/core/kernel/time.ts'
import { draftMessages, readDraft, readSummary, summaryMessages } from '@bancheng/core/triage/assistant.ts'
import { type DraftReply, type SummaryReply, triageContract } from '@bancheng/core/triage/contract.ts'
import type { FastifyInstance } from 'fastify'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { askAssistant } from './assistant-client.ts'
import { readSources } from './sources.ts'

/** Off unless the settings name a server. Whatever it does, nobody's work waits for it or is changed by it. */
export function registerAssistant(app: FastifyInstance, deps: Deps): void {
  const { assistant } = deps.config
  bind(app, triageContract.assistant, async () => ({ isOn: assistant !== null }))
  bind(app, triageContract.draft, async ({ session, body }): Promise<DraftReply> => {
    if (!assistant) return { outcome: 'off' }
    const { question, names } = body
    const sources = await readSources(deps.db, session.centerId, body.sources, localDateOf(deps.clock()))
    await recordUse(deps, session, 'assistant.draft')
    const answered = await askAssistant(assistant, draftMessages(question, sources, names))
    if (answered.outcome !== 'answered') return answered
    const draft = readDraft(answered.content, question, sources)
    if (!draft) return { outcome: 'unfounded' }
    const cited = draft.cited.map((source) => {
      const { kind, id, title } = source
      return { kind, id, title, label: `S${sources.indexOf(source) + 1}` }
    })
    return { outcome: 'drafted', text: draft.text, sources: cited }
  })
  bind(app, triageContract.summarise, async ({ session, body }): Promise<SummaryReply> => {
    if (!assistant) return { outcome: 'off' }
    await recordUse(deps, session, 'assistant.summary')
    const answered = await askAssistant(assistant, summaryMessages(body.call, body.names))
    if (answered.outcome !== 'answered') return answered
    const text = readSummary(answered.content)
    return text ? { outcome: 'summarised', text } : { outcome: 'unreadable' }
  })
}

/** Who let something leave, and when; never what. */
const recordUse = (deps: Deps, session: Session, action: string): Promise<void> =>
  inTransaction(deps.db, (tx) => recordAccess(tx, deps, session, { action }))
