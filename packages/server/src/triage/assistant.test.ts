import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { CSRF_HEADER } from '@bancheng/core/identity/contract.ts'
import { triageContract } from '@bancheng/core/triage/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { SESSION_COOKIE } from '../identity/guard.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { completionsUrl } from './assistant-client.ts'
import { registerTriage } from './routes.ts'

type Heard = { path: string; authorization: string | undefined; body: string }
type Way = (response: ServerResponse, heard: Heard) => void

/** A server that speaks the protocol, well or badly, as each test wants it. */
let speak: Way
let heard: Heard[] = []
const peer = createServer((request, response) => void hear(request, response))
async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const one = {
    path: request.url ?? '',
    authorization: request.headers.authorization,
    body: Buffer.concat(chunks).toString(),
  }
  heard.push(one)
  speak(response, one)
}
const says =
  (content: string): Way =>
  (response) =>
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: 'a-model',
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    )

let desk: TestDesk
let officer: TestPerson
let itemId: string

beforeAll(async () => {
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  const address = peer.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const assistant = { url, model: 'a-model', key: 'a-key', timeoutMs: 400 }
  desk = await openTestDesk({ rooms: [registerTriage], config: { assistant } })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  const { rows } = await sql<{ itemId: string }>`
    select item_id as "itemId" from item where is_current and name like '%食品经营许可%' order by name limit 1
  `.execute(desk.deps.db)
  itemId = rows[0]?.itemId ?? ''
}, 60_000)
beforeEach(() => {
  heard = []
})
afterAll(async () => {
  await desk.close()
  peer.closeAllConnections()
  await new Promise((resolve) => peer.close(resolve))
})

const told = '我叫王芳，电话13800001234，身份证310106199003070013，执照注销了，食品经营许可证怎么注销'

async function draft(sources: object[] = [{ kind: 'item', id: itemId }]) {
  const answer = await officer.asks('POST', '/api/triage/assistant/draft', { question: told, sources, names: ['王芳'] })
  return { status: answer.statusCode, body: answer.json() }
}

test('given an assistant that keeps to its sources, when a draft is asked for, then it comes with them, and nothing personal left', async () => {
  speak = says('请到部门窗口线下办理 [S1]。')
  const { status, body } = await draft()
  expect(status).toBe(200)
  const reply = triageContract.draft.reply.parse(body)
  expect(reply).toMatchObject({ outcome: 'drafted', sources: [{ kind: 'item', id: itemId, label: 'S1' }] })
  expect(heard).toHaveLength(1)
  expect(heard[0]).toMatchObject({ path: '/v1/chat/completions', authorization: 'Bearer a-key' })
  const sent = heard[0]?.body ?? ''
  expect(JSON.parse(sent)).toMatchObject({
    model: 'a-model',
    stream: false,
    messages: [{ role: 'system' }, { role: 'user' }],
  })
  expect(sent).toContain('食品经营许可证怎么注销')
  for (const personal of ['王芳', '13800001234', '1234', '310106', '0013', itemId, 'officer1'])
    expect(sent).not.toContain(personal)
})

test('given a call with a name, a phone and a home, when it is summarised, then the server hears none of them', async () => {
  speak = says('想注销食品经营许可证，执照已先注销。')
  const call = '您好我是张建国，住江场路1250弄8号602室，号码１３８００００１２３４，许可证注销不了'
  const answer = await officer.asks('POST', '/api/triage/assistant/summary', { call })
  expect(answer.json()).toMatchObject({ outcome: 'summarised', text: '想注销食品经营许可证，执照已先注销。' })
  for (const personal of ['张建国', '1250', '602', '138', '1234']) expect(heard[0]?.body).not.toContain(personal)
  // What left is shown to whoever asked, word for word.
  expect(JSON.parse(heard[0]?.body ?? '').messages[1].content).toBe(answer.json().sent)
})

