import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { maskAddress, maskIdentity, maskPhone } from '@bancheng/core/kernel/masks.ts'
import type { Sealed, SealedKind } from '@bancheng/core/kernel/sealed.ts'

const masks = { phone: maskPhone, identity: maskIdentity, address: maskAddress } as const satisfies Record<
  SealedKind,
  (text: string) => string
>

/** Full-width characters, spaces and dashes do not make another number. */
const normalise = (text: string): string => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

export type Crypto = {
  readonly seal: (kind: SealedKind, plain: string) => Sealed
  /** @throws Error when the text was not sealed with this key */
  readonly unseal: (sealed: string) => string
  /** The same value has the same digest, and nobody without the key can compute it. */
  readonly digest: (plain: string) => string
}

/** Personal data at rest: AES-256-GCM; looked up by HMAC. The two keys are derived from one. `v1` names key and scheme. */
export function createCrypto(key: Buffer): Crypto {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `bancheng ${use}`, 32))
  const sealKey = derive('seal')
  const digestKey = derive('digest')
  const digest = (plain: string) => createHmac('sha256', digestKey).update(normalise(plain)).digest('base64url')
  const encrypt = (plain: string) => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', sealKey, iv)
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return `v1:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
  }
  return {
    digest,
    seal: (kind, plain) => ({ masked: masks[kind](plain), sealed: encrypt(plain), digest: digest(plain) }),
    unseal: (sealed) => {
      const [version, text] = sealed.split(':')
      if (version !== 'v1' || !text) throw new Error('sealed with an unknown scheme')
      const bytes = Buffer.from(text, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}

/** The key given, or one that is made once and kept in the data folder, readable by its owner only. */
export async function loadKey(given: string | null, dataFolder: string): Promise<Buffer> {
  if (given) return Buffer.from(given, 'base64')
  const path = join(dataFolder, 'secret.key')
  await mkdir(dataFolder, { recursive: true })
  try {
    await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return Buffer.from(await readFile(path, 'utf8'), 'base64')
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
export const randomToken = (): string => randomBytes(32).toString('base64url')
/** For an address in an SMS, where every sign is paid for: 128 bits are beyond guessing. */
export const shortToken = (): string => randomBytes(16).toString('base64url')
export function equalTokens(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
