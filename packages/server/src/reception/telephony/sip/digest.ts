import { createHash, randomBytes } from 'node:crypto'

type Asked = { readonly method: string; readonly uri: string; readonly user: string; readonly password: string }

const parameter = (challenge: string, name: string): string | null =>
  new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|([^,\\s]+))`, 'i')
    .exec(challenge)
    ?.slice(1)
    .find((found) => found !== undefined) ?? null

/** The answer to a challenge of a registrar (RFC 8760): MD5, as every exchange knows it, or SHA-256. */
export function digestAnswer(
  challenge: string,
  { method, uri, user, password }: Asked,
  cnonce = randomBytes(8).toString('hex'),
): string {
  const [realm, nonce] = [parameter(challenge, 'realm') ?? '', parameter(challenge, 'nonce') ?? '']
  const algorithm = parameter(challenge, 'algorithm') ?? 'MD5'
  const hash = (text: string) =>
    createHash(/^sha-256$/i.test(algorithm) ? 'sha256' : 'md5')
      .update(text)
      .digest('hex')
  const isAuth = (parameter(challenge, 'qop') ?? '').split(/[,\s]+/).includes('auth')
  const [first, second] = [hash(`${user}:${realm}:${password}`), hash(`${method}:${uri}`)]
  const count = '00000001'
  const response = hash(isAuth ? `${first}:${nonce}:${count}:${cnonce}:auth:${second}` : `${first}:${nonce}:${second}`)
  const opaque = parameter(challenge, 'opaque')
  return [
    `Digest username="${user}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
    ...(isAuth ? ['qop=auth', `nc=${count}`, `cnonce="${cnonce}"`] : []),
    ...(opaque === null ? [] : [`opaque="${opaque}"`]),
  ].join(', ')
}
