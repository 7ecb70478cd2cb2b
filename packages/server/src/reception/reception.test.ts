import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { ContactRow, ContactView, ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerAudit } from '../audit/routes.ts'
import { registerCases } from '../cases/routes.ts'
import { verify } from '../cases/verify.ts'
import { newId } from '../platform/ids.ts'
import { sampleItems } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { MONDAY, openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { registerReception } from './routes.ts'

let desk: TestDesk
let officer: TestPerson
let colleague: TestPerson
let supervisor: TestPerson

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerCases, registerReception, registerAudit] })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  colleague = await signInTo(desk, 'officer2')
  supervisor = await signInTo(desk, 'supervisor')
})
afterAll(() => desk.close())

const item = { kind: 'item', itemId: sampleItems.foodLicence, version: 1, title: '随便写的名字' }
const contact = (question: object = {}, rest: object = {}) => ({
  channel: 'call',
  callerName: '王芳',
  phone: '13800001234',
  questions: [{ questionId: newId(), words: '开饭店要办什么证', ...question }],
  takenAt: MONDAY,
  ...rest,
})
const saves = (who: TestPerson, input: object, { contactId = newId(), key = newId() } = {}) =>
  who.asks('POST', `/api/contacts/${contactId}/save`, input, { 'idempotency-key': key })
const tasksOf = async (who: TestPerson) =>
  (await who.asks('GET', '/api/reception/tasks')).json<{ rows: ReceptionTaskRow[] }>().rows
const auditOf = async (action: string, objectId: string) => {
  const auditor = await signInTo(desk, 'auditor')
  const answer = await auditor.asks('GET', `/api/audit?action=${action}&objectId=${objectId}`)
  return answer.json<{ rows: { personName: string }[] }>().rows
}

describe('given a contact while it is typed', () => {
  test('then it is kept, parked, found again on another machine, and its number never comes back in clear', async () => {
    const contactId = newId()
    const kept = await officer.asks('PUT', `/api/contacts/${contactId}`, { ...contact(), state: 'parked' })
    expect(kept.json()).toMatchObject({ state: 'parked', phoneMasked: '138****1234' })
    const { phone: _, ...again } = contact({ words: '开饭店要办什么证，还要多久' })
    await officer.asks('PUT', `/api/contacts/${contactId}`, again)
    const list = (await officer.asks('GET', '/api/contacts?which=unsaved')).json<{ rows: ContactRow[] }>()
    expect(list.rows).toMatchObject([{ contactId, said: '开饭店要办什么证，还要多久', phoneMasked: '138****1234' }])
    expect(JSON.stringify(list)).not.toContain('13800001234')
    expect((await colleague.asks('GET', `/api/contacts/${contactId}`)).statusCode).toBe(404)
    expect((await colleague.asks('PUT', `/api/contacts/${contactId}`, contact())).statusCode).toBe(403)
    await officer.asks('DELETE', `/api/contacts/${contactId}`)
    expect((await officer.asks('GET', '/api/contacts?which=unsaved')).json()).toEqual({ rows: [] })
  })

  test('an empty line may be kept, it is only saving that asks for words', async () => {
    const contactId = newId()
    expect((await officer.asks('PUT', `/api/contacts/${contactId}`, contact({ words: '' }))).statusCode).toBe(200)
    const refused = await saves(officer, contact({ words: '' }), { contactId })
    expect(refused.json()).toMatchObject({ code: 'question-required', status: 422 })
    await officer.asks('DELETE', `/api/contacts/${contactId}`)
  })
})

