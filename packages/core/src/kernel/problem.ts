import { z } from 'zod'

/** How the API says no (RFC 9457). `code` is stable; `detail` says what to do next. */
export const ProblemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  /** Of a fault: what the person can quote and the log can find. */
  reference: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Of a version conflict: what happened since, in sentences. */
  changes: z.array(z.object({ seq: z.int(), at: z.string(), actorName: z.string(), sentence: z.string() })).optional(),
  currentVersion: z.int().optional(),
})
export type ProblemDetails = z.infer<typeof ProblemDetails>
