import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Received = { readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** A real receiver on a real port; it answers what the test says next, 200 when it says nothing. */
export async function openReceiver() {
  const received: Received[] = []
  const answers: { status: number; delayMs?: number; body?: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      const { status, delayMs = 0, body: said = '' } = answers.shift() ?? { status: 200 }
      received.push({ headers: request.headers as Record<string, string>, body }) // ours come once each
      setTimeout(() => response.writeHead(status).end(said), delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answerNext: (...next: typeof answers) => void answers.push(...next),
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

/** A real SMTP peer without TLS; while it is busy it turns every letter away for now, a name in `unknown` for good. */
export async function openMailbox() {
  const letters: { to: string; text: string }[] = []
  const mood = { isBusy: false, unknown: [] as string[] }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_, __, done) => done(mood.isBusy ? Object.assign(new Error('busy'), { responseCode: 451 }) : null),
    onRcptTo: ({ address }, _, done) =>
      done(
        mood.unknown.includes(address) ? Object.assign(new Error(`no ${address} here`), { responseCode: 550 }) : null,
      ),
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (piece: Buffer) => {
        text += piece.toString()
      })
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), text })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo // it listens on a port
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    mood,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}
