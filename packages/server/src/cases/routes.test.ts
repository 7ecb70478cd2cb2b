import { once } from 'node:events'
import { get } from 'node:http'
import { commandNames } from '@bancheng/core/cases/commands.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import ExcelJS from 'exceljs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIE } from '../identity/guard.ts'
import { newId } from '../platform/ids.ts'
import { acceptedCase, openCaseDesk, restaurant, type Worker, workerAt } from '../testing/case-desk.ts'
import type { TestDesk } from '../testing/desk.ts'

let desk: TestDesk
let officer: Worker
let district: Worker
let tax: Worker

beforeAll(async () => {
  desk = await openCaseDesk()
  officer = await workerAt(desk, 'officer1')
  district = await workerAt(desk, 'liaison.sj')
  tax = await workerAt(desk, 'liaison.sw')
})
afterAll(() => desk.close())

const asked = async (input: object = {}) => {
  const caseId = await acceptedCase(officer, input)
  await officer.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: 'sj-food', part: 'lead' }] })
  return caseId
}

describe('personal data', () => {
  test('leaves the server masked, and never as ciphertext or digest', async () => {
    const caseId = await asked({ applicant: { ...restaurant.applicant, identity: '11010519491231002X' } })
    const body = (await officer.asks('GET', `/api/cases/${caseId}`)).body
    expect(body).toContain('138****1234')
    expect(body).not.toMatch(/13800001234|11010519491231002X|"sealed":"[^"]|"digest":"[^"]/)
  })

  test('is unmasked for whoever works on the case, for a reason, and the look is recorded without the number', async () => {
    const caseId = await asked()
    const wanted = { field: 'applicant.phone', reason: '回电告知结果' }
    const url = `/api/cases/${caseId}/reveal`
    expect((await district.asks('POST', url, wanted)).json()).toEqual({ value: '13800001234' })
    expect((await tax.asks('POST', url, wanted)).statusCode).toBe(404)
    const leader = await workerAt(desk, 'leader')
    expect((await leader.asks('POST', url, wanted)).statusCode).toBe(403)
    expect((await officer.asks('POST', url, { ...wanted, reason: '' })).statusCode).toBe(400)

    const auditor = await workerAt(desk, 'auditor')
    const audit = (await auditor.asks('GET', `/api/audit?objectId=${caseId}&action=case.reveal`)).body
    expect(audit === '' || !audit.includes('13800001234')).toBe(true)
    const { rows } = await sql<{ personId: string; facts: object }>`
      select person_id as "personId", facts from audit_entry where object_id = ${caseId} and action = 'case.reveal'
    `.execute(desk.deps.db)
    expect(rows).toMatchObject([
      { personId: 'liaison.sj', facts: { field: 'applicant.phone', reason: '回电告知结果' } },
    ])
  })

  test('lies in the database as ciphertext only, the log included', async () => {
    await asked()
    for (const table of ['case_event', 'case_record', 'task', 'idempotency', 'audit_entry']) {
      const { rows } = await sql`select from ${sql.table(table)} t where t::text like '%13800001234%'`.execute(
        desk.deps.db,
      )
      expect(rows).toHaveLength(0)
    }
  })

  test('a whole phone number finds its case, a part of it does not', async () => {
    await acceptedCase(officer, { applicant: { kind: 'person', name: '寻找者', phone: '13911112222' } })
    const found = async (text: string) => (await officer.asks('GET', `/api/cases?text=${text}`)).json().count
    expect(await found('139 1111 2222')).toBe(1)
    expect(await found('1391111')).toBe(0)
  })
})

describe('the ledger', () => {
  test('shows, counts and exports the same cases: those that the person may see', async () => {
    const caseId = await asked({ want: '只有区局能看到的一件事' })
    const text = encodeURIComponent('只有区局能看到')
    for (const [who, count] of [
      [officer, 1],
      [district, 1],
      [tax, 0],
    ] as const) {
      const page = (await who.asks('GET', `/api/cases?text=${text}`)).json()
      expect(page).toMatchObject({ count, isCountCapped: false })
      expect(page.rows.map((row: { caseId: string }) => row.caseId)).toEqual(count ? [caseId] : [])
      expect(await exportedRows(who, `text=${text}`)).toHaveLength(count)
    }
  })

  test('pages without a gap or a double while cases are added, in either direction', async () => {
    for (let index = 0; index < 7; index += 1) await acceptedCase(officer, { want: `翻页 ${index}` })
    for (const [sort, direction] of [
      ['registered', 'desc'],
      ['due', 'asc'],
      ['number', 'asc'],
    ] as const) {
      const seen: string[] = []
      let cursor = ''
      do {
        const url = `/api/cases?text=${encodeURIComponent('翻页')}&size=3&sort=${sort}&direction=${direction}`
        const page = (await officer.asks('GET', url + (cursor && `&cursor=${encodeURIComponent(cursor)}`))).json()
        seen.push(...page.rows.map((row: { caseId: string }) => row.caseId))
        cursor = page.nextCursor ?? ''
      } while (cursor)
      expect(new Set(seen).size).toBe(7)
      expect(seen).toHaveLength(7)
    }
  })

  test('what a person typed is text in Excel, never a formula', async () => {
    await acceptedCase(officer, { want: '=HYPERLINK("http://example.com","点我")' })
    const rows = await exportedRows(officer, `text=${encodeURIComponent('=HYPERLINK')}`)
    expect(rows[0]).toContain('=HYPERLINK("http://example.com","点我")')
  })
})

