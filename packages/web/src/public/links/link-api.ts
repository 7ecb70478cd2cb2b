import { LINK_HEADER, publicLinkAddress } from '@bancheng/core/links/address.ts'
import type { LinkPage } from '@bancheng/core/links/contract.ts'

/** Of a link to a task, or of one to rate. */
const token = decodeURIComponent(/^\/[lr]\/([^/]+)/.exec(location.pathname)?.[1] ?? '')

/** As the server says no, in the reader's language; code `offline` when it could not be reached. */
export class LinkProblem extends Error {
  readonly code: string
  readonly nextStep: string
  constructor(code: string, title: string, nextStep: string) {
    super(title)
    this.code = code
    this.nextStep = nextStep
  }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  const headers = { [LINK_HEADER]: token, ...init.headers }
  const response = await fetch(url, { ...init, headers, credentials: 'same-origin' }).catch(() => null)
  if (!response) throw new LinkProblem('offline', '', '')
  return response
}

async function problemOf(response: Response): Promise<LinkProblem> {
  const answer: unknown = await response.json().catch(() => null)
  // This server's own problem (core/kernel/problem.ts), or nothing that can be read.
  const problem = (answer ?? {}) as { code?: string; title?: string; detail?: string }
  return new LinkProblem(problem.code ?? 'fault', problem.title ?? '', problem.detail ?? '')
}

export async function ask(url: string, init: RequestInit = {}): Promise<unknown> {
  const response = await reach(url, init)
  if (response.status === 204) return null
  if (!response.ok) throw await problemOf(response)
  return response.json().catch(() => null)
}

export const json = (body: unknown, more: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...more },
  body: JSON.stringify(body),
})

// Checked by the server against its own schemas; a phone need not load them again.
export const openPage = () => ask(publicLinkAddress.page) as Promise<LinkPage>
export const giveCode = (code: string) => ask(publicLinkAddress.code, json({ code })) as Promise<LinkPage>

export type Attached = { readonly fileId: string; readonly name: string; readonly size: number }
export function attachFile(file: File): Promise<Attached> {
  const body = new FormData()
  body.append('file', file)
  return ask(publicLinkAddress.file, { method: 'POST', body }) as Promise<Attached>
}

/** The secret of the link goes in a header, so the file is fetched here and handed to the phone. */
export async function readFile(fileId: string, name: string): Promise<void> {
  const url = `${publicLinkAddress.file}/${encodeURIComponent(fileId)}`
  const response = await reach(url, {})
  if (!response.ok) throw await problemOf(response)
  const address = URL.createObjectURL(await response.blob())
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

export type Answer = {
  readonly publicReply: string
  readonly form: Readonly<Record<string, string | number | boolean | null>> | null
  readonly fileIds: readonly string[]
}
/** Repeated with the same key it has one effect. */
export const sendAnswer = (answer: Answer, key: string) =>
  ask(publicLinkAddress.answer, json(answer, { 'idempotency-key': key }))
