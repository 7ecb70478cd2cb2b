/** SIP messages (RFC 3261) as far as a desk needs them that is rung and never talks. */
export type SipMessage = {
  /** `INVITE sip:8001@desk SIP/2.0` or `SIP/2.0 200 OK` */
  readonly startLine: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
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

/** @returns null for what is no SIP message: keep-alives and noise from the network */
export function parseSip(text: string): SipMessage | null {
  const end = text.indexOf('\r\n\r\n')
  const head = (end < 0 ? text : text.slice(0, end)).replace(/\r\n[ \t]+/g, ' ') // folded lines
  const [startLine = '', ...lines] = head.split('\r\n')
  if (!/^(?:SIP\/2\.0 \d{3}|[A-Z]+ \S+ SIP\/2\.0$)/.test(startLine)) return null
  const headers = lines.flatMap((line): [string, string][] => {
    const [, name, value] = /^([^:\s]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) return []
    const lower = name.toLowerCase()
    return [[compact[lower] ?? lower, value.trim()]]
  })
  return { startLine, headers, body: end < 0 ? '' : text.slice(end + 4) }
}

export const headerOf = (message: SipMessage, name: string): string | null =>
  message.headers.find(([found]) => found === name)?.[1] ?? null

export const methodOf = (message: SipMessage): string | null => /^([A-Z]+) \S+ SIP/.exec(message.startLine)?.[1] ?? null
export const statusOf = (message: SipMessage): number | null => {
  const status = /^SIP\/2\.0 (\d{3})/.exec(message.startLine)?.[1]
  return status ? Number(status) : null
}
/** The user of the address that was rung. */
export const calledUser = (message: SipMessage): string | null =>
  /^[A-Z]+ sips?:([^@;\s]+)@/i.exec(message.startLine)?.[1] ?? null

export const branchOf = (message: SipMessage): string | null =>
  /;\s*branch=([^;,\s]+)/i.exec(headerOf(message, 'via') ?? '')?.[1] ?? null

/** A reply repeats the way that the request took, its ends and its number. */
export function replyTo(request: SipMessage, status: string, toTag: string, more: readonly string[] = []): string {
  const copied = request.headers.flatMap(([name, value]) => {
    if (name === 'via') return [`Via: ${value}`]
    if (name === 'from') return [`From: ${value}`]
    if (name === 'to') return [`To: ${/;\s*tag=/i.test(value) ? value : `${value};tag=${toTag}`}`]
    if (name === 'call-id') return [`Call-ID: ${value}`]
    if (name === 'cseq') return [`CSeq: ${value}`]
    return []
  })
  return [`SIP/2.0 ${status}`, ...copied, ...more, 'Content-Length: 0', '', ''].join('\r\n')
}

/** Whether the call that is taken back was answered at another phone (RFC 3326): else nobody answered it. */
export const isAnsweredElsewhere = (cancel: SipMessage): boolean =>
  cancel.headers.some(([name, value]) => name === 'reason' && /SIP\s*;.*cause\s*=\s*200\b/i.test(value))