test.each<[string, Way, string]>([
  ['cites what it was not given', says('可以办理 [S4]。'), 'unfounded'],
  ['cites nothing', says('可以办理。'), 'unfounded'],
  ['makes up a phone', says('请致电 021-99998888 [S1]。'), 'unfounded'],
  ['fails', (response) => response.writeHead(500).end('{"error":{"message":"out of memory"}}'), 'failed'],
  ['wants another key', (response) => response.writeHead(401).end('{}'), 'failed'],
  ['sends elsewhere', (response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(), 'unreachable'],
  ['hangs up', (response) => response.destroy(), 'unreachable'],
  ['never answers', () => {}, 'slow'],
  ['stops in the middle', (response) => response.writeHead(200).write('{"choices":['), 'slow'],
  ['speaks no JSON', (response) => response.end('<html>Bad gateway</html>'), 'unreadable'],
  ['has no choices', (response) => response.end('{"choices":[]}'), 'unreadable'],
  ['has no content', (response) => response.end('{"choices":[{"message":{"content":null}}]}'), 'unreadable'],
  ['talks without end', (response) => response.end('x'.repeat(400_000)), 'unreadable'],
])('when the server %s, then the person is told so, and no text is shown', async (_, way, outcome) => {
  speak = way
  const { status, body } = await draft()
  expect({ status, outcome: body.outcome }).toEqual({ status: 200, outcome })
  expect(body.text).toBeUndefined()
  expect(body.sent).toContain('食品经营许可证怎么注销')
  expect(body.sent).not.toContain('王芳')
})

test('when a source is named that the catalogue does not have, then nothing leaves', async () => {
  speak = says('[S1]')
  expect((await draft([{ kind: 'item', id: 'made-up' }])).status).toBe(404)
  expect((await draft([{ kind: 'qa', id: 'made-up' }])).status).toBe(404)
  expect((await draft([])).body).toMatchObject({ outcome: 'unfounded', sent: null })
  expect(heard).toEqual([])
})

test('when somebody asks who registers no cases, then they are refused, and nothing leaves', async () => {
  const leader = await signInTo(desk, 'leader')
  const answer = await leader.asks('POST', '/api/triage/assistant/summary', { call: '一通电话' })
  expect(answer.statusCode).toBe(403)
  expect(heard).toEqual([])
})

test('who let something leave is recorded, what left is not', async () => {
  speak = says('摘要')
  await officer.asks('POST', '/api/triage/assistant/summary', { call: '一通很特别的电话' })
  const { rows } = await sql`select * from audit_entry where action = 'assistant.summary'`.execute(desk.deps.db)
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('很特别')
})

test('the administrator sees where it is and that it answers, and the key nowhere', async () => {
  speak = says('在。')
  const sysadmin = await signInTo(desk, 'sysadmin')
  const settings = await sysadmin.asks('GET', '/api/triage/assistant/settings')
  expect(settings.json().server).toMatchObject({ model: 'a-model', hasKey: true, seconds: 0.4 })
  expect(settings.body).not.toContain('a-key')
  expect((await sysadmin.asks('POST', '/api/triage/assistant/try')).json()).toMatchObject({ outcome: 'answered' })
  speak = (response) => response.writeHead(503).end()
  expect((await sysadmin.asks('POST', '/api/triage/assistant/try')).json()).toMatchObject({
    outcome: 'failed',
    status: 503,
  })
  expect((await officer.asks('GET', '/api/triage/assistant/settings')).statusCode).toBe(403)
})

test('when the person waits no longer, then the server is asked no longer', async () => {
  const cancelled = new AbortController()
  const closed = new Promise<void>((resolve) => {
    speak = (response) => {
      response.on('close', () => resolve())
      cancelled.abort()
    }
  })
  const address = await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const asking = fetch(`${address}/api/triage/assistant/summary`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      cookie: `${SESSION_COOKIE}=${officer.cookie}`,
      [CSRF_HEADER]: officer.session.csrfToken,
    },
    body: JSON.stringify({ call: '一通很长的电话' }),
    signal: cancelled.signal,
  })
  await expect(asking).rejects.toThrow()
  await closed
})

test('given no server in the settings, when it is asked, then it is off', async () => {
  const plain = await openTestDesk({ rooms: [registerTriage] })
  await loadSampleCentreWhenEmpty(plain.deps)
  const person = await signInTo(plain, 'officer1')
  expect((await person.asks('GET', '/api/triage/assistant')).json()).toEqual({ isOn: false })
  const answer = await person.asks('POST', '/api/triage/assistant/summary', { call: '一通电话' })
  expect(answer.json()).toMatchObject({ outcome: 'off', sent: null })
  const sysadmin = await signInTo(plain, 'sysadmin')
  expect((await sysadmin.asks('GET', '/api/triage/assistant/settings')).json()).toEqual({ server: null, asked: 0 })
  await plain.close()
})

test.each([
  ['http://10.0.0.5:8000', 'http://10.0.0.5:8000/v1/chat/completions'],
  ['http://10.0.0.5:8000/v1/', 'http://10.0.0.5:8000/v1/chat/completions'],
  ['https://ai.example.cn/openai/v1', 'https://ai.example.cn/openai/v1/chat/completions'],
  ['https://ai.example.cn/v1/chat/completions', 'https://ai.example.cn/v1/chat/completions'],
])('the address %s means %s', (base, url) => {
  expect(completionsUrl(base).href).toBe(url)
})
