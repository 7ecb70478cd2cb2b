import type { z } from 'zod'

/**
 * One line of the API: what goes in and out, who may ask, and the name under which the audit keeps it. The server binds
 * every one of them and the web client is derived from them, so that neither can drift.
 */
export type Endpoint = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With `:name` for path parameters, beginning with /api. */
  readonly path: `/api${string}`
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  readonly reply: z.ZodType
  /** `anyone` needs no session; `session` any signed-in person; else the action asked of the table of permissions. */
  readonly permission: string
  /** Name in the audit; reads of personal data and every write have one. */
  readonly audit: string | null
  readonly summary: string
}

/** Keeps the literal types of a contract while checking its shape. */
export const contract = <const C extends Readonly<Record<string, Endpoint>>>(endpoints: C): C => endpoints