describe('given a contact that is saved', () => {
  test('then the answer is called as the catalogue calls it, and the same request has one effect', async () => {
    const [contactId, key] = [newId(), newId()]
    const input = contact({ answers: [item] })
    const saved = (await saves(officer, input, { contactId, key })).json<ContactView>()
    expect(saved).toMatchObject({ state: 'saved', questions: [{ settled: { kind: 'guided' } }] })
    expect(saved.questions[0]?.answers[0]?.title).not.toBe('随便写的名字')
    expect((await saves(officer, input, { contactId, key })).statusCode).toBe(200)
    expect((await saves(officer, input, { contactId })).json()).toMatchObject({ code: 'contact-saved' })
    expect(await auditOf('contact.save', contactId)).toHaveLength(1)
  })

  test('then nothing of it is ever changed, not even by the application’s own role', async () => {
    const contactId = newId()
    await saves(officer, contact({ answers: [item] }), { contactId })
    const late = await officer.asks('PUT', `/api/contacts/${contactId}`, contact())
    expect(late.json()).toMatchObject({ code: 'contact-saved' })
    for (const statement of [
      `update contact set caller_name = '别人' where contact_id = '${contactId}'`,
      `delete from contact where contact_id = '${contactId}'`,
    ])
      await expect(sql.raw(statement).execute(desk.deps.db)).rejects.toThrow(/never changed|permission denied/)
  })

  test('when an answer is named that there is not, then it is refused', async () => {
    const refused = await saves(officer, contact({ answers: [{ ...item, itemId: 'made-up' }] }))
    expect(refused.json()).toMatchObject({ code: 'invalid-input' })
  })

  test('when the same number calls again, then one sees who it was, and opening what was said is recorded', async () => {
    const phone = '021-62471234'
    const earlierId = newId()
    await saves(officer, contact({ answers: [item] }, { phone, callerName: '李建国' }), { contactId: earlierId })
    const contactId = newId()
    await colleague.asks('PUT', `/api/contacts/${contactId}`, contact({}, { phone: '(021) 6247 1234' }))
    const earlier = (await colleague.asks('GET', `/api/contacts/${contactId}/earlier`)).json<{ rows: ContactRow[] }>()
    expect(earlier.rows).toMatchObject([{ contactId: earlierId, callerMasked: '李*', said: null, takenByName: '林静' }])
    expect(await auditOf('contact.view', earlierId)).toEqual([])
    const opened = (await colleague.asks('GET', `/api/contacts/${earlierId}`)).json<ContactView>()
    expect(opened.questions[0]?.words).toBe('开饭店要办什么证')
    await colleague.asks('GET', `/api/contacts/${earlierId}`)
    expect(await auditOf('contact.view', earlierId)).toMatchObject([{ personName: colleague.session.person.name }])
  })

  test('the number itself is shown for a reason only, which is recorded', async () => {
    const contactId = newId()
    await saves(officer, contact({ answers: [item] }), { contactId })
    expect((await colleague.asks('POST', '/api/reception/reveal', { contactId, reason: '' })).statusCode).toBe(400)
    const shown = await colleague.asks('POST', '/api/reception/reveal', { contactId, reason: '回电' })
    expect(shown.json()).toEqual({ value: '13800001234' })
    expect(await auditOf('contact.reveal', contactId)).toHaveLength(1)
  })
})

describe('given a question that becomes a case', () => {
  test('then the case is there with it, and each leads to the other', async () => {
    const contactId = newId()
    const input = contact({ outcome: 'case-opened', pain: 'hard', answers: [item], words: '押金拿不回来' })
    const saved = (await saves(officer, input, { contactId })).json<ContactView>()
    const [question] = saved.questions
    if (question?.settled?.kind !== 'case-opened') throw new Error(JSON.stringify(saved))
    const { caseId, caseNo } = question.settled
    const view = (await officer.asks('GET', `/api/cases/${caseId}`)).json()
    expect(view.state).toMatchObject({ caseNo, want: '押金拿不回来', pain: 'hard', applicant: { name: '王芳' } })
    expect(JSON.stringify(view.timeline)).toContain(`/contacts/${contactId}`)
    const back = (await officer.asks('GET', `/api/cases/${caseId}/contacts`)).json()
    expect(back.rows).toMatchObject([{ contactId }])
    expect((await verify(desk.deps.db)).differences).toEqual([])
  })

  test('when another question of the same contact is refused, then no case was opened either', async () => {
    const count = async () => (await officer.asks('GET', '/api/cases')).json().count
    const before = await count()
    const input = contact({ outcome: 'case-opened', pain: 'hard' })
    const questions = [
      ...input.questions,
      { questionId: newId(), words: '转给谁', outcome: 'transferred', unitId: null },
    ]
    expect((await saves(officer, { ...input, questions })).json()).toMatchObject({ code: 'unit-unknown' })
    expect(await count()).toBe(before)
  })
})

