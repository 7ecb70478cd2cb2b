import { CSRF_HEADER } from '@bancheng/core/identity/contract.ts'
import { addMinutes, type Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { registerCatalogue } from '../catalogue/routes.ts'
import { registerDirectory } from '../directory/routes.ts'
import { loadSampleCentreWhenEmpty, SAMPLE_PASSWORD } from '../sample/load.ts'
import { MONDAY, openTestDesk, signInTo, type TestDesk, trySignIn } from '../testing/desk.ts'
import { addAccount } from './first-run.ts'
import { SESSION_COOKIE } from './guard.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk({ rooms: [registerDirectory, registerCatalogue] })
  await loadSampleCentreWhenEmpty(desk.deps)
})
afterEach(() => desk?.close())

const minutesLater = (minutes: number): Instant => addMinutes(MONDAY, minutes)
const codeOf = (answer: { json: () => { code?: string } }) => answer.json().code
const auditedActions = async () =>
  (
    await sql<{ action: string; isSuccess: boolean }>`
      select action, is_success as "isSuccess" from audit_entry order by audit_id`.execute(desk.deps.db)
  ).rows.map(({ action, isSuccess }) => `${action} ${isSuccess}`)

test('who signs in is told who they are and what their role may do, by a cookie that no script can read', async () => {
  const answer = await trySignIn(desk, 'Officer1 ', SAMPLE_PASSWORD)
  expect(answer.json()).toMatchObject({
    person: { name: '林静', signInName: 'officer1' },
    role: 'officer',
    unit: { name: '“办不成事”反映窗口' },
    mustChangePassword: false,
  })
  expect(answer.json().can).toContain('registerCase')
  expect(answer.json().can).not.toContain('manageAccounts')
  const [cookie] = answer.cookies
  expect(cookie).toMatchObject({ name: SESSION_COOKIE, httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookie?.secure).toBeUndefined()
  expect(answer.headers['cache-control']).toBe('no-store')
  const { rows } = await sql<{ token: string }>`select token_hash as token from session`.execute(desk.deps.db)
  expect(rows[0]?.token).not.toBe(cookie?.value)
  expect(await auditedActions()).toContain('session.sign-in true')
})

test('behind HTTPS the cookie is sent over HTTPS only', async () => {
  const secure = await openTestDesk({ config: { secureCookies: true } })
  await loadSampleCentreWhenEmpty(secure.deps)
  const [cookie] = (await trySignIn(secure, 'officer1', SAMPLE_PASSWORD)).cookies
  expect(cookie?.secure).toBe(true)
  await secure.close()
})

test('a wrong password and an unknown name are told apart by nothing', async () => {
  const [wrong, unknown] = [await trySignIn(desk, 'officer1', 'wrong'), await trySignIn(desk, 'nobody', 'wrong')]
  expect([wrong.statusCode, codeOf(wrong)]).toEqual([401, 'wrong-credentials'])
  expect({ ...unknown.json(), instance: null }).toEqual({ ...wrong.json(), instance: null })
  expect(await auditedActions()).toEqual(['session.sign-in false', 'session.sign-in false'])
})

test('the sixth wrong password locks the name for a quarter of an hour, for the right one too', async () => {
  const tries = []
  for (let count = 0; count < 6; count++) tries.push(codeOf(await trySignIn(desk, 'officer1', 'wrong')))
  expect(tries).toEqual([...Array(5).fill('wrong-credentials'), 'account-locked'])
  expect(codeOf(await trySignIn(desk, 'officer1', SAMPLE_PASSWORD))).toBe('account-locked')
  expect((await trySignIn(desk, 'officer2', SAMPLE_PASSWORD)).statusCode).toBe(200)
  desk.setClock(minutesLater(16))
  expect((await trySignIn(desk, 'officer1', SAMPLE_PASSWORD)).statusCode).toBe(200)
})

test('many guesses at once get no more tries than the same number in a row', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => trySignIn(desk, 'supervisor', 'wrong')))
  expect(answers.filter((answer) => codeOf(answer) === 'wrong-credentials')).toHaveLength(5)
})

