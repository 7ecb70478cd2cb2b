import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { createCrypto, loadKey } from './crypto.ts'

const key = randomBytes(32)

test('a number is sealed under a mask, found by its digest, and opened with the key only', () => {
  const { seal, unseal } = createCrypto(key)
  const sealed = seal('phone', '13800001234')
  expect(sealed.masked).toBe('138****1234')
  expect(sealed.sealed).not.toContain('13800001234')
  expect(unseal(sealed.sealed)).toBe('13800001234')
  expect(seal('phone', '１３８ 0000-1234').digest).toBe(sealed.digest)
  expect(seal('phone', '13800001234').sealed).not.toBe(sealed.sealed) // two equal numbers do not look alike
  const other = createCrypto(randomBytes(32))
  expect(() => other.unseal(sealed.sealed)).toThrow()
  expect(other.digest('13800001234')).not.toBe(sealed.digest)
})

test('a ciphertext that was touched does not open', () => {
  const { seal, unseal } = createCrypto(key)
  const { sealed } = seal('address', '示例路 1 号')
  const at = sealed.length - 3
  const touched = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  expect(() => unseal(touched)).toThrow()
})

test('the key is made once, kept for the owner’s eyes only, and the same for two who start at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bancheng-key-'))
  const [one, two] = await Promise.all([loadKey(null, folder), loadKey(null, folder)])
  expect(one).toHaveLength(32)
  expect(two.equals(one)).toBe(true)
  expect((await stat(join(folder, 'secret.key'))).mode & 0o077).toBe(0)
  await rm(folder, { recursive: true })
})

test('the same value has the same bytes, whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: '中' }], a: undefined })).toBe('{"b":[1,{"c":"中","d":null}]}')
})
