import { addDays, addMinutes, localDateOf } from '@bancheng/core/kernel/time.ts'
import { triageContract } from '@bancheng/core/triage/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerCases } from '../cases/routes.ts'
import { newId } from '../platform/ids.ts'
import { registerReception } from '../reception/routes.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { simulateYear } from '../simulation/year.ts'
import { type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, openTestDesk, type TestDesk } from '../testing/desk.ts'
import { Learning } from './learning.ts'
import { registerTriage } from './routes.ts'
import { suggestionsFor } from './suggest.ts'

let desk: TestDesk
let officer: Worker

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerCases, registerTriage, registerReception] })
  await loadSampleCentreWhenEmpty(desk.deps)
  const until = MONDAY
  await simulateYear(desk.deps, { seed: 7, cases: 30, from: addDays(localDateOf(until), -60), until })
  officer = await workerAt(desk, 'officer1')
}, 120_000)
afterAll(() => desk.close())

const suggestFor = async (person: Worker, want: string, alreadyDone = '') =>
  person.asks('POST', '/api/triage/suggestions', { want, alreadyDone })

const storedAt = async () => {
  const { rows } = await sql<{ at: string; cases: number }>`select learnt_at as at, cases from triage_model`.execute(
    desk.deps.db,
  )
  return rows
}

describe('given a centre with a catalogue and closed cases', () => {
  test('when an officer types a want, then item, unit, pain, category and similar cases come, each with its reason', async () => {
    const answer = await suggestFor(officer, '食品经营许可证注销不了，商场押金退不回来', '营业执照已注销')
    expect(answer.statusCode).toBe(200)
    const { items, units, pains, categories, similar, learntFrom } = triageContract.suggest.reply.parse(answer.json())
    expect(items[0]?.item.name).toContain('食品经营许可')
    expect(items[0]?.because.length).toBeGreaterThan(0)
    expect(units[0]?.unitName).not.toBe('')
    expect(pains.map(({ pain }) => pain).sort()).toEqual(['cannot', 'hard', 'unknown'])
    expect(categories.length).toBeGreaterThan(0)
    expect(learntFrom.items).toBeGreaterThan(20)
    expect(learntFrom.cases).toBeGreaterThan(0)
    expect(similar[0]).toMatchObject({ caseNo: expect.stringMatching(/^[A-Z]{2}-/), reply: expect.stringMatching(/./) })
  })

  test('when it was learnt once, then another process of the desk takes it from the table', async () => {
    const before = await storedAt()
    const other = new Learning(desk.deps, (error) => {
      throw error
    })
    const known = await other.of(SAMPLE_CENTER_ID)
    expect(known.cases).toBe(before[0]?.cases)
    expect(await storedAt()).toEqual(before)
    await other.close()
  })

  test('when somebody asks who registers no cases, then they are refused', async () => {
    for (const name of ['liaison.sj', 'leader', 'auditor']) {
      const person = await workerAt(desk, name)
      expect((await suggestFor(person, '食品经营许可')).statusCode).toBe(403)
      expect((await person.asks('GET', '/api/triage/hit-rates')).statusCode).toBe(403)
    }
  })

  test.each(['', 'x', '啊'.repeat(10_001)])(
    'when the want is no text to read, then it is refused as such',
    async (want) => {
      expect((await suggestFor(officer, want)).statusCode).toBe(400)
    },
  )

  test('when a case is registered, then what was suggested is kept beside what the officer chose, once', async () => {
    const first = await suggestFor(officer, '公众聚集场所投入使用、营业前消防安全检查')
    const { items } = triageContract.suggest.reply.parse(first.json())
    const item = items[0]?.item
    expect(item).toBeDefined()
    await officer.registers({ want: '公众聚集场所投入使用、营业前消防安全检查', pain: 'hard', item })
    const rateOf = async (what: string) => {
      const answer = await officer.asks('GET', '/api/triage/hit-rates')
      return triageContract.hitRates.reply.parse(answer.json()).rates.find((rate) => rate.what === what)
    }
    const once = await rateOf('item')
    expect(once?.top3).toBeGreaterThan(0)
    expect(await rateOf('item')).toEqual(once)
    const { rows } = await sql<{ isHit: boolean }>`
      select suggested_item_ids[1] = chosen_item_id as "isHit" from triage_choice where chosen_item_id = ${item?.itemId}
    `.execute(desk.deps.db)
    expect(rows.some(({ isHit }) => isHit)).toBe(true)
  })

  test('when a liaison’s units had no part in them, then no earlier case is shown to them, nor its number as a reason', async () => {
    const learning = new Learning(desk.deps, () => {})
    const known = await learning.of(SAMPLE_CENTER_ID)
    const told = { want: '食品经营许可证注销不了，商场押金退不回来', alreadyDone: '营业执照已注销' }
    const { session } = await workerAt(desk, 'liaison.ems')
    const asker = {
      kind: 'person' as const,
      ...session.person,
      role: 'liaison' as const,
      unitId: 'a-unit-without-cases',
    }
    const seen = await suggestionsFor(
      desk.deps.db,
      { centerId: SAMPLE_CENTER_ID, actor: asker },
      { ...known, questions: 0 },
      told,
    )
    expect(known.guess(told).cases.length).toBeGreaterThan(0)
    expect(seen.similar).toEqual([])
    expect([...seen.items, ...seen.categories].flatMap(({ cases }) => cases)).toEqual([])
    await learning.close()
  })

  test('when the catalogue changed and an hour has gone, then it learns again by itself, in its own thread', async () => {
    const before = (await storedAt())[0]?.at ?? ''
    const later = addMinutes(MONDAY, 120)
    await sql`update item set since = ${addMinutes(MONDAY, 60)} where is_current and item_id = (
      select item_id from item where is_current order by item_id limit 1)`.execute(desk.deps.db)
    desk.setClock(later)
    const same = await workerAt(desk, 'officer1')
    expect((await suggestFor(same, '食品经营许可证注销不了')).statusCode).toBe(200)
    await expect.poll(async () => (await storedAt())[0]?.at, { timeout: 20_000 }).toBe(later)
    expect(later > before).toBe(true)
  })
})

