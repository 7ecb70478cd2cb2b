/** SIP messages (RFC 3261) as far as a desk needs them that is rung and never talks. */
export type SipMessage = {
  /** `INVITE sip:8001@desk SIP/2.0` or `SIP/2.0 200 OK` */
  readonly startLine: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** The body is as long as its header says. */
  readonly isWhole: boolean
}

const compact: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  o: 'event',
}

/** More than any exchange writes; what is longer is not looked at. */
const LONGEST_HEAD = 16 * 1024
const START_LINE = /^(?:SIP\/2\.0 [1-6]\d\d(?: .*)?|[A-Z]{1,20} \S+ SIP\/2\.0)$/

/** @returns null for what is no SIP message: keep-alives and noise from the network */
export function parseSip(bytes: Buffer): SipMessage | null {
  const end = bytes.indexOf('\r\n\r\n')
  if (end <= 0 || end > LONGEST_HEAD) return null
  const head = bytes
    .subarray(0, end)
    .toString('utf8')
    .replace(/\r\n[ \t]+/g, ' ') // folded lines
  const [startLine = '', ...lines] = head.split('\r\n')
  // A bare line feed or a NUL inside of a line would come back in our reply as something else.
  if (!START_LINE.test(startLine) || /[\0\r\n]/.test(head.replaceAll('\r\n', ''))) return null
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:\s]+)[ \t]*:(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) return []
    const lower = name.toLowerCase()
    return [[compact[lower] ?? lower, value.trim()]]
  })
  const rest = bytes.subarray(end + 4)
  const said = headers.find(([name]) => name === 'content-length')?.[1]
  const length = said === undefined ? rest.length : /^\d{1,6}$/.test(said) ? Number(said) : Number.POSITIVE_INFINITY
  const body = rest.subarray(0, Math.min(length, rest.length)).toString('utf8')
  return { startLine, headers, body, isWhole: length <= rest.length }
}

export const headerOf = (message: SipMessage, name: string): string | null =>
  message.headers.find(([found]) => found === name)?.[1] ?? null

export const headersOf = (message: SipMessage, name: string): string[] =>
  message.headers.filter(([found]) => found === name).map(([, value]) => value)

export const methodOf = (message: SipMessage): string | null => /^([A-Z]+) \S+ SIP/.exec(message.startLine)?.[1] ?? null

/** `403 Forbidden`, or null for a request. */
export const statusLineOf = (message: SipMessage): string | null =>
  /^SIP\/2\.0 (.+)$/.exec(message.startLine)?.[1]?.trim().slice(0, 100) ?? null

export const statusOf = (message: SipMessage): number | null => {
  const status = /^SIP\/2\.0 (\d{3})/.exec(message.startLine)?.[1]
  return status ? Number(status) : null
}

/** The user of the address that was rung. */
export const calledUser = (message: SipMessage): string | null =>
  /^[A-Z]+ sips?:([^@;\s]+)@/i.exec(message.startLine)?.[1] ?? null

export const branchOf = (message: SipMessage): string | null =>
  /;\s*branch\s*=\s*([^;,\s]+)/i.exec(headerOf(message, 'via') ?? '')?.[1] ?? null

export const tagOf = (end: string | null): string | null =>
  /;\s*tag\s*=\s*([^;,\s>]+)/i.exec((end ?? '').replace(/^.*>/, ''))?.[1] ?? null

/** The address inside of a From, a Contact or a Record-Route. */
export const uriOf = (value: string | null): string | null => {
  const uri = /<([^<>]+)>/.exec(value ?? '')?.[1] ?? (value ?? '').split(';')[0]?.trim()
  return uri && /^sips?:[\x21-\x7e]+$/i.test(uri) ? uri : null
}

/** RFC 3261 8.1.1: without these a request cannot be answered, or not to whoever asked. */
export function isCompleteRequest(message: SipMessage): boolean {
  const method = methodOf(message)
  const sequence = /^\d{1,10}\s+([A-Z]+)$/.exec(headerOf(message, 'cseq') ?? '')?.[1]
  const hasEnds = ['via', 'from', 'to', 'call-id'].every((name) => headerOf(message, name))
  return hasEnds && branchOf(message) !== null && sequence === method && message.isWhole
}

export type Source = { readonly address: string; readonly port: number }

/** A reply repeats the way that the request took, its ends and its number. */
export function replyTo(
  request: SipMessage,
  status: string,
  { toTag, from, more = [] }: { toTag: string; from: Source; more?: readonly string[] },
): string {
  let isTop = true
  const copied = request.headers.flatMap(([name, value]) => {
    if (name === 'via') {
      const via = isTop ? receivedFrom(value, from) : value
      isTop = false
      return [`Via: ${via}`]
    }
    if (name === 'from') return [`From: ${value}`]
    if (name === 'to') return [`To: ${tagOf(value) === null ? `${value};tag=${toTag}` : value}`]
    if (name === 'call-id') return [`Call-ID: ${value}`]
    if (name === 'cseq') return [`CSeq: ${value}`]
    if (name === 'record-route') return [`Record-Route: ${value}`]
    return []
  })
  return [`SIP/2.0 ${status}`, ...copied, ...more, 'Content-Length: 0', '', ''].join('\r\n')
}

/** RFC 3581: the request is told where it was seen to come from. */
function receivedFrom(via: string, { address, port }: Source): string {
  const comma = via.indexOf(',')
  const [first, others] = comma < 0 ? [via, ''] : [via.slice(0, comma), via.slice(comma)]
  const wantsPort = /;\s*rport\s*(?=;|$)/i.test(first)
  const isElsewhere = !first.includes(address)
  const told = first.replace(/;\s*rport\s*(?=;|$)/i, `;rport=${port}`)
  const hasReceived = /;\s*received\s*=/i.test(first)
  return `${told}${(wantsPort || isElsewhere) && !hasReceived ? `;received=${address}` : ''}${others}`
}

/** RFC 3581: back to where it came from when asked so, else to where the request says. */
export function replyPort(message: SipMessage, from: Source): number {
  const [first = ''] = (headerOf(message, 'via') ?? '').split(',')
  if (/;\s*rport\b/i.test(first)) return from.port
  const said = /SIP\s*\/\s*2\.0\s*\/\s*UDP\s+[^\s;:]+:(\d{1,5})/i.exec(first)?.[1]
  const port = said ? Number(said) : 5060
  return port >= 1 && port <= 65_535 ? port : from.port
}

/** Why a call is taken back (RFC 3326): answered at another phone, given up, or the exchange does not say. */
export type TakenBack = 'elsewhere' | 'given-up' | 'unsaid'
export function whyTakenBack(cancel: SipMessage): TakenBack {
  const causes = headersOf(cancel, 'reason').flatMap((value) =>
    value.split(',').map((one) => /^\s*SIP\s*;[^"]*?cause\s*=\s*(\d{3})\b/i.exec(one)?.[1]),
  )
  if (causes.includes('200')) return 'elsewhere'
  return causes.some(Boolean) ? 'given-up' : 'unsaid'
}