async function exportedRows(who: Worker, query: string): Promise<unknown[][]> {
  const { rawPayload, headers } = await who.asks('GET', `/api/cases/export.xlsx?${query}`)
  expect(headers['content-disposition']).toContain('attachment')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(rawPayload as unknown as ExcelJS.Buffer) // Node's buffer; the library's type is older
  const rows: unknown[][] = []
  book.worksheets[0]?.eachRow((row) => rows.push([...(row.values as unknown[])])) // an array, as cells were written in order
  expect(rows.flat().some((cell) => typeof cell === 'object' && cell !== null && 'formula' in cell)).toBe(false)
  return rows.slice(1)
}

describe('a command over HTTP', () => {
  test('needs a key, and says which version it saw: in the body or as If-Match', async () => {
    const caseId = await acceptedCase(officer)
    const url = `/api/cases/${caseId}/commands/add-note`
    const input = { text: '备注' }
    const key = () => ({ 'idempotency-key': newId() })
    expect((await officer.asks('POST', url, { expectedVersion: 5, input })).statusCode).toBe(400)
    expect((await officer.asks('POST', url, { input }, key())).statusCode).toBe(400)
    const { headers } = await officer.asks('GET', `/api/cases/${caseId}`)
    const matched = await officer.asks('POST', url, { input }, { ...key(), 'if-match': String(headers.etag) })
    expect(matched.statusCode).toBe(200)
    expect(matched.headers.etag).not.toBe(headers.etag)
  })

  test('says what is wrong by field, in problem details, in the reader’s language', async () => {
    const answer = await officer.asks(
      'POST',
      '/api/cases',
      { ...restaurant, want: '', pain: 'other' },
      { 'idempotency-key': newId(), 'accept-language': 'en' },
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const { code, title, errors } = answer.json()
    expect({ code, paths: errors.map((error: { path: string }) => error.path).sort() }).toEqual({
      code: 'invalid-input',
      paths: ['pain', 'want'],
    })
    expect(title).not.toMatch(/\p{Script=Han}/u)
  })

  test.each(['a\u0000b', 'half \ud83d emoji'])('text that no database keeps is refused, not a fault', async (want) => {
    const answer = await officer.registers({ want })
    expect(answer.json()).toMatchObject({ code: 'invalid-input', status: 400 })
  })

  test('a backslash and an emoji are kept as they were typed', async () => {
    const want = '路径 C:\\u0000 与 😀'
    expect((await officer.registers({ want })).json<CaseView>().state.want).toBe(want)
  })

  test('without a session there is no answer, without the token no change', async () => {
    const url = `/api/cases/${await acceptedCase(officer)}`
    expect((await desk.app.inject({ method: 'GET', url })).statusCode).toBe(401)
    const cookies = { [SESSION_COOKIE]: officer.cookie }
    const forged = await desk.app.inject({ method: 'POST', url: '/api/cases', cookies, payload: restaurant })
    expect(forged.json()).toMatchObject({ code: 'csrf-failed', status: 403 })
  })
})

test('the API describes itself: every command has a path with its schema', async () => {
  const { openapi, paths } = (await desk.app.inject({ method: 'GET', url: '/api/openapi.json' })).json()
  expect(openapi).toBe('3.1.0')
  const accept = paths['/api/cases/{caseId}/commands/accept-case'].post
  const schema = accept.requestBody.content['application/json'].schema
  expect(JSON.stringify(schema)).toContain('on-the-spot')
  expect(Object.keys(paths).filter((path) => path.includes('/commands/'))).toHaveLength(commandNames.length)
})

test('a change reaches an open page of whoever may see the case, and nobody else', async () => {
  await desk.app.listen({ port: 0, host: '127.0.0.1' })
  const address = desk.app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const heard = { officer: '', tax: '' }
  const listen = async (who: Worker, name: keyof typeof heard) => {
    const request = get({ port, path: '/api/live', headers: { cookie: `${SESSION_COOKIE}=${who.cookie}` } })
    const [response] = await once(request, 'response')
    response.on('data', (chunk: Buffer) => {
      heard[name] += chunk
    })
    return () => request.destroy()
  }
  const stops = [await listen(officer, 'officer'), await listen(tax, 'tax')]
  const caseId = await asked()
  await expect.poll(() => heard.officer).toContain(caseId)
  expect(heard.tax).not.toContain('change')
  for (const stop of stops) stop()
})
