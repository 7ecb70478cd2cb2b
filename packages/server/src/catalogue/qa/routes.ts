import { PassThrough } from 'node:stream'
import { answerContract } from '@bancheng/core/catalogue/qa/answer.ts'
import { knowledgeContract } from '@bancheng/core/catalogue/qa/import.ts'
import { reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import { bind } from '../../identity/endpoint.ts'
import { inTransaction } from '../../platform/db.ts'
import { localeOf } from '../../platform/problem.ts'
import { IMPORT_LIMIT } from '../read-file.ts'
import { changesOf } from './changes.ts'
import { type Exported, writeExport } from './export.ts'
import { confirmKnowledge, previewKnowledge } from './import.ts'
import { addAnswer, retireAnswer, saveAnswer, viewOf } from './keep.ts'
import { findReports, viewReport } from './report-reads.ts'
import { report } from './reports.ts'
import { settleReport } from './settle-report.ts'
import { answerById, listAnswers } from './store.ts'
import { saveSynonyms, synonymsOf } from './synonyms.ts'

const files: Record<Exported, string> = { items: '事项', answers: '问答', directory: '通讯录' }

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
  bind(app, reportContract.findReports, async ({ session, query, request }) => {
    const asking = { session, locale: localeOf(request), now: deps.clock() }
    return { reports: await findReports(db, asking, query.state) }
  })
  bind(app, reportContract.viewReport, ({ session, params, request }) =>
    viewReport(db, { session, locale: localeOf(request), now: deps.clock() }, params.reportId),
  )
  bind(app, reportContract.settleReport, ({ session, params, body }) =>
    settleReport(deps, session, params.reportId, body),
  )
  registerImports(app, deps)
}

function registerImports(app: FastifyInstance, deps: Deps): void {
  bind(app, knowledgeContract.previewAnswers, async ({ session, query, request }) =>
    previewKnowledge(deps, session, { kind: 'qa', ...query, ...(await uploaded(request)) }),
  )
  bind(app, knowledgeContract.previewDirectory, async ({ session, query, request }) =>
    previewKnowledge(deps, session, { kind: 'directory', ...query, ...(await uploaded(request)) }),
  )
  bind(app, knowledgeContract.confirmKnowledge, ({ session, params, body }) =>
    confirmKnowledge(deps, session, params.importId, body.skipErrors),
  )
  bind(app, knowledgeContract.exportCatalogue, async ({ session, params, reply }) => {
    const { what } = params
    await inTransaction(deps.db, (tx) =>
      recordAccess(tx, deps, session, { action: 'catalogue.export', object: { kind: 'export', id: what } }),
    )
    const file = new PassThrough()
    writeExport(file, deps.db, session.centerId, what).catch((error: Error) => file.destroy(error))
    return reply
      .header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header(
        'content-disposition',
        `attachment; filename="${what}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${files[what]}.xlsx`)}`,
      )
      .header('cache-control', 'no-store')
      .send(file)
  })
}

/** One byte more than allowed arrives, so that the preview itself can say that the file is too large. */
async function uploaded(request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Refusal('invalid-input', { field: 'file' })
  const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: IMPORT_LIMIT + 1, files: 1 } })
  if (!part) throw new Refusal('invalid-input', { field: 'file' })
  return { fileName: part.filename, bytes: await part.toBuffer() }
}
