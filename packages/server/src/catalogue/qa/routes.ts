import { answerContract } from '@bancheng/core/catalogue/qa/answer.ts'
import { reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { bind } from '../../identity/endpoint.ts'
import { changesOf } from './changes.ts'
import { addAnswer, retireAnswer, saveAnswer, viewOf } from './keep.ts'
import { findReports, report, settleReport } from './reports.ts'
import { answerById, listAnswers } from './store.ts'
import { saveSynonyms, synonymsOf } from './synonyms.ts'

export function registerAnswers(app: FastifyInstance, deps: Deps): void {
  const { db } = deps
  bind(app, answerContract.findAnswers, ({ session, query }) =>
    listAnswers(db, session.centerId, query, localDateOf(deps.clock())),
  )
  bind(app, answerContract.viewAnswer, async ({ session, params, query }) => {
    const kept = await answerById(db, session.centerId, params.qaId, query.version ?? null)
    if (!kept) throw new Refusal('not-found')
    return viewOf(session, kept)
  })
  bind(app, answerContract.addAnswer, ({ session, body }) => addAnswer(deps, session, body))
  bind(app, answerContract.saveAnswer, ({ session, params, body }) => saveAnswer(deps, session, { ...params, ...body }))
  bind(app, answerContract.retireAnswer, ({ session, params, body }) =>
    retireAnswer(deps, session, { ...params, ...body }),
  )
  bind(app, answerContract.synonyms, async ({ session }) => ({ groups: await synonymsOf(db, session.centerId) }))
  bind(app, answerContract.saveSynonyms, ({ session, params, body }) =>
    saveSynonyms(deps, session, { ...params, ...body }),
  )
  bind(app, answerContract.changes, async ({ session, params }) => ({
    changes: await changesOf(db, session.centerId, { kind: params.subjectKind, id: params.subjectId }),
  }))
  bind(app, reportContract.report, ({ session, body }) => report(deps, session, body))
  bind(app, reportContract.findReports, async ({ session, query }) => ({
    reports: await findReports(db, session, query.state, deps.clock()),
  }))
  bind(app, reportContract.settleReport, ({ session, params, body }) =>
    settleReport(deps, session, params.reportId, body.settlement),
  )
}
