import type { CaseView } from '@bancheng/core/cases/view.ts'
import { addMinutes } from '@bancheng/core/kernel/time.ts'
import { LINK_HEADER } from '@bancheng/core/links/address.ts'
import type { LinkPage, LinkRow } from '@bancheng/core/links/contract.ts'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerFiles } from '../files/routes.ts'
import { sha256 } from '../platform/crypto.ts'
import { loggedPath } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { sampleUnits } from '../sample/ids.ts'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, type TestDesk } from '../testing/desk.ts'
import { registerLinks } from './routes.ts'

let desk: TestDesk
let officer: Worker
beforeAll(async () => {
  desk = await openCaseDesk([registerLinks, registerFiles])
  officer = await workerAt(desk, 'officer1')
})
afterAll(() => desk?.close())

type Issued = { link: LinkRow; token: string; code: string }

/** A case in which a unit is asked, and a link to that task for somebody at the mall. */
async function anIssuedLink(who = officer): Promise<Issued & { caseId: string; taskId: string }> {
  const caseId = await acceptedCase(officer)
  const units = [{ unitId: sampleUnits.food, part: 'lead' as const }]
  const ask = '请确认王芳（13800001234）的押金是否已退'
  const { state } = await officer.does(caseId, 'askUnits', { ask, units })
  const taskId = state.tasks.find((task) => task.kind === 'coordinate')?.taskId ?? ''
  const answer = await issue(who, caseId, taskId)
  expect(answer.statusCode).toBe(200)
  return { ...answer.json<Issued>(), caseId, taskId }
}
const issue = (who: Worker, caseId: string, taskId: string, fileIds: string[] = []) =>
  who.asks('POST', `/api/cases/${caseId}/tasks/${taskId}/links`, {
    recipient: '李经理',
    organisation: '东方商场',
    fileIds,
  })

