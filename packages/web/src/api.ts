import type { CommandName, commandInputs } from '@bancheng/core/cases/commands.ts'
import { CaseView } from '@bancheng/core/cases/view.ts'
import { StoredFile } from '@bancheng/core/files/contract.ts'
import { CSRF_HEADER } from '@bancheng/core/identity/contract.ts'
import type { Endpoint } from '@bancheng/core/kernel/contract.ts'
import { ProblemDetails } from '@bancheng/core/kernel/problem.ts'
import type { z } from 'zod'

/** As the server says no. `status` 0: it could not be reached; what was typed stays on the page. */
const ProblemBody = ProblemDetails.omit({ type: true })
export type ProblemBody = z.infer<typeof ProblemBody>

export class Problem extends Error {
  readonly body: ProblemBody
  constructor(body: ProblemBody) {
    super(body.title)
    this.name = 'Problem'
    this.body = body
  }
}

type In<S> = S extends z.ZodType ? z.input<S> : never
type Field<E, K extends string, N extends string> = K extends keyof E ? { readonly [P in N]: In<E[K]> } : unknown
/** What a line of a contract asks for. Omitted: what it does not name. */
export type Asked<E extends Endpoint> = Field<E, 'params', 'params'> &
  Field<E, 'query', 'query'> &
  Field<E, 'body', 'body'>

let csrfToken = ''
/** The token that comes with the session; every request but a GET carries it. */
export const setCsrfToken = (token: string): void => {
  csrfToken = token
}

async function problemOf(response: Response): Promise<Problem> {
  const parsed = ProblemBody.safeParse(await response.json().catch(() => null))
  if (parsed.success) return new Problem(parsed.data)
  return new Problem({ title: `HTTP ${response.status}`, status: response.status, detail: '', code: 'fault' })
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, { ...init, credentials: 'same-origin' }).catch(() => null)
  if (!response) throw new Problem({ title: '', status: 0, detail: '', code: 'offline' })
  if (!response.ok) throw await problemOf(response)
  return response
}

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

/** The address of a line of a contract, for a link or a download. */
export function addressOf<const E extends Endpoint>(endpoint: E, asked: Omit<Asked<E>, 'body'>): string {
  const { params = {}, query = {} } = asked as Loose // the contract decides which of them there are
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  ).toString()
  return search ? `${path}?${search}` : path
}

/** Asks one line of a contract. @param signal whoever asked waits no longer @throws Problem */
export async function call<const E extends Endpoint>(
  endpoint: E,
  asked: Asked<E>,
  signal?: AbortSignal,
): Promise<z.output<E['reply']>> {
  const { body } = asked as Loose
  const response = await send(addressOf(endpoint, asked), {
    method: endpoint.method,
    headers: {
      ...(endpoint.method === 'GET' ? {} : { [CSRF_HEADER]: csrfToken }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  })
  const answered = response.status === 204 ? null : await response.json()
  return endpoint.reply.parse(answered) as z.output<E['reply']> // parsed by this very schema
}

/** The same for a line that needs an idempotency key: repeated with it, it has one effect. @throws Problem */
export async function callOnce<const E extends Endpoint>(
  endpoint: E,
  asked: Asked<E>,
  key: string,
): Promise<z.output<E['reply']>> {
  const { body } = asked as Loose // as in `call`
  const headers = { 'content-type': 'application/json', [CSRF_HEADER]: csrfToken, 'idempotency-key': key }
  const response = await send(addressOf(endpoint, asked), {
    method: endpoint.method,
    headers,
    body: JSON.stringify(body),
  })
  return endpoint.reply.parse(await response.json()) as z.output<E['reply']> // parsed by this very schema
}

/** A new key for one intent of a person: a request repeated with it has one effect. */
export const newKey = (): string => crypto.randomUUID()

const kebab = (command: string) => command.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

export type CommandRequest<C extends CommandName> = {
  readonly caseId: string
  readonly command: C
  readonly input: z.input<(typeof commandInputs)[C]>
  /** The version that the person saw. */
  readonly expectedVersion: number
  readonly key: string
}

/** Sends one command to a case. @throws Problem; `version-conflict` carries what changed */
export async function sendCommand<C extends CommandName>(request: CommandRequest<C>): Promise<CaseView> {
  const { caseId, command, input, expectedVersion, key } = request
  const response = await send(`/api/cases/${encodeURIComponent(caseId)}/commands/${kebab(command)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [CSRF_HEADER]: csrfToken, 'idempotency-key': key },
    body: JSON.stringify({ expectedVersion, input }),
  })
  return CaseView.parse(await response.json())
}

/** Registers a case; the key makes a repeated click harmless. @throws Problem */
export async function sendRegistration(input: unknown, key: string): Promise<CaseView> {
  const response = await send('/api/cases', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [CSRF_HEADER]: csrfToken, 'idempotency-key': key },
    body: JSON.stringify(input),
  })
  return CaseView.parse(await response.json())
}

/** Keeps one file. @throws Problem */
export async function uploadFile(file: File): Promise<StoredFile> {
  const body = new FormData()
  body.append('file', file)
  const response = await send('/api/files', { method: 'POST', headers: { [CSRF_HEADER]: csrfToken }, body })
  return StoredFile.parse(await response.json())
}

/** Uploads a multipart file to any line of a contract that takes one. @throws Problem */
export async function uploadTo<const E extends Endpoint>(
  endpoint: E,
  file: File,
  asked: Omit<Asked<E>, 'body'>,
): Promise<z.output<E['reply']>> {
  const body = new FormData()
  body.append('file', file)
  const response = await send(addressOf(endpoint, asked), {
    method: 'POST',
    headers: { [CSRF_HEADER]: csrfToken },
    body,
  })
  return endpoint.reply.parse(await response.json()) as z.output<E['reply']> // parsed by this very schema
}
