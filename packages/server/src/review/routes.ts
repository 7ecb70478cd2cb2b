import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { reviewContract as contract } from '@bancheng/core/review/contract.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { localeOf } from '../platform/problem.ts'
import { freezeReview, nextToFreeze } from './freeze.ts'
import { answerTask, giveInstruction, judgeTask, removeEntry } from './instruct.ts'
import { viewPages, viewReview, waitingFor } from './reads.ts'
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
  const note = (session: Session, action: string, month: string) =>
    inTransaction(deps.db, (tx) =>
      recordAccess(tx, deps, session, { action, object: { kind: 'review', id: month }, facts: { month } }),
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
  bind(app, contract.viewReviewPages, async ({ session, params, query, request }) => ({
    pages: await viewPages(deps.db, readerOf(session, request), params.month, query.caseId),
  }))
  bind(app, contract.reviewDocument, async ({ session, params, request, reply }) => {
    const reader = { ...readerOf(session, request), locale: 'zh' as const } // an official paper
    const view = await viewReview(deps.db, reader, params.month)
    const file = await writeDocument(view, await viewPages(deps.db, reader, params.month), session.centerName)
    await note(session, 'review.export', params.month)
    const name = encodeURIComponent(`月度阅批件 ${params.month}.docx`)
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .header('content-disposition', `attachment; filename="review-${params.month}.docx"; filename*=UTF-8''${name}`)
      .header('cache-control', 'no-store')
      .send(file)
  })
  bind(app, contract.instructionTasks, ({ session, request }) => waitingFor(deps, readerOf(session, request)))
}

function registerInstructing(app: FastifyInstance, deps: Deps): void {
  bind(app, contract.removeFromReview, async ({ session, params, body }) => {
    await removeEntry(deps, session, params, body.reason)
    return null
  })
  bind(app, contract.instruct, async ({ session, params, body, request }) => ({
    instructionId: await giveInstruction(deps, { session, key: keyOf(request), month: params.month }, body),
  }))
  bind(app, contract.answerInstruction, async ({ session, params, body }) => {
    await answerTask(deps, { session, taskId: params.taskId }, body)
    return null
  })
  bind(app, contract.judgeAnswer, async ({ session, params, body }) => {
    await judgeTask(deps, { session, taskId: params.taskId }, body)
    return null
  })
}
