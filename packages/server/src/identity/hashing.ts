import { hash, verify } from '@node-rs/argon2'

/** OWASP's recommendation for argon2id (2 in this library's enum): 19 MiB, two passes, one lane. */
const options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Full width or composed differently, it is the same password on another keyboard. */
const normalise = (password: string): string => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(normalise(password), options)
export const isPassword = (hashed: string, password: string): Promise<boolean> => verify(hashed, normalise(password))

/** A hash that no password has: checking against it takes as long as checking a real one. */
let nobody: Promise<string> | null = null
export function nobodysHash(random: string): Promise<string> {
  nobody ??= hashPassword(random)
  return nobody
}
