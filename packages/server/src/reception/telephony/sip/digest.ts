import { createHash, randomBytes } from 'node:crypto'

type Asked = { readonly method: string; readonly uri: string; readonly user: string; readonly password: string }
type Parameters = ReadonlyMap<string, string>

const hashes: Readonly<Record<string, string>> = { md5: 'md5', 'sha-256': 'sha256', 'sha-512-256': 'sha512-256' }
const hashOf = (parameters: Parameters): string | undefined =>
  hashes[
    algorithmOf(parameters)
      .toLowerCase()
      .replace(/-sess$/, '')
  ]
const algorithmOf = (parameters: Parameters): string => parameters.get('algorithm') ?? 'MD5'

function parametersOf(challenge: string): Parameters {
  const found = challenge.matchAll(/([a-z][a-z-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^",\s]+))/gi)
  return new Map([...found].map(([, name = '', quoted, plain]) => [name.toLowerCase(), quoted ?? plain ?? '']))
}

/** Our number was right, only too old: it may be asked once more with the same password. */
export const isStale = (challenge: string): boolean => parametersOf(challenge).get('stale')?.toLowerCase() === 'true'

/** The first challenge that can be answered: the exchange puts on top what it likes best (RFC 8760 2.4). */
export const answerable = (challenges: readonly string[]): string | null =>
  challenges.find((one) => {
    const parameters = parametersOf(one)
    return /^\s*Digest\s/i.test(one) && parameters.has('nonce') && hashOf(parameters) !== undefined
  }) ?? null

/** The answer to a challenge: MD5, as every exchange knows it, or what RFC 8760 put in its place. */
export function digestAnswer(
  challenge: string,
  { method, uri, user, password }: Asked,
  cnonce = randomBytes(8).toString('hex'),
): string {
  const parameters = parametersOf(challenge)
  const [realm, nonce] = [parameters.get('realm') ?? '', parameters.get('nonce') ?? '']
  const algorithm = algorithmOf(parameters)
  const hash = (text: string) =>
    createHash(hashOf(parameters) ?? 'md5')
      .update(text)
      .digest('hex')
  const isAuth = (parameters.get('qop') ?? '').split(/[,\s]+/).includes('auth')
  const secret = hash(`${user}:${realm}:${password}`)
  const isSession = /-sess$/i.test(algorithm)
  const [first, second] = [isSession ? hash(`${secret}:${nonce}:${cnonce}`) : secret, hash(`${method}:${uri}`)]
  const count = '00000001'
  const response = hash(isAuth ? `${first}:${nonce}:${count}:${cnonce}:auth:${second}` : `${first}:${nonce}:${second}`)
  const opaque = parameters.get('opaque')
  return [
    `Digest username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(isAuth ? ['qop=auth', `nc=${count}`] : []),
    ...(isAuth || isSession ? [`cnonce="${cnonce}"`] : []),
    ...(opaque === undefined ? [] : [`opaque="${opaque}"`]),
  ].join(', ')
}
