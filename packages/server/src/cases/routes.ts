import { PassThrough } from 'node:stream'
import { type CommandName, commandInputs, commandNames } from '@bancheng/core/cases/commands.ts'
import { caseContract } from '@bancheng/core/cases/contract.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { CaseView } from '@bancheng/core/cases/view.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { requireSession, type Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { localeOf } from '../platform/problem.ts'
import { type Asker, execute } from './execute.ts'
import { writeLedger } from './export.ts'
import { inboxOf } from './inbox.ts'
import { ledgerPage, ledgerRows } from './ledger.ts'
import { registerLive } from './live-routes.ts'
import { register } from './register.ts'
import { reveal } from './reveal.ts'
import { requireVisible } from './scope.ts'
import { caseView } from './view.ts'
import { recordView } from './viewing.ts'

const Key = z.string().min(8).max(100)

/** @throws Refusal invalid-input: every command needs a key, so that a repeated request has one effect */
function keyOf(request: FastifyRequest): string {
  const key = Key.safeParse(request.headers['idempotency-key'])
  if (!key.success) throw new Refusal('invalid-input', { field: 'Idempotency-Key' })
  return key.data
}

const askerOf = (session: Session, request: FastifyRequest) =>
  ({ centerId: session.centerId, actor: session.actor, locale: localeOf(request), key: null }) satisfies Asker

const answer = async (deps: Deps, reply: FastifyReply, asker: Asker, state: CaseState) => {
  reply.header('etag', `"${state.version}"`).header('cache-control', 'no-store')
  return caseView(deps, deps.db, asker, state)
}

export function registerCases(app: FastifyInstance, deps: Deps): void {
  bind(app, caseContract.registerCase, async ({ session, body, request, reply }) => {
    const asker = { ...askerOf(session, request), key: keyOf(request) }
    const { state } = await register(deps, asker, body)
    return answer(deps, reply, asker, state)
  })
  bind(app, caseContract.viewCase, async ({ session, params, request, reply }) => {
    const state = await requireVisible(deps.db, session, params.caseId)
    await recordView(deps, session, state)
    return answer(deps, reply, askerOf(session, request), state)
  })
  bind(app, caseContract.inbox, async ({ session, query, request }) =>
    inboxOf(deps.db, askerOf(session, request), query, deps.clock()),
  )
  bind(app, caseContract.ledger, async ({ session, query, request }) => {
    const { cursor, size, ...filter } = query
    return ledgerPage(deps, askerOf(session, request), filter, { cursor, size })
  })
  bind(app, caseContract.exportLedger, async ({ session, query, request, reply }) => {
    const asker = askerOf(session, request)
    await inTransaction(deps.db, (tx) => recordAccess(tx, deps, session, { action: 'ledger.export' }))
    const file = new PassThrough()
    writeLedger(file, ledgerRows(deps, asker, query), asker.locale).catch((error: Error) => file.destroy(error))
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header(
        'content-disposition',
        `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent('台账.xlsx')}`,
      )
      .header('cache-control', 'no-store')
      .send(file)
  })
  bind(app, caseContract.revealPersonalData, async ({ session, params, body, reply }) => {
    const value = await reveal(deps, session, params.caseId, body)
    reply.header('cache-control', 'no-store')
    return { value }
  })
  for (const command of commandNames) registerCommand(app, deps, command)
  registerLive(app, deps)
}

const kebab = (command: string) => command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const Params = z.object({ caseId: z.string().max(64) })

/** `POST /api/cases/:caseId/commands/accept-case` and so on: one route for each command, with the command's own schema. */
function registerCommand(app: FastifyInstance, deps: Deps, command: CommandName): void {
  const body = z.object({
    /** The version that the person saw; or the header If-Match with the ETag. */
    expectedVersion: z.int().positive().optional(),
    input: commandInputs[command],
  })
  const url = `/api/cases/:caseId/commands/${kebab(command)}`
  const schema = { summary: labels.en.command[command], params: Params, body, response: { 200: CaseView } }
  app.post(url, { schema, preParsing: async (request) => void requireSession(request) }, async (request, reply) => {
    const { caseId } = Params.parse(request.params)
    const { expectedVersion, input } = body.parse(request.body)
    const asker = { ...askerOf(requireSession(request), request), key: keyOf(request) }
    const version = expectedVersion ?? versionOf(request)
    const { state } = await execute(deps, asker, { caseId, command, input, expectedVersion: version })
    return answer(deps, reply, asker, state)
  })
}

/** @throws Refusal invalid-input: whoever does not say which version they saw could undo what they never read */
function versionOf(request: FastifyRequest): number {
  const version = /^"?(\d+)"?$/.exec(request.headers['if-match'] ?? '')?.[1]
  if (!version) throw new Refusal('invalid-input', { field: 'expectedVersion' })
  return Number(version)
}
