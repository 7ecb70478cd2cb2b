import { addDays, instantAt, localDateOf } from '@bancheng/core/kernel/time.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, type TestDesk } from '../testing/desk.ts'

let desk: TestDesk
let officer: Worker
let colleague: Worker
let district: Worker

beforeAll(async () => {
  desk = await openCaseDesk()
  officer = await workerAt(desk, 'officer1')
  colleague = await workerAt(desk, 'officer2')
  district = await workerAt(desk, 'liaison.sj')
})
beforeEach(() => desk.setClock(MONDAY))
afterAll(() => desk.close())

type Row = { caseId: string; kind: string; isLate: boolean; dueAt: string | null }
const inbox = async (who: Worker, caseId: string, query = ''): Promise<Row[]> => {
  const { rows } = (await who.asks('GET', `/api/inbox${query}`)).json<{ rows: Row[] }>()
  return rows.filter((row) => row.caseId === caseId)
}
const kinds = async (who: Worker, caseId: string) => (await inbox(who, caseId)).map((row) => row.kind)

test('given a new case, then it waits for every officer; once accepted, for its owner alone', async () => {
  const { state } = (await officer.registers()).json()
  expect(await kinds(colleague, state.caseId)).toEqual(['accept'])
  await officer.does(state.caseId, 'acceptCase', { grade: 'simple' })
  expect(await kinds(officer, state.caseId)).toEqual(['handle'])
  expect(await kinds(colleague, state.caseId)).toEqual([])
})

test('when a unit is asked, then it waits for everybody of that unit, and no longer once they replied', async () => {
  const caseId = await acceptedCase(officer)
  await officer.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: 'sj-food', part: 'lead' }] })
  expect(await kinds(district, caseId)).toEqual(['coordinate'])
  const task = (await district.sees(caseId)).courts.find(({ kind }) => kind === 'coordinate')
  await district.does(caseId, 'replyToTask', { taskId: task?.taskId ?? '', publicReply: '可以' })
  expect(await kinds(district, caseId)).toEqual([])
})

test('when the case is handed over, then its tasks move to the other desk', async () => {
  const caseId = await acceptedCase(officer)
  const { state } = await officer.does(caseId, 'offerHandOver', { toPersonId: 'officer2', note: '轮休' })
  const offer = state.tasks.find(({ kind }) => kind === 'accept-hand-over')
  await colleague.does(caseId, 'acceptHandOver', { taskId: offer?.taskId ?? '' })
  expect(await kinds(colleague, caseId)).toEqual(['handle'])
  expect(await kinds(officer, caseId)).toEqual([])
})

test('when a result was told, then the follow-up waits for those who did not handle the case', async () => {
  const caseId = await acceptedCase(officer)
  await officer.does(caseId, 'recordResult', { kind: 'done', publicReply: '已办', proof: '通知书' })
  await officer.does(caseId, 'tellApplicant', { means: 'phone', toWhom: '王芳' })
  await officer.does(caseId, 'resolveCase', {})
  expect(await kinds(officer, caseId)).toEqual(['strike-off'])
  expect(await kinds(colleague, caseId)).toEqual(['follow-up'])
})

test('what is late stands on top and says so', async () => {
  const late = await acceptedCase(officer)
  desk.setClock(instantAt(addDays(localDateOf(MONDAY), 8), '10:00'))
  officer = await workerAt(desk, 'officer1') // the old session ran out
  const fresh = await acceptedCase(officer)
  const { rows, late: count } = (await officer.asks('GET', '/api/inbox?mine=true')).json<{
    rows: Row[]
    late: number
  }>()
  const places = [late, fresh].map((caseId) => rows.findIndex((row) => row.caseId === caseId))
  expect(places[0]).toBeLessThan(places[1] ?? 0)
  expect(rows.find((row) => row.caseId === late)?.isLate).toBe(true)
  expect(rows.find((row) => row.caseId === fresh)?.isLate).toBe(false)
  expect(count).toBe(rows.filter((row) => row.isLate).length)
})

test('when two supervisions of one case wait, then each says whose task it is about and how high that has climbed', async () => {
  const caseId = await acceptedCase(officer)
  const supervisor = await workerAt(desk, 'supervisor')
  await officer.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: 'sj-food', part: 'lead' }] })
  const { state } = await supervisor.sees(caseId)
  const taskOf = (kind: string) => state.tasks.find((task) => task.kind === kind)?.taskId ?? ''
  for (const reason of ['一', '二', '三']) {
    await supervisor.does(caseId, 'climb', { taskId: taskOf('coordinate'), reason })
    await supervisor.does(caseId, 'climb', { taskId: taskOf('handle'), reason })
  }
  const rows = (await inbox(supervisor, caseId)) as (Row & { about: string | null })[]
  const abouts = rows.filter(({ kind }) => kind === 'oversee').map(({ about }) => about ?? '')
  expect(abouts.some((about) => about.startsWith('中心督办：区市场监管局') && about.endsWith('协办'))).toBe(true)
  expect(abouts.some((about) => about.startsWith('中心督办：经办人') && about.endsWith('承办'))).toBe(true)
})
