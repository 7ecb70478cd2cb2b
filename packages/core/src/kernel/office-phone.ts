import { z } from 'zod'

/** A published number of an office or a person at work: not personal data, shown as it is. */
export const OfficePhone = z.object({ label: z.string().max(100), number: z.string().min(3).max(40) })
export type OfficePhone = z.infer<typeof OfficePhone>
