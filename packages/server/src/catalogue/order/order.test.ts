import { Advice } from '@bancheng/core/catalogue/order/advice.ts'
import { checkCatalogue } from '@bancheng/core/catalogue/order/check.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { readSampleGoals } from '../../sample/order.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { registerOrder } from './routes.ts'

let desk: TestDesk
let officer: TestPerson
let supervisor: TestPerson
const closing = '/api/order/goals/closing-restaurant'
const done = (...ids: string[]) => ids.map((stepId) => ({ stepId }))

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerOrder] })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  supervisor = await signInTo(desk, 'supervisor')
})
afterAll(() => desk.close())

const ask = async (body: object) => Advice.parse((await officer.asks('POST', `${closing}/advice`, body)).json())

describe('the sample goals', () => {
  it('are both there, all 39 matters of closing among them, and contradict themselves nowhere', async () => {
    const { goals } = (await officer.asks('GET', '/api/order/goals')).json()
    expect(goals).toMatchObject([
      { goalId: 'closing-restaurant', steps: 39 },
      { goalId: 'opening-restaurant', steps: 14 },
    ])
    for (const goal of await readSampleGoals())
      expect(checkCatalogue(goal).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('are completed, not doubled, when a sample centre of an earlier version starts again', async () => {
    await sql`delete from order_goal where goal_id = 'closing-restaurant'`.execute(desk.deps.db)
    expect(await loadSampleCentreWhenEmpty(desk.deps)).toBe(true)
    expect(await loadSampleCentreWhenEmpty(desk.deps)).toBe(true)
    const { goals } = (await officer.asks('GET', '/api/order/goals')).json()
    expect(goals.map(({ version }: { version: number }) => version)).toEqual([1, 1])
  })

  it('know in which goal an item is a step', async () => {
    const { goals } = (await officer.asks('GET', '/api/order/items/X10/goals')).json()
    expect(goals).toMatchObject([{ goalId: 'closing-restaurant', stepId: 'X10' }])
  })
})

describe('story 1: a catering company that sells food and has a deposit in the mall', () => {
  const situation = ['normal', 'food', 'has_deposit']

  it('given nothing is done, the food licence comes before the business licence, which waits out 45 days', async () => {
    const { steps, mistakes } = await ask({ situation })
    const wave = (id: string) => steps.find(({ stepId }) => stepId === id)?.wave ?? 0
    expect(wave('X10')).toBeLessThan(wave('X29'))
    expect(wave('X36')).toBeLessThan(wave('X35'))
    expect(wave('X35')).toBeLessThan(wave('X38'))
    const licence = steps.find(({ stepId }) => stepId === 'X29')
    expect(licence).toMatchObject({ waits: { after: 'X04', until: '2026-04-16' }, byWayOut: null })
    expect(licence?.firstDo).toContain('X10')
    expect(mistakes).toEqual([])
  })

  it('given the business licence is cancelled already, names the mistake and the way out at once', async () => {
    const { mistakes, steps } = await ask({ situation, done: done('X29') })
    expect(mistakes).toMatchObject([
      { by: 'X29', stepId: 'X10', kind: 'online-closed', wayOut: expect.stringContaining('由区局报市局') },
    ])
    expect(steps.find(({ stepId }) => stepId === 'X10')?.byWayOut).not.toBeNull()
    const order = steps.map(({ stepId }) => stepId)
    expect(order.indexOf('X10')).toBeLessThan(order.indexOf('X36'))
  })

  it('given the company is cancelled, offers nothing that only a company does', async () => {
    const { presumed, steps } = await ask({ situation, done: done('X29') })
    expect(presumed.map(({ stepId }) => stepId)).toEqual(expect.arrayContaining(['X01', 'X02', 'X03', 'X04', 'X28']))
    expect(steps.map(({ stepId }) => stepId)).not.toContain('X03')
  })

  it('given the seals are surrendered with accounts open, says what can no longer be done and what is held up', async () => {
    const { mistakes, presumed } = await ask({ situation, done: done('X38'), notDone: ['X35'] })
    expect(mistakes.map(({ stepId }) => stepId)).toEqual(expect.arrayContaining(['X34', 'X35', 'X36']))
    expect(presumed.map(({ stepId }) => stepId)).toContain('X29')
  })
})

describe('the public', () => {
  it('reads goal and advice without signing in', async () => {
    const url = '/api/public/order/goals/closing-restaurant'
    expect((await desk.app.inject({ method: 'GET', url })).json()).toMatchObject({ version: 1 })
    const payload = { situation: ['food'], done: done('X29') }
    const advice = await desk.app.inject({ method: 'POST', url: `${url}/advice`, payload })
    expect(advice.json().mistakes).toMatchObject([{ stepId: 'X10' }])
  })

  it('reads no remark of the keeper, which the desk does', async () => {
    const url = '/api/public/order/goals/closing-restaurant'
    const payload = { situation: ['food'], done: done('X29') }
    const read = await desk.app.inject({ method: 'GET', url })
    const told = await desk.app.inject({ method: 'POST', url: `${url}/advice`, payload })
    expect(read.body + told.body).not.toContain('待核')
    expect((await officer.asks('GET', closing)).body).toContain('业务经验，待核')
    expect((await ask(payload)).mistakes).toMatchObject([{ stepId: 'X10', remark: '公开报道的案例、推断，待核' }])
  })

  it('gets nothing else of it, and no endless answers', async () => {
    expect((await desk.app.inject({ method: 'GET', url: closing })).statusCode).toBe(401)
    const goals = '/api/public/order/goals'
    expect((await desk.app.inject({ method: 'GET', url: `${goals}?centre=XX` })).statusCode).toBe(404)
    const answers = await Promise.all(
      Array.from({ length: 130 }, (_, call) =>
        desk.app.inject({ method: 'GET', url: goals, cookies: { bancheng_session: `made-up-${call}` } }),
      ),
    )
    expect(answers.some(({ statusCode }) => statusCode === 429)).toBe(true)
  })
})

describe('a keeper of the catalogue', () => {
  const goal = (steps: object[]) => ({
    goalId: 'moving',
    name: '迁店',
    situations: [],
    steps: steps.map((step) => ({ name: '步骤', department: '', takes: null, ...step })),
  })
  const needs = (...ids: string[]) => ({ prerequisites: ids.map((id) => ({ anyOf: [id], kind: 'hard' })) })

  it('cannot enter a cycle, and is told which', async () => {
    const turning = goal([
      { stepId: 'a', ...needs('b') },
      { stepId: 'b', ...needs('a') },
    ])
    const reply = await supervisor.asks('PUT', '/api/order/goals/moving', { expectedVersion: 0, goal: turning })
    expect(reply.json()).toMatchObject({ saved: false, findings: [{ code: 'cycle', ids: ['a', 'b', 'a'] }] })
    expect((await officer.asks('GET', '/api/order/goals/moving')).statusCode).toBe(404)
  })

  it('keeps versions, and does not overwrite what somebody else changed meanwhile', async () => {
    const body = { expectedVersion: 0, goal: goal([{ stepId: 'a' }]) }
    expect((await supervisor.asks('PUT', '/api/order/goals/moving', body)).json()).toMatchObject({ version: 1 })
    expect((await supervisor.asks('PUT', '/api/order/goals/moving', body)).statusCode).toBe(409)
    expect((await officer.asks('PUT', '/api/order/goals/moving', body)).statusCode).toBe(403)
  })
})
