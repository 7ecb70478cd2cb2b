import { z } from 'zod'

/** What is wrong with a goal's steps. An `error` keeps it out of the catalogue, a `warning` is shown to its keeper. */
export const Finding = z.object({
  code: z.enum([
    'duplicate-step',
    'duplicate-situation',
    'unknown-step',
    'unknown-situation',
    'needs-itself',
    'cycle',
    'closed-before-possible',
    'never-together',
    'hard-and-advised',
    'advised-after-closing',
  ]),
  severity: z.enum(['error', 'warning']),
  /** The steps (or the situation) that it is about; for a cycle in the order of doing, the first one again at the end. */
  ids: z.array(z.string()),
})
export type Finding = z.infer<typeof Finding>
