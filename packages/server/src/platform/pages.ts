import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { answerNotFound } from './problem.ts'

/** Where the built pages of the web workspace lie. */
export const PAGES = fileURLToPath(new URL('../../../web/dist', import.meta.url))
export const arePagesBuilt = (): boolean => existsSync(join(PAGES, 'index.html'))

/** The desk's pages: named assets for ever, the entry never cached, and every other page address answered with the entry. */
export async function servePages(app: FastifyInstance): Promise<void> {
  if (!arePagesBuilt()) return void app.setNotFoundHandler(answerNotFound)
  await app.register(fastifyStatic, {
    root: PAGES,
    wildcard: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !request.url.startsWith('/api/') &&
      (request.headers.accept ?? '').includes('text/html')
    return isPage ? reply.sendFile('index.html') : answerNotFound(request, reply)
  })
}
