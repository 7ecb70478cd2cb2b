import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import type { Config } from '../config.ts'
import { FILE_LIMIT } from './files.ts'
import { servePages } from './pages.ts'
import { answerError } from './problem.ts'

export type App = FastifyInstance

const BODY_LIMIT = 1024 * 1024

/** The addresses of links and notices are secrets: whoever reads the log must not be able to open them. */
export const loggedPath = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/^\/(l|r|notice)\/.+/, (_, kind: string) => `/${kind}/…`)

/** Requests as the log may know them: no query, no body, no cookie; a URL could carry a name or a number. */
const serializers = {
  req: (request: { method: string; url: string }) => ({ method: request.method, path: loggedPath(request.url) }),
  // A database names the row that it refused, with its values: kind, message and place are enough.
  err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack ?? '' }),
}

/** NUL and halves of surrogate pairs are JSON but no text: the database keeps neither. @throws Refusal invalid-input */
function requireStorable(body: unknown): void {
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) return
  // JSON.stringify writes both as escapes, and a backslash that somebody typed as two.
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(body))) throw new Refusal('invalid-input')
}

/** The HTTP server with everything that is technology; rooms bind their routes to it. */
export async function createHttp(config: Config): Promise<App> {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    trustProxy: 'loopback',
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel, serializers },
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError)
  await app.register(cookie)
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // the component library writes its styles into the page
        imgSrc: ["'self'", 'data:', 'blob:'],
        upgradeInsecureRequests: config.secureCookies ? [] : null,
      },
    },
    strictTransportSecurity: config.secureCookies,
  })
  // By session where there is one: a whole hall sits behind one address.
  const keyGenerator = (request: FastifyRequest) => request.cookies.bancheng_session ?? request.ip
  await app.register(rateLimit, { global: true, max: 1_200, timeWindow: '1 minute', keyGenerator })
  await app.register(multipart, { limits: { fileSize: FILE_LIMIT + 1, files: 1 } })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '办成 Bancheng',
        version: '0.1.0',
        description: 'The system behind the window for people who could not get their matter done.',
      },
    },
    transform: jsonSchemaTransform,
  })
  app.addHook('preValidation', async ({ body }) => requireStorable(body))
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  app.get('/health', { schema: { hide: true } }, () => ({ status: 'alive' }))
  await servePages(app)
  return app
}