test('a session that nobody uses for half an hour is over; one in use ends after twelve hours', async () => {
  const officer = await signInTo(desk, 'officer1')
  const isAlive = async () => (await officer.asks('GET', '/api/session')).statusCode === 200
  for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
    desk.setClock(minutesLater(minutes))
    expect(await isAlive()).toBe(true)
  }
  desk.setClock(minutesLater(12 * 60 + 1))
  expect(await isAlive()).toBe(false)

  desk.setClock(MONDAY)
  const other = await signInTo(desk, 'officer2')
  desk.setClock(minutesLater(31))
  expect(codeOf(await other.asks('GET', '/api/session'))).toBe('not-signed-in')
})

test('signing out ends the session on the server, whoever kept the cookie', async () => {
  const officer = await signInTo(desk, 'officer1')
  expect((await officer.asks('DELETE', '/api/session')).statusCode).toBe(204)
  expect((await officer.asks('GET', '/api/session')).statusCode).toBe(401)
})

test('a request that changes something without the token of the session is refused', async () => {
  const { cookie } = await signInTo(desk, 'officer1')
  const cookies = { [SESSION_COOKIE]: cookie }
  const foreign = await desk.app.inject({ method: 'DELETE', url: '/api/session', cookies })
  expect([foreign.statusCode, codeOf(foreign)]).toEqual([403, 'csrf-failed'])
  const headers = { [CSRF_HEADER]: 'a'.repeat(64) }
  const guessed = await desk.app.inject({ method: 'DELETE', url: '/api/session', cookies, headers })
  expect(guessed.statusCode).toBe(403)
  expect((await desk.app.inject({ method: 'GET', url: '/api/session', cookies })).statusCode).toBe(200)
})

test('without a session nothing of the desk is answered', async () => {
  for (const url of ['/api/session', '/api/directory', '/api/items', '/%61pi/items'])
    expect([url, (await desk.app.inject({ method: 'GET', url })).statusCode]).toEqual([url, 401])
})

test('the first password opens nothing but its own change, and the change ends every other session', async () => {
  const { password } = await addAccount(desk.deps, {
    name: '新人',
    signInName: 'newcomer',
    role: 'officer',
    letters: 'JA',
  })
  const newcomer = await signInTo(desk, 'newcomer', password)
  const elsewhere = await signInTo(desk, 'newcomer', password)
  expect(newcomer.session).toMatchObject({ mustChangePassword: true, can: [] })
  expect(codeOf(await newcomer.asks('GET', '/api/items'))).toBe('password-must-change')

  const change = (current: string, next: string) => newcomer.asks('PUT', '/api/session/password', { current, next })
  expect(codeOf(await change('wrong', 'Better-2026-yes'))).toBe('wrong-credentials')
  expect(codeOf(await change(password, 'short'))).toBe('password-too-weak')
  expect(codeOf(await change(password, 'Newcomer-2026'))).toBe('password-too-weak')
  expect(codeOf(await change(password, password))).toBe('password-reused')
  expect((await change(password, 'Better-2026-yes')).json()).toMatchObject({ mustChangePassword: false })

  expect((await newcomer.asks('GET', '/api/items')).statusCode).toBe(200)
  expect((await elsewhere.asks('GET', '/api/session')).statusCode).toBe(401)
  expect(codeOf(await trySignIn(desk, 'newcomer', password))).toBe('wrong-credentials')
  expect((await trySignIn(desk, 'newcomer', 'Better-2026-yes')).statusCode).toBe(200)
})

test('a disabled account neither signs in nor goes on', async () => {
  const officer = await signInTo(desk, 'officer1')
  await sql`update account set disabled_at = ${MONDAY} where sign_in_name = 'officer1'`.execute(desk.deps.db)
  expect((await officer.asks('GET', '/api/session')).statusCode).toBe(401)
  expect(codeOf(await trySignIn(desk, 'officer1', SAMPLE_PASSWORD))).toBe('wrong-credentials')
})
