import { Id } from '@bancheng/core/kernel/ids.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { msOf } from '@bancheng/core/kernel/time.ts'
import { LINK_HEADER, publicLinkAddress } from '@bancheng/core/links/address.ts'
import { LinkAnswer, LinkCode, LinkPage, linkContract } from '@bancheng/core/links/contract.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { sendFile } from '../files/send.ts'
import { bind } from '../identity/endpoint.ts'
import { sha256 } from '../platform/crypto.ts'
import { FILE_LIMIT } from '../platform/files.ts'
import { localeOf } from '../platform/problem.ts'
import { giveNewCode, issueLink, listLinks, previewLink, revoke } from './issue.ts'
import { answerByLink, attach, giveCode, readSentFile, type Visitor, visit } from './visit.ts'

export function registerLinks(app: FastifyInstance, deps: Deps): void {
  bind(app, linkContract.issueLink, async ({ session, params, body, reply }) => {
    reply.header('cache-control', 'no-store')
    return issueLink(deps, session, { ...params, ...body })
  })
  bind(app, linkContract.previewLink, async ({ session, params, body }) => ({
    page: await previewLink(deps, session, { ...params, ...body }),
  }))
  bind(app, linkContract.linksOfCase, async ({ session, params }) => ({
    links: await listLinks(deps, session, params.caseId),
  }))
  bind(app, linkContract.revokeLink, async ({ session, params }) => ({
    links: await revoke(deps, session, params.caseId, params.linkId),
  }))
  bind(app, linkContract.renewLinkCode, async ({ session, params, reply }) => {
    reply.header('cache-control', 'no-store')
    return { code: await giveNewCode(deps, session, params.caseId, params.linkId) }
  })
  registerVisits(app, deps)
}

/** By address: a person types a code a few times, a guesser thousands. */
const rateLimit = { max: 60, timeWindow: '1 minute', keyGenerator: ({ ip }: { ip: string }) => `link ${ip}` }
const Secret = z.string().min(20).max(100)
const Key = z.string().min(8).max(100)

/** A phone may hold several links: each has a pass of its own. The name tells nobody which link it is. */
const cookieOf = (token: string): string => `bancheng_link_${sha256(`cookie ${token}`).slice(0, 16)}`

/** @throws Refusal link-unknown */
function visitorOf(request: FastifyRequest): Visitor {
  const token = Secret.safeParse(request.headers[LINK_HEADER])
  if (!token.success) throw new Refusal('link-unknown')
  return { token: token.data, pass: request.cookies[cookieOf(token.data)] ?? null, address: request.ip }
}

/**
 * What the page behind a link asks; no session (identity/guard.ts opens these five). The secret comes in a header that
 * no other site can send along, so the pass in the cookie needs no further token.
 */
function registerVisits(app: FastifyInstance, deps: Deps): void {
  const open = { config: { rateLimit } }
  const page = { summary: 'What a link shows to whoever holds it', response: { 200: LinkPage } }
  app.get(publicLinkAddress.page, { ...open, schema: page }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return visit(deps, visitorOf(request))
  })

  const code = { summary: 'Give the code of a link, once', body: LinkCode, response: { 200: LinkPage } }
  app.post(publicLinkAddress.code, { ...open, schema: code }, async (request, reply) => {
    const visitor = visitorOf(request)
    const { link, pass } = await giveCode(deps, visitor, LinkCode.parse(request.body).code)
    reply.header('cache-control', 'no-store').setCookie(cookieOf(visitor.token), pass, {
      path: publicLinkAddress.page,
      httpOnly: true,
      sameSite: 'strict',
      secure: deps.config.secureCookies,
      maxAge: Math.ceil((msOf(link.expiresAt) - msOf(deps.clock())) / 1_000),
    })
    return visit(deps, { ...visitor, pass })
  })

  const file = { summary: 'Attach one file to the answer (multipart)' }
  app.post(publicLinkAddress.file, { ...open, schema: file }, async (request) => {
    const visitor = visitorOf(request)
    if (!request.isMultipart()) throw new Refusal('invalid-input', { field: 'file' })
    const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: FILE_LIMIT + 1, files: 1 } })
    if (!part) throw new Refusal('invalid-input', { field: 'file' })
    return attach(deps, visitor, { name: part.filename, content: part.file })
  })

  const read = { summary: 'A file that was sent along; every reading is recorded', params: z.object({ fileId: Id }) }
  app.get(`${publicLinkAddress.file}/:fileId`, { ...open, schema: read }, async (request, reply) => {
    const { fileId } = z.object({ fileId: Id }).parse(request.params)
    const file = await readSentFile(deps, visitorOf(request), fileId)
    return sendFile(reply, file, deps.files.read(file.sha256))
  })

  const answer = { summary: 'Answer the task of a link; it is then used', body: LinkAnswer }
  app.post(publicLinkAddress.answer, { ...open, schema: answer }, async (request, reply) => {
    const visitor = visitorOf(request)
    const key = Key.safeParse(request.headers['idempotency-key'])
    if (!key.success) throw new Refusal('invalid-input', { field: 'Idempotency-Key' })
    await answerByLink(deps, visitor, LinkAnswer.parse(request.body), { key: key.data, locale: localeOf(request) })
    return reply.code(204).send()
  })
}
