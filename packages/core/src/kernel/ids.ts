import { z } from 'zod'

/** UUIDv7, made by the caller: ids that sort by the time they were given. */
export const Id = z.string().min(1).max(64)
export type Id = z.infer<typeof Id>
