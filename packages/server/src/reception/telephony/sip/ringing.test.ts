import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSip, statusOf } from './message.ts'
import { Ringing } from './ringing.ts'

const request = [
  'INVITE sip:8001@192.0.2.10 SIP/2.0',
  'Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK1',
  'From: <sip:13800001234@pbx>;tag=a',
  'To: <sip:8001@pbx>',
  'Call-ID: one',
  'CSeq: 1 INVITE',
  'Reason: SIP;cause=200',
  'Event: dialog',
  'Content-Length: 0',
  '',
  '',
].join('\r\n')

test('whatever bytes come, nothing is thrown and every reply is a reply', () => {
  const broken = fc
    .tuple(
      fc.nat(request.length),
      fc.nat(30),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('INVITE', 'CANCEL', 'NOTIFY', 'ACK', 'INFO'),
    )
    .map(([at, length, by, method]) =>
      (request.slice(0, at) + by + request.slice(at + length)).replaceAll('INVITE', method),
    )
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
    broken.map((text) => Buffer.from(text)),
  )
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 8 }), (all) => {
      const ringing = new Ringing({ rings: () => () => {}, notify: () => null })
      for (const one of all) {
        const message = parseSip(one)
        if (!message || statusOf(message) !== null) continue
        ringing.request(message, { address: '192.0.2.1', port: 5060 }, (text) => {
          const reply = parseSip(Buffer.from(text))
          expect(reply && statusOf(reply)).toBeGreaterThanOrEqual(100)
        })
      }
      ringing.close()
    }),
  )
})
