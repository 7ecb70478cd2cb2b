import type { FastifyInstance } from 'fastify'
import { registerAudit } from './audit/routes.ts'
import { registerCases } from './cases/routes.ts'
import { registerOrder } from './catalogue/order/routes.ts'
import { registerNotices } from './catalogue/qa/notice-routes.ts'
import { registerAnswers } from './catalogue/qa/routes.ts'
import { registerCatalogue } from './catalogue/routes.ts'
import type { Deps } from './deps.ts'
import { registerDirectory } from './directory/routes.ts'
import { registerFeedback } from './feedback/routes.ts'
import { registerFiles } from './files/routes.ts'
import { registerIdentity } from './identity/routes.ts'
import { registerLinks } from './links/routes.ts'
import { registerNotifications } from './notifications/routes.ts'
import { registerPolicy } from './policy/routes.ts'
import { registerReception } from './reception/routes.ts'
import { registerReview } from './review/routes.ts'
import { registerSearch } from './search/routes.ts'
import { registerTriage } from './triage/routes.ts'

/** Every room with routes. Identity comes first: its guard stands before what comes after. */
export async function registerRooms(app: FastifyInstance, deps: Deps): Promise<void> {
  registerIdentity(app, deps)
  registerDirectory(app, deps)
  registerCatalogue(app, deps)
  registerAnswers(app, deps)
  registerNotices(app, deps)
  registerOrder(app, deps)
  registerFiles(app, deps)
  registerCases(app, deps)
  registerLinks(app, deps)
  registerFeedback(app, deps)
  registerReception(app, deps)
  registerNotifications(app, deps)
  registerReview(app, deps)
  registerAudit(app, deps)
  registerPolicy(app, deps)
  registerSearch(app, deps)
  registerTriage(app, deps)
}
