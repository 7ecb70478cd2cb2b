import { noticeAddress, noticeContract } from '@bancheng/core/catalogue/qa/notice.ts'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import { bind } from '../../identity/endpoint.ts'
import { endedPage, noticePage } from './notice-page.ts'
import { listNotices, sendNotice } from './notice-send.ts'
import { giveNotice, noticeOfLink } from './notices.ts'

/** By address: somebody who opens their link a few times is no guesser of links. */
const rateLimit = { max: 60, timeWindow: '1 minute', keyGenerator: ({ ip }: { ip: string }) => `notice ${ip}` }
const params = z.object({ token: z.string().max(100) })

export function registerNotices(app: FastifyInstance, deps: Deps): void {
  bind(app, noticeContract.giveNotice, ({ session, body }) => giveNotice(deps, session, body))
  bind(app, noticeContract.sendNotice, ({ session, params: { noticeId }, body }) =>
    sendNotice(deps, session, { noticeId, ...body }),
  )
  bind(app, noticeContract.listNotices, async ({ session, query }) => ({
    rows: await listNotices(deps, session, query),
  }))
  app.get(
    noticeAddress(':token'),
    { config: { rateLimit }, schema: { hide: true, params } },
    async (request, reply) => {
      const notice = await noticeOfLink(deps.db, params.parse(request.params).token, deps.clock())
      return reply
        .code(notice ? 200 : 404)
        .header('content-type', 'text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('referrer-policy', 'no-referrer')
        .send(notice ? noticePage(notice) : endedPage())
    },
  )
}
