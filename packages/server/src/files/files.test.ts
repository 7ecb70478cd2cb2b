import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { StoredFile } from '@bancheng/core/files/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerCases } from '../cases/routes.ts'
import { FILE_LIMIT } from '../platform/files.ts'
import { SAMPLE_CENTER_ID, sampleUnits } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { packZip } from '../testing/packing.ts'
import { keepFile } from './keep.ts'
import { registerFiles } from './routes.ts'
import { loadFiles, ownFileIds } from './store.ts'

const pdf = Buffer.from('%PDF-1.7\n%a lease\n')
let desk: TestDesk
let officer: TestPerson
beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerFiles, registerCases] })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
})
afterAll(() => desk?.close())

const keep = async (name: string, content: Buffer | string, who = officer) =>
  StoredFile.parse((await who.uploads('/api/files', name, content)).json())
const read = (who: TestPerson, fileId: string) => who.asks('GET', `/api/files/${fileId}`)

test('a paper that is uploaded is kept byte by byte under its Chinese name, and its reading is recorded', async () => {
  const file = await keep('../租赁合同（一）.pdf', pdf)
  expect(file).toMatchObject({ name: '租赁合同（一）.pdf', mediaType: 'application/pdf', size: pdf.length })
  const answer = await read(officer, file.fileId)
  expect(answer.statusCode).toBe(200)
  expect(answer.rawPayload.equals(pdf)).toBe(true)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('租赁合同（一）.pdf')}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
  })
  const { rows } = await sql<{ action: string; personId: string }>`
    select action, person_id as "personId" from audit_entry where object_id = ${file.fileId} order by audit_id
  `.execute(desk.deps.db)
  expect(rows).toEqual([
    { action: 'file.upload', personId: 'officer1' },
    { action: 'file.read', personId: 'officer1' },
  ])
  expect(await loadFiles(desk.deps.db, SAMPLE_CENTER_ID, [file.fileId, 'unknown'])).toEqual([file])
  const own = (who: string, center = SAMPLE_CENTER_ID) =>
    ownFileIds(desk.deps.db, center, who, [file.fileId, 'unknown'])
  expect(await own(officer.session.person.personId)).toEqual(new Set([file.fileId]))
  expect(await own('officer2')).toEqual(new Set())
  expect(await own(officer.session.person.personId, 'another-centre')).toEqual(new Set())
})

test.each([
  ['情况说明.docx', packZip([{ name: 'word/document.xml', content: '<a/>' }])],
  ['台账.csv', Buffer.from([0xb2, 0xbf, 0xc3, 0xc5, 0x2c, 0x31])],
  ['说明.txt', '因节前开业，租期差一天。'],
])('%s is kept, and is only ever saved, never shown', async (name, content) => {
  const { fileId } = await keep(name, content)
  const { headers } = await read(officer, fileId)
  expect(headers['content-disposition']).toMatch(/^attachment;/)
  expect(headers['content-security-policy']).toMatch(/^sandbox;/)
})

test.each([
  ['page.html', '<script>alert(1)</script>'],
  ['picture.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['program.exe', Buffer.from('MZ\u0090\u0000')],
  ['lease.pdf', '<html>no PDF</html>'],
  ['lease.pdf.exe', pdf],
  ['macro.docm', packZip([{ name: 'word/vbaProject.bin', content: 'a' }])],
  ['text.txt', Buffer.from([0x4d, 0x5a, 0x00, 0x00])],
  ['empty.pdf', Buffer.alloc(0)],
  ['no-ending', pdf],
])('%s is refused', async (name, content) => {
  const answer = await officer.uploads('/api/files', name, content)
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'invalid-input'])
})

test('fifty megabytes are kept, one byte more is refused, and so is a request that is no upload', async () => {
  const full = Buffer.concat([pdf, Buffer.alloc(FILE_LIMIT - pdf.length, 'a')])
  expect((await keep('full.pdf', full)).size).toBe(FILE_LIMIT)
  const answer = await officer.uploads('/api/files', 'more.pdf', Buffer.concat([full, Buffer.from('a')]))
  expect([answer.statusCode, answer.json().code]).toEqual([413, 'payload-too-large'])
  expect((await officer.asks('POST', '/api/files', { name: 'x' })).statusCode).toBeGreaterThanOrEqual(400)
})

test('a file of a case is read by the unit that was asked; for any other it does not exist', async () => {
  const { fileId } = await keep('食品经营许可证.pdf', pdf)
  const post = (url: string, body: object) => officer.asks('POST', url, body, { 'idempotency-key': desk.deps.newId() })
  const registered = await post('/api/cases', {
    channel: 'walk-in',
    applicant: { kind: 'person', name: '王芳', phone: '13800001234' },
    want: '注销食品经营许可证',
    pain: 'hard',
    fileIds: [fileId],
  })
  const { caseId } = registered.json().state
  const colleague = await signInTo(desk, 'officer2')
  const food = await signInTo(desk, 'liaison.sj')
  const tax = await signInTo(desk, 'liaison.sw')
  const sysadmin = await signInTo(desk, 'sysadmin')
  expect((await read(colleague, fileId)).statusCode).toBe(200)
  expect((await read(food, fileId)).statusCode).toBe(404)

  const command = async (name: string, input: object) => {
    const { version } = (await officer.asks('GET', `/api/cases/${caseId}`)).json().state
    return post(`/api/cases/${caseId}/commands/${name}`, { expectedVersion: version, input })
  }
  await command('accept-case', { grade: 'simple' })
  await command('ask-units', { ask: '如何注销？', units: [{ unitId: sampleUnits.food, part: 'lead' }] })
  expect((await read(food, fileId)).statusCode).toBe(200)
  for (const stranger of [tax, sysadmin]) {
    const answer = await read(stranger, fileId)
    expect(answer.statusCode).toBe(404)
    const unknown = await read(stranger, 'unknown')
    expect(unknown.json()).toEqual(answer.json())
  }
})

test('the leader reads and does not upload', async () => {
  const leader = await signInTo(desk, 'leader')
  expect((await leader.uploads('/api/files', 'a.pdf', pdf)).statusCode).toBe(403)
})

test('when the row of an upload cannot be written, then nothing is left of its bytes', async () => {
  const mine = Buffer.from('%PDF-1.7\n%never kept\n')
  const giver = { centerId: SAMPLE_CENTER_ID, personId: 'officer1' }
  const refused = keepFile(desk.deps, giver, { name: 'a.pdf', content: Readable.from([mine]) }, () => {
    throw new Error('the audit is full')
  })
  await expect(refused).rejects.toThrow('the audit is full')
  const names = await readdir(join(desk.deps.config.dataFolder, 'files'), { recursive: true })
  const hash = createHash('sha256').update(mine).digest('hex')
  expect(names.filter((name) => name.includes(hash) || name.endsWith('.part'))).toEqual([])
})