describe('given contacts that the desk answered', () => {
  const words = '花店门口想摆个灯箱广告要不要批'
  const answers = async () => {
    const { rows } = await sql<{ itemId: string; title: string }>`
      select item_id as "itemId", name as title from item where is_current order by name desc limit 1`.execute(
      desk.deps.db,
    )
    return rows.map((row) => ({ kind: 'item', ...row }))
  }
  const saves = async (said: string, more: object = {}) => {
    const question = { questionId: newId(), words: said, answers: await answers(), ...more }
    const contact = { channel: 'call', callerName: '王芳', phone: null, questions: [question], takenAt: MONDAY }
    const saved = await officer.asks('POST', `/api/contacts/${newId()}/save`, contact, { 'idempotency-key': newId() })
    expect(saved.statusCode, saved.body).toBe(200)
  }
  const suggested = async (said: string) => {
    const answer = await officer.asks('POST', '/api/triage/contact-suggestions', { words: said })
    return triageContract.suggestForContact.reply.parse(answer.json())
  }

  test('when one is saved, then the very next similar question is suggested its answer, with the reason and the outcome', async () => {
    desk.setClock(MONDAY)
    officer = await workerAt(desk, 'officer1')
    expect((await suggested(words)).answers).toEqual([])
    await saves(`王芳：${words}`)
    const [item] = await answers()
    const { answers: found, outcomes, questions } = await suggested('灯箱广告摆在门口要批吗')
    expect(found[0]).toMatchObject({ kind: 'item', id: item?.itemId, times: 1 })
    expect(found[0]?.because.join()).toContain('灯箱')
    expect(outcomes[0]).toMatchObject({ outcome: 'guided' })
    expect(questions).toBe(1)
  })

  test('when a case tells the same, then the item of the contacts is among what is suggested for it, and why', async () => {
    const answer = await suggestFor(officer, words)
    const [item] = await answers()
    const { items, learntFrom } = triageContract.suggest.reply.parse(answer.json())
    expect(items.find((one) => one.item.itemId === item?.itemId)).toMatchObject({ contacts: 1 })
    expect(learntFrom.questions).toBe(1)
  })

  test('then what the officer chose is kept beside what was suggested before, each once', async () => {
    await saves('灯箱广告要不要批')
    const rateOf = async () => {
      const rates = triageContract.hitRates.reply.parse(
        (await officer.asks('GET', '/api/triage/hit-rates')).json(),
      ).rates
      return rates.find(({ what }) => what === 'contact-answer')
    }
    expect(await rateOf()).toEqual({ what: 'contact-answer', judged: 2, top1: 1, top3: 1 })
    expect(await rateOf()).toMatchObject({ judged: 2 })
  })

  test('a complaint about somebody is learnt by nobody', async () => {
    const before = (await suggested(words)).questions
    await saves('灯箱广告那个人态度不好', { outcome: 'complaint', against: '某人', answers: [] })
    expect((await suggested(words)).questions).toBe(before)
  })
})
