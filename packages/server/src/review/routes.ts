import { Readable } from 'node:stream'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { reviewContract as contract } from '@bancheng/core/review/contract.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { chineseFaces } from '../platform/pdf/chinese-faces.ts'
import { localeOf } from '../platform/problem.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { freezeReview, nextToFreeze } from './freeze.ts'
import { answerTask, changeList, giveInstruction, judgeTask, signTask } from './instruct.ts'
import { viewTask, waitingFor } from './instruction-reads.ts'
import { writePdf } from './pdf.ts'
import { viewPages, viewReview } from './reads.ts'
import { readReviews } from './store.ts'
import { writeDocument } from './word.ts'

const Key = z.string().min(8).max(100)

/** @throws Refusal invalid-input: what has an effect needs a key, so that a repeated request has one */
function keyOf(request: FastifyRequest): string {
  const key = Key.safeParse(request.headers['idempotency-key'])
  if (!key.success) throw new Refusal('invalid-input', { field: 'Idempotency-Key' })
  return key.data
}

export function registerReview(app: FastifyInstance, deps: Deps): void {
  registerReading(app, deps)
  registerInstructing(app, deps)
}

function registerReading(app: FastifyInstance, deps: Deps): void {
  const readerOf = (session: Session, request: FastifyRequest) => ({
    session,
    locale: localeOf(request),
    now: deps.clock(),
  })
  const note = (session: Session, action: string, month: string, facts: Record<string, string> = {}) =>
    inTransaction(deps.db, (tx) =>
      recordAccess(tx, deps, session, { action, object: { kind: 'review', id: month }, facts: { month, ...facts } }),
    )
  bind(app, contract.listReviews, async ({ session }) => ({
    rows: (await readReviews(deps.db, session.centerId)).map(({ frozenBy, ...row }) => row),
    next: await nextToFreeze(deps, session.centerId),
  }))
  bind(app, contract.freezeReview, async ({ session, body }) => {
    await freezeReview(deps, session.centerId, body.month, session.actor.name)
    await note(session, 'review.freeze', body.month)
    return body
  })
  bind(app, contract.viewReview, async ({ session, params, request }) => {
    const view = await viewReview(deps.db, readerOf(session, request), params.month)
    await note(session, 'review.view', params.month)
    return view
  })
  bind(app, contract.viewReviewPages, async ({ session, params, query, request }) => {
    const pages = await viewPages(deps.db, readerOf(session, request), params.month, query.caseId)
    await note(session, 'review.view', params.month, { pages: query.caseId ?? 'all' })
    return { pages }
  })
  /** What the papers say, in Chinese: they are official ones, whatever language the reader's desk has. */
  const paperOf = async (session: Session, request: FastifyRequest, month: string) => {
    const reader = { ...readerOf(session, request), locale: 'zh' as const }
    return { view: await viewReview(deps.db, reader, month), pages: await viewPages(deps.db, reader, month) }
  }
  bind(app, contract.reviewDocument, async ({ session, params, request, reply }) => {
    const { view, pages } = await paperOf(session, request, params.month)
    const file = await writeDocument(view, pages, session.centerName)
    await note(session, 'review.export', params.month, { as: 'docx' })
    return attached(reply, params.month, 'docx').send(file)
  })
  bind(app, contract.reviewPdf, async ({ session, params, request, reply }) => {
    const faces = await chineseFaces()
    if (!faces) throw new Refusal('pdf-fonts-missing')
    const { view, pages } = await paperOf(session, request, params.month)
    await note(session, 'review.export', params.month, { as: 'pdf' })
    const { centerId, centerName } = session
    const printed = { centerName, isSample: centerId === SAMPLE_CENTER_ID, faces }
    return attached(reply, params.month, 'pdf').send(Readable.from(writePdf(view, pages, printed)))
  })
  bind(app, contract.instructionTasks, ({ session, request }) => waitingFor(deps, readerOf(session, request)))
  bind(app, contract.instructionTask, ({ session, params, request }) =>
    viewTask(deps, readerOf(session, request), params.taskId),
  )
}

const fileKinds = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

function attached(reply: FastifyReply, month: string, kind: keyof typeof fileKinds): FastifyReply {
  const name = encodeURIComponent(`月度阅批件 ${month}.${kind}`)
  return reply
    .header('content-type', fileKinds[kind])
    .header('content-disposition', `attachment; filename="review-${month}.${kind}"; filename*=UTF-8''${name}`)
    .header('cache-control', 'no-store')
}

function registerInstructing(app: FastifyInstance, deps: Deps): void {
  bind(app, contract.removeFromReview, async ({ session, params, body }) => {
    await changeList(deps, session, { ...params, kind: 'removed' }, body.reason)
    return null
  })
  bind(app, contract.restoreToReview, async ({ session, params, body }) => {
    await changeList(deps, session, { ...params, kind: 'restored' }, body.reason)
    return null
  })
  bind(app, contract.instruct, async ({ session, params, body, request }) => ({
    instructionId: await giveInstruction(deps, { session, key: keyOf(request), month: params.month }, body),
  }))
  bind(app, contract.signInstruction, async ({ session, params, body }) => {
    await signTask(deps, { session, taskId: params.taskId }, body.number)
    return null
  })
  bind(app, contract.answerInstruction, async ({ session, params, body }) => {
    await answerTask(deps, { session, taskId: params.taskId }, body)
    return null
  })
  bind(app, contract.judgeAnswer, async ({ session, params, body }) => {
    await judgeTask(deps, { session, taskId: params.taskId }, body)
    return null
  })
}
