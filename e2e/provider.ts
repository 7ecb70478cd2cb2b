import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Sms = { readonly id: string; readonly to: string; readonly text: string }

/** An SMS provider for a story: it takes what it is told to take, and keeps what it took. */
export async function openProvider() {
  const taken: Sms[] = []
  const mood = { status: 200 }
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += piece
    })
    request.on('end', () => {
      if (mood.status === 200) taken.push(JSON.parse(body) as Sms)
      response.writeHead(mood.status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return { url: `http://127.0.0.1:${port}/sms`, taken, mood, close: () => server.close() }
}
