import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CSRF_HEADER, SessionView } from '@bancheng/core/identity/contract.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { composeDeps } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { SESSION_COOKIE } from '../identity/guard.ts'
import { registerIdentity } from '../identity/routes.ts'
import { settableClock } from '../platform/clock.ts'
import { createHttp } from '../platform/http.ts'
import { SAMPLE_PASSWORD } from '../sample/load.ts'
import { createTestDatabase } from './database.ts'

/** A Monday morning on which tests happen. */
export const MONDAY = '2026-03-02T01:00:00.000Z' as Instant // written in the one shape of an Instant

export type Room = (app: FastifyInstance, deps: Deps) => void
type Options = {
  /** The rooms whose routes the test asks; identity is always there, before them. */
  readonly rooms?: readonly Room[]
  readonly config?: Partial<Config>
}

export type TestDesk = {
  readonly deps: Deps
  readonly app: FastifyInstance
  /** With the rights of whoever owns the database: for tests of tampering. */
  readonly databaseUrl: string
  readonly setClock: (now: Instant) => void
  readonly close: () => Promise<void>
}

/** Rooms on a database, a data folder and a clock of the test's own. */
export async function openTestDesk({ rooms = [], config = {} }: Options = {}): Promise<TestDesk> {
  const database = await createTestDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'bancheng-desk-'))
  const full: Config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataFolder, ...config }
  const { clock, set } = settableClock(MONDAY)
  const { deps, close } = await composeDeps(full, database, clock)
  const app = await createHttp(full)
  registerIdentity(app, deps)
  for (const register of rooms) register(app, deps)
  return {
    deps,
    app,
    databaseUrl: database.url,
    setClock: set,
    close: async () => {
      await app.close()
      await close()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** Someone at the desk: their requests carry cookie and token as the page's do. */
export type TestPerson = {
  readonly session: SessionView
  readonly cookie: string
  readonly asks: (
    method: Method,
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ) => Promise<LightMyRequestResponse>
  readonly uploads: (url: string, name: string, content: Buffer | string) => Promise<LightMyRequestResponse>
}

export const trySignIn = ({ app }: TestDesk, name: string, password: string): Promise<LightMyRequestResponse> =>
  app.inject({ method: 'POST', url: '/api/session', payload: { name, password } })

export async function signInTo(desk: TestDesk, name: string, password = SAMPLE_PASSWORD): Promise<TestPerson> {
  const signedIn = await trySignIn(desk, name, password)
  const cookie = signedIn.cookies.find((one) => one.name === SESSION_COOKIE)?.value
  if (!cookie) throw new Error(`${name} could not sign in: ${signedIn.body}`)
  const session = SessionView.parse(signedIn.json())
  const common = { cookies: { [SESSION_COOKIE]: cookie }, headers: { [CSRF_HEADER]: session.csrfToken } }
  return {
    session,
    cookie,
    asks: (method, url, body, headers = {}) =>
      desk.app.inject({
        method,
        url,
        ...common,
        headers: { ...common.headers, ...headers },
        ...(body ? { payload: body } : {}),
      }),
    uploads: (url, name, content) => {
      const { payload, contentType } = multipartOf(name, content)
      const headers = { ...common.headers, 'content-type': contentType }
      return desk.app.inject({ method: 'POST', url, ...common, headers, payload })
    },
  }
}

function multipartOf(name: string, content: Buffer | string): { payload: Buffer; contentType: string } {
  const boundary = 'a-boundary-that-no-file-holds'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  const payload = Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, contentType: `multipart/form-data; boundary=${boundary}` }
}