describe('given what is owed', () => {
  test('a call-back is a task with a due time, tried in vain, then kept by a colleague', async () => {
    await saves(officer, contact({ outcome: 'call-back', words: '问清后回电' }))
    const task = (await tasksOf(colleague)).find(({ ask }) => ask === '问清后回电')
    expect(task).toMatchObject({
      kind: 'call-back',
      isLate: false,
      phoneMasked: '138****1234',
      maySettle: true,
      tries: 0,
    })
    const settles = (outcome: string, note: string, key = newId()) =>
      colleague.asks(
        'POST',
        `/api/reception/tasks/${task?.taskId}/settle`,
        { outcome, note },
        { 'idempotency-key': key },
      )
    expect((await settles('not-reached', '')).json()).toEqual({ isEnded: false })
    expect((await settles('given-up', '一直没人接')).json()).toMatchObject({ code: 'follow-up-try-again' })
    const key = newId()
    expect((await settles('done', '已告知需要三种材料', key)).json()).toEqual({ isEnded: true })
    expect((await settles('done', '已告知需要三种材料', key)).json()).toEqual({ isEnded: true })
    expect((await settles('done', '再来一次')).json()).toMatchObject({ code: 'reception-task-ended' })
    expect((await tasksOf(officer)).some(({ ask }) => ask === '问清后回电')).toBe(false)
  })

  test('a complaint about a person goes to the supervisor, and its subject sees neither it nor the contact', async () => {
    const contactId = newId()
    const against = colleague.session.person.personId
    const question = { outcome: 'complaint', againstPersonId: against, words: '态度生硬，让我跑了三趟' }
    await saves(officer, contact(question, { isAnonymous: true }), { contactId })
    const received = (await tasksOf(supervisor)).find(({ contactId: id }) => id === contactId)
    expect(received).toMatchObject({ kind: 'complaint', callerMasked: '', phoneMasked: null, maySettle: true })
    expect((await tasksOf(officer)).some(({ contactId: id }) => id === contactId)).toBe(false)
    expect((await tasksOf(colleague)).some(({ contactId: id }) => id === contactId)).toBe(false)
    expect((await colleague.asks('GET', `/api/contacts/${contactId}`)).statusCode).toBe(404)
    const recent = (await colleague.asks('GET', '/api/contacts')).json<{ rows: ContactRow[] }>()
    expect(recent.rows.some((row) => row.contactId === contactId)).toBe(false)
  })

  test('while the receiver is on leave, their stand-in settles it, and the entry says for whom', async () => {
    const contactId = newId()
    await saves(officer, contact({ outcome: 'complaint', words: '大厅没有座位' }, { isAnonymous: true }), { contactId })
    const { centerId, person } = supervisor.session
    const standIn = colleague.session.person.personId
    await sql`update account set role = 'supervisor' where person_id = ${standIn}`.execute(desk.deps.db)
    const other = await signInTo(desk, 'officer2')
    expect((await tasksOf(other)).some(({ contactId: id }) => id === contactId)).toBe(false)
    await sql`
      insert into absence (center_id, absence_id, person_id, stand_in_id, from_at, until_at, created_by, created_at)
      values (${centerId}, 'leave', ${person.personId}, ${standIn}, ${MONDAY}, '2026-03-09T00:00:00Z', ${standIn}, ${MONDAY})
    `.execute(desk.deps.db)
    const task = (await tasksOf(other)).find(({ contactId: id }) => id === contactId)
    expect(task).toMatchObject({ maySettle: true })
    const said = { outcome: 'done', note: '已加座位' }
    const url = `/api/reception/tasks/${task?.taskId}/settle`
    expect((await other.asks('POST', url, said, { 'idempotency-key': newId() })).json()).toEqual({ isEnded: true })
    const { rows } = await sql`
      select person_id as by, on_behalf_of as "for" from reception_task_entry where task_id = ${task?.taskId}
    `.execute(desk.deps.db)
    expect(rows).toEqual([{ by: standIn, for: person.personId }])
    await sql`delete from absence`.execute(desk.deps.db)
    await sql`update account set role = 'officer' where person_id = ${standIn}`.execute(desk.deps.db)
  })

  test('the database itself gives no complaint to its subject', async () => {
    const statement = `
      insert into reception_task select center_id, 'forged', kind, state, party, 'person:x', 'x', ask, contact_id, question_id,
        call_id, opened_at, due_at, ended_at from reception_task where kind = 'complaint' limit 1`
    await expect(sql.raw(statement).execute(desk.deps.db)).rejects.toThrow('never_waits_for_its_subject')
  })

  test('a liaison takes no contacts and reads none', async () => {
    const liaison = await signInTo(desk, 'liaison.sj')
    expect((await saves(liaison, contact())).statusCode).toBe(403)
    expect((await liaison.asks('GET', '/api/contacts')).statusCode).toBe(403)
    expect(await tasksOf(liaison)).toEqual([])
  })
})

// Last: by that evening everyone's session has ended.
test('what is owed and not done in time stands late on top', async () => {
  await saves(officer, contact({ outcome: 'call-back', words: '会逾期的回电' }))
  desk.setClock('2026-03-02T10:00:00.000Z' as Instant) // after the closing of that Monday
  const [first] = await tasksOf(await signInTo(desk, 'officer1'))
  expect(first).toMatchObject({ ask: '会逾期的回电', isLate: true })
})