/** Somebody with a phone: it keeps the cookies that it is given, and nothing else. */
function aPhone(token: string, remoteAddress = '127.0.0.1') {
  const cookies: Record<string, string> = {}
  const asks = async (method: 'GET' | 'POST', url: string, payload?: object, more: Record<string, string> = {}) => {
    const headers = { [LINK_HEADER]: token, ...more }
    const answer = await desk.app.inject({
      method,
      url,
      cookies,
      headers,
      remoteAddress,
      ...(payload ? { payload } : {}),
    })
    for (const { name, value } of answer.cookies) cookies[name] = value
    return answer
  }
  return {
    opens: () => asks('GET', '/api/public/link'),
    gives: (code: string) => asks('POST', '/api/public/link/code', { code }),
    reads: (fileId: string) => asks('GET', `/api/public/link/files/${fileId}`),
    attaches: (name: string, content: string) => {
      const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n--b--\r\n`
      const headers = { [LINK_HEADER]: token, 'content-type': 'multipart/form-data; boundary=b' }
      return desk.app.inject({ method: 'POST', url: '/api/public/link/files', cookies, headers, payload: body })
    },
    answers: (publicReply: string, fileIds: string[] = [], key = newId()) =>
      asks('POST', '/api/public/link/answer', { publicReply, fileIds }, { 'idempotency-key': key }),
  }
}

const codeOf = (answer: LightMyRequestResponse): string => answer.json<{ code: string }>().code
const wrong = (code: string) => (code === '00000000' ? '00000001' : '00000000')
async function audited(caseId: string): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    select action from audit_entry where object_id = ${caseId} and action like 'link.%' order by audit_id
  `.execute(desk.deps.db)
  return rows.map(({ action }) => action)
}

test('the manager of a mall answers from a phone: code, masked question, a file, and the answer stands in the case', async () => {
  const { token, code, caseId, taskId } = await anIssuedLink()
  const phone = aPhone(token)
  expect((await phone.opens()).json()).toEqual({ step: 'code', centreName: expect.any(String) })
  const page = (await phone.gives(code)).json<LinkPage>()
  expect(page).toMatchObject({ step: 'answer', recipient: '李经理', ask: '请确认王*（138****1234）的押金是否已退' })
  expect(JSON.stringify(page)).not.toMatch(/13800001234|王芳/)
  const file = (await phone.attaches('收据.pdf', '%PDF-1.7\n%a receipt\n')).json<{ fileId: string }>()
  expect((await phone.answers('押金已于今日退回', [file.fileId])).statusCode).toBe(204)

  const seen = await officer.sees(caseId)
  expect(seen.state.tasks.find((task) => task.taskId === taskId)).toMatchObject({
    state: 'done',
    reply: { publicReply: '押金已于今日退回', fileIds: [file.fileId] },
  })
  expect(seen.timeline.at(-1)?.actorName ?? '').toBe('东方商场 李经理')
  expect(seen.files.map(({ name }) => name)).toEqual(['收据.pdf'])
  expect((await officer.asks('GET', `/api/files/${file.fileId}`)).statusCode).toBe(200)
  expect(codeOf(await phone.opens())).toBe('link-used')
  expect(codeOf(await phone.answers('再说一次'))).toBe('link-used')
  expect(await audited(caseId)).toEqual([
    'link.issue',
    'link.knock',
    'link.open',
    'link.file',
    'link.answer',
    'link.turned-away', // the page, once it was used
  ])
})

test('a phone that heard nothing sends its answer again: one answer', async () => {
  const { token, code, caseId } = await anIssuedLink()
  const phone = aPhone(token)
  await phone.gives(code)
  const key = newId()
  expect((await phone.answers('已退', [], key)).statusCode).toBe(204)
  expect((await phone.answers('已退', [], key)).statusCode).toBe(204)
  const { timeline } = await officer.sees(caseId)
  expect(timeline.filter(({ type }) => type === 'TaskReplied')).toHaveLength(1)
})

test('five wrong codes bar the network that they came from, and a hundred at once are no more; the party elsewhere gets in', async () => {
  const { token, code, caseId } = await anIssuedLink()
  const stranger = aPhone(token, '203.0.113.7')
  const answers = await Promise.all(Array.from({ length: 12 }, () => stranger.gives(wrong(code))))
  expect(answers.filter((answer) => codeOf(answer) === 'link-code-wrong')).toHaveLength(4)
  expect(codeOf(await stranger.gives(code))).toBe('link-code-barred')
  expect(codeOf(await aPhone(token, '203.0.113.7').gives(code))).toBe('link-code-barred') // without its cookies too
  expect((await audited(caseId)).filter((action) => action === 'link.wrong-code')).toHaveLength(5)
  const party = aPhone(token, '198.51.100.4')
  expect((await party.opens()).json()).toMatchObject({ step: 'code' })
  expect((await party.gives(code)).json()).toMatchObject({ step: 'answer' })
})

test('guesses from a hundred networks lock the link: nobody gets more tries than the code bears', async () => {
  const { token, code } = await anIssuedLink()
  await sql`
    update task_link set wrong_codes = 498 where token_hash = ${sha256(token)}
  `.execute(desk.deps.db)
  expect(codeOf(await aPhone(token, '203.0.113.8').gives(wrong(code)))).toBe('link-code-wrong')
  expect(codeOf(await aPhone(token, '203.0.113.9').gives(wrong(code)))).toBe('link-code-wrong')
  expect(codeOf(await aPhone(token, '203.0.113.10').gives(code))).toBe('link-locked')
})

test('the code opens one phone once: whoever overheard it comes too late, and without it nothing is shown or taken', async () => {
  const { token, code } = await anIssuedLink()
  const [phone, another] = [aPhone(token), aPhone(token)]
  expect(codeOf(await another.answers('已退'))).toBe('link-code-needed')
  expect(codeOf(await another.attaches('a.pdf', '%PDF-1.7'))).toBe('link-code-needed')
  await phone.gives(code)
  expect(codeOf(await another.gives(code))).toBe('link-code-spent')
  expect((await another.opens()).json()).toMatchObject({ step: 'code' })
  expect((await phone.opens()).json()).toMatchObject({ step: 'answer' })
})

test('ten strangers’ guesses after the code was given shut nobody out; a new code is for a new phone', async () => {
  const { token, code, caseId, link } = await anIssuedLink()
  const phone = aPhone(token)
  await phone.gives(code)
  for (let guess = 0; guess < 10; guess += 1)
    expect(codeOf(await aPhone(token).gives(guess === 0 ? code : wrong(code)))).toBe('link-code-spent')
  expect((await phone.opens()).json()).toMatchObject({ step: 'answer' })

  const renewed = await officer.asks('POST', `/api/cases/${caseId}/links/${link.linkId}/code`)
  const newPhone = aPhone(token)
  expect((await newPhone.gives(renewed.json<{ code: string }>().code)).json()).toMatchObject({ step: 'answer' })
  expect((await phone.opens()).json()).toMatchObject({ step: 'code' })
  expect((await newPhone.answers('押金已退')).statusCode).toBe(204)
})

test('a new code lets in also the network that was barred; a link that is over gets none', async () => {
  const { token, code, caseId, link } = await anIssuedLink()
  const phone = aPhone(token)
  for (let guess = 0; guess < 5; guess += 1) await phone.gives(wrong(code))
  expect(codeOf(await phone.gives(code))).toBe('link-code-barred')
  const url = `/api/cases/${caseId}/links/${link.linkId}`
  const { code: another } = (await officer.asks('POST', `${url}/code`)).json<{ code: string }>()
  expect((await phone.gives(another)).json()).toMatchObject({ step: 'answer' })
  await officer.asks('POST', `${url}/revoke`)
  expect(codeOf(await officer.asks('POST', `${url}/code`))).toBe('link-over')
})

test('whoever comes before the code, or with a link that no longer works, is on record and on the list of the case', async () => {
  const { token, caseId, link } = await anIssuedLink()
  const phone = aPhone(token)
  await phone.opens()
  await officer.asks('POST', `/api/cases/${caseId}/links/${link.linkId}/revoke`)
  await phone.opens()
  const { links } = (await officer.asks('GET', `/api/cases/${caseId}/links`)).json<{ links: LinkRow[] }>()
  expect(links[0]?.visits.map(({ what }) => what)).toEqual(['turned-away', 'knock'])
  expect(links[0]).toMatchObject({ openings: 0, standing: 'revoked' })
})

test('a link that is revoked, replaced, too old, overtaken or made up is refused, each in its own words', async () => {
  const revoked = await anIssuedLink()
  const phone = aPhone(revoked.token)
  await phone.gives(revoked.code)
  const url = `/api/cases/${revoked.caseId}/links/${revoked.link.linkId}/revoke`
  const { links } = (await officer.asks('POST', url)).json<{ links: LinkRow[] }>()
  expect(links).toMatchObject([{ standing: 'revoked', openings: 1 }])
  expect(codeOf(await phone.opens())).toBe('link-revoked')
  expect(codeOf(await phone.answers('已退'))).toBe('link-revoked')
  expect((await officer.sees(revoked.caseId)).timeline.some(({ type }) => type === 'TaskReplied')).toBe(false)

  const replaced = await anIssuedLink()
  expect((await issue(officer, replaced.caseId, replaced.taskId)).statusCode).toBe(200)
  expect(codeOf(await aPhone(replaced.token).opens())).toBe('link-revoked')

  const over = await anIssuedLink()
  await officer.does(over.caseId, 'withdrawTask', { taskId: over.taskId, reason: '已电话问清' })
  expect(codeOf(await aPhone(over.token).opens())).toBe('link-over')

  const old = await anIssuedLink()
  desk.setClock(addMinutes(MONDAY, 3 * 24 * 60))
  expect(codeOf(await aPhone(old.token).gives(old.code))).toBe('link-expired')
  desk.setClock(MONDAY)
  expect(codeOf(await aPhone('a'.repeat(43)).opens())).toBe('link-unknown')
})

async function aFile(name: string): Promise<string> {
  const uploaded = await officer.uploads('/api/files', name, '%PDF-1.7\n')
  return uploaded.json<{ fileId: string }>().fileId
}

test('of the files of the task the party reads those that were ticked, and each reading is on record', async () => {
  const caseId = await acceptedCase(officer)
  const fileIds = [await aFile('王芳合同.pdf'), await aFile('内部.pdf')]
  const outside = { organisation: '东方商场', name: '李经理', ask: '请看合同', fileIds }
  const { state } = await officer.does(caseId, 'askOutside', outside)
  const taskId = state.tasks.find(({ kind }) => kind === 'coordinate')?.taskId ?? ''
  const [shown = '', hidden = ''] = fileIds
  expect(codeOf(await issue(officer, caseId, taskId, [newId()]))).toBe('file-unknown')
  const url = `/api/cases/${caseId}/tasks/${taskId}/links/preview`
  const wanted = { recipient: '王五', organisation: '别处', fileIds: [shown] }
  const { page: preview } = (await officer.asks('POST', url, wanted)).json<{ page: object }>()

  const { token, code } = (await issue(officer, caseId, taskId, [shown])).json<Issued>()
  const phone = aPhone(token)
  expect(codeOf(await phone.reads(shown))).toBe('link-code-needed')
  const page = (await phone.gives(code)).json<LinkPage>()
  expect(page).toEqual(preview)
  expect(page).toMatchObject({
    organisation: '东方商场',
    recipient: '李经理',
    sent: [{ fileId: shown, name: expect.stringMatching(/^王[^芳]*合同\.pdf$/) }],
  })
  const read = await phone.reads(shown)
  expect(read.body).toContain('%PDF-1.7')
  expect(decodeURIComponent(String(read.headers['content-disposition']))).not.toContain('王芳')
  expect(codeOf(await phone.reads(hidden))).toBe('not-found')
  expect(await audited(caseId)).toContain('link.read-file')
  expect((await phone.answers('合同属实')).statusCode).toBe(204)
  const seen = await officer.sees(caseId)
  expect(seen.state.tasks.find((task) => task.taskId === taskId)?.party).toMatchObject({ organisation: '东方商场' })
  expect(seen.timeline.some(({ type }) => type === 'LinkSent')).toBe(true)
})

test('a step of the plan is done by a link too, in one line', async () => {
  const caseId = await acceptedCase(officer)
  const party = { kind: 'outside' as const, organisation: '东方商场', name: '李经理' }
  const step = { key: 'a', title: '退还押金', channel: 'offline' as const, party, after: [], limit: null, formId: null }
  const { state } = await officer.does(caseId, 'layPlan', { steps: [step] })
  const taskId = state.tasks.find(({ kind }) => kind === 'step')?.taskId ?? ''
  const { token, code } = (await issue(officer, caseId, taskId)).json<Issued>()
  const phone = aPhone(token)
  expect((await phone.gives(code)).json()).toMatchObject({ ask: '退还押金', longest: 500 })
  expect(codeOf(await phone.answers('长'.repeat(501)))).toBe('invalid-input')
  expect((await phone.answers('已退还')).statusCode).toBe(204)
  const done = (await officer.sees(caseId)).state.tasks.find((task) => task.taskId === taskId)
  expect(done).toMatchObject({ state: 'done', ended: { by: 'link', outcome: '已退还' } })
})

test('a file of one link cannot be named by the holder of another', async () => {
  const [one, other] = [await anIssuedLink(), await anIssuedLink()]
  const [phone, stranger] = [aPhone(one.token), aPhone(other.token)]
  await phone.gives(one.code)
  await stranger.gives(other.code)
  const { fileId } = (await phone.attaches('a.pdf', '%PDF-1.7\n')).json<{ fileId: string }>()
  expect(codeOf(await stranger.answers('已退', [fileId]))).toBe('file-unknown')
  expect((await stranger.opens()).json()).toMatchObject({ step: 'answer' }) // refused, the link is not used up
})

test('only the owner and the supervisor send links, only for what a unit is asked, and nothing secret is kept', async () => {
  const { caseId, taskId, token, code } = await anIssuedLink()
  const colleague = await workerAt(desk, 'officer2')
  const liaison = await workerAt(desk, 'liaison.sj')
  expect((await issue(colleague, caseId, taskId)).statusCode).toBe(403)
  expect((await issue(liaison, caseId, taskId)).statusCode).toBe(403)
  expect((await issue(await workerAt(desk, 'supervisor'), caseId, taskId)).statusCode).toBe(200)
  const handle = (await officer.asks('GET', `/api/cases/${caseId}`)).json<CaseView>().state.tasks
  expect(codeOf(await issue(officer, caseId, handle.find(({ kind }) => kind === 'handle')?.taskId ?? ''))).toBe(
    'task-wrong-kind',
  )
  const { rows } = await sql<{ row: string }>`select row_to_json(l)::text as row from task_link l`.execute(desk.deps.db)
  expect(rows.some(({ row }) => row.includes(token) || row.includes(`"${code}"`))).toBe(false)
  expect(loggedPath(`/l/${token}?a=1`)).toBe('/l/…')
  expect(loggedPath('/api/cases/1')).toBe('/api/cases/1')
})
