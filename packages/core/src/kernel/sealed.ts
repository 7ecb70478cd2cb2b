import { z } from 'zod'

/**
 * A phone, identity number or address as the log keeps it: the mask that everyone may see, the ciphertext that only the
 * server can open, and a keyed digest by which the same value is found again.
 */
export const Sealed = z.object({ masked: z.string(), sealed: z.string(), digest: z.string() })
export type Sealed = z.infer<typeof Sealed>

export type SealedKind = 'phone' | 'identity' | 'address'
export type Seal = (kind: SealedKind, plain: string) => Sealed
