import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../platform/ids.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import type { TestDesk } from '../testing/desk.ts'
import { execute } from './execute.ts'
import { verify } from './verify.ts'

let desk: TestDesk
let officer: Worker
let colleague: Worker
let district: Worker

const actorOf = ({ session: { person, role, unit } }: Worker): PersonActor => ({
  kind: 'person',
  personId: person.personId,
  name: person.name,
  role,
  unitId: unit.unitId,
})

beforeAll(async () => {
  desk = await openCaseDesk()
  officer = await workerAt(desk, 'officer1')
  colleague = await workerAt(desk, 'officer2')
  district = await workerAt(desk, 'liaison.sj')
})
afterAll(() => desk.close())

describe('given a case that an officer accepted', () => {
  test('when the same request comes twice, then it has one effect and the same answer', async () => {
    const key = newId()
    const first = await officer.registers({}, key)
    const again = await officer.registers({}, key)
    expect(again.json<CaseView>().state.caseNo).toBe(first.json<CaseView>().state.caseNo)

    const caseId = first.json<CaseView>().state.caseId
    const command = { version: 2, key: newId() }
    expect((await officer.sends(caseId, 'acceptCase', { grade: 'simple' }, command)).statusCode).toBe(200)
    expect((await officer.sends(caseId, 'acceptCase', { grade: 'simple' }, command)).statusCode).toBe(200)
    expect((await officer.sees(caseId)).timeline.filter((entry) => entry.type === 'CaseAccepted')).toHaveLength(1)
  })

  test('when the same key comes with something else, then it is refused and nothing happens', async () => {
    const key = newId()
    await officer.registers({}, key)
    const other = await officer.registers({ want: '另一件事' }, key)
    expect(other.statusCode).toBe(409)
    expect(other.json()).toMatchObject({ code: 'idempotency-conflict' })
  })

  test('when two people act on it at once, then the second is told what changed, and can still do it', async () => {
    const caseId = await acceptedCase(officer)
    const { version } = (await colleague.sees(caseId)).state
    await officer.does(caseId, 'addNote', { text: '已电话联系商场' })
    const late = await colleague.sends(caseId, 'addNote', { text: '打了半天的字' }, { version })
    expect(late.statusCode).toBe(409)
    expect(late.json()).toMatchObject({
      code: 'version-conflict',
      currentVersion: version + 1,
      changes: [{ actorName: '林静', sentence: '备注：已电话联系商场' }],
    })
    const again = await colleague.sends(caseId, 'addNote', { text: '打了半天的字' }, { version: version + 1 })
    expect(again.statusCode).toBe(200)
  })

  test('when a hundred commands arrive at once in any order, then none is lost and none is doubled', async () => {
    const cases = await Promise.all([acceptedCase(officer), acceptedCase(officer), acceptedCase(colleague)])
    const sent = Array.from({ length: 100 }, (_, index) => ({ index, caseId: cases[index % 3] ?? '', key: newId() }))
    const write = ({ index, caseId, key }: (typeof sent)[number]) => {
      const asker = {
        centerId: SAMPLE_CENTER_ID,
        actor: actorOf(index % 2 ? officer : colleague),
        locale: 'zh',
        key,
      } as const
      const input = { text: `第 ${index} 条`, fileIds: [] }
      return execute(desk.deps, asker, { caseId, command: 'addNote', input, expectedVersion: null })
    }
    // Each twice, as a browser does that lost the answer.
    await Promise.all([...sent.toReversed(), ...sent].map(write))
    const views = await Promise.all(cases.map((caseId) => officer.sees(caseId)))
    const notes = views.flatMap((view) => view.timeline.filter((entry) => entry.type === 'NoteAdded'))
    expect(notes.map((note) => note.sentence).sort()).toEqual(sent.map(({ index }) => `备注：第 ${index} 条`).sort())
    expect((await verify(desk.deps.db)).differences).toEqual([])
  })

  test('when a command is refused, then nothing is half done', async () => {
    const caseId = await acceptedCase(officer)
    const before = await officer.sees(caseId)
    const refused = await officer.sends(caseId, 'closeCase', {})
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ code: 'closing-gate' })
    expect((await officer.sees(caseId)).timeline).toEqual(before.timeline)
  })

  test('when a file is named that nobody uploaded, then the note is refused', async () => {
    const caseId = await acceptedCase(officer)
    const refused = await officer.sends(caseId, 'addNote', { text: '见附件', fileIds: [newId()] })
    expect(refused.json()).toMatchObject({ code: 'file-unknown', status: 404 })
  })

  test('when an item is named that the catalogue does not know, then the registration is refused', async () => {
    const refused = await officer.registers({ item: { itemId: 'made-up', version: 1, name: '编造的事项' } })
    expect(refused.json()).toMatchObject({ code: 'invalid-input', status: 400 })
  })

  test('when a liaison of another unit looks, then the case does not exist for them, in every path', async () => {
    const caseId = await acceptedCase(officer)
    expect((await district.asks('GET', `/api/cases/${caseId}`)).statusCode).toBe(404)
    expect((await district.sends(caseId, 'addNote', { text: '你好' }, { version: 5 })).statusCode).toBe(404)
    expect((await district.asks('GET', '/api/cases')).json()).toMatchObject({ rows: [], count: 0 })
    await officer.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: 'sj-food', part: 'lead' }] })
    expect((await district.asks('GET', `/api/cases/${caseId}`)).statusCode).toBe(200)
    expect((await district.asks('GET', '/api/cases')).json()).toMatchObject({ count: 1 })
  })
})

describe('the database itself', () => {
  const asApplication = (statement: string) => sql.raw(statement).execute(desk.deps.db)

  test.each([
    'update case_event set payload = payload',
    'delete from case_event',
    'truncate case_event',
    'update audit_entry set action = action',
    'delete from policy',
  ])('refuses the application’s own role: %s', async (statement) => {
    await acceptedCase(officer)
    await expect(asApplication(statement)).rejects.toThrow(/permission denied|never changed or deleted/)
  })

  test('refuses an event that leaves a gap or names another one before it', async () => {
    const caseId = await acceptedCase(officer)
    const copy = (seq: string, prevHash: string) => `
      insert into case_event select center_id, case_id, ${seq}, type, version, at, actor, policy_version, payload, ${prevHash}, hash
      from case_event where case_id = '${caseId}' order by seq desc limit 1`
    await expect(asApplication(copy('seq + 2', 'hash'))).rejects.toThrow('does not follow')
    await expect(asApplication(copy('seq + 1', "'forged'"))).rejects.toThrow('does not follow')
  })

  test('refuses an open case without an open task', async () => {
    const caseId = await acceptedCase(officer)
    const statement = `update task set state = 'done' where case_id = '${caseId}'`
    await expect(asApplication(statement)).rejects.toThrow('with 0 open tasks')
  })
})
