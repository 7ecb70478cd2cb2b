import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, test } from '@playwright/test'
import { PASSWORD } from './desk.ts'

const PORT = 3700 + (process.pid % 200) // no browser speaks to 3659
const folder = mkdtempSync(join(tmpdir(), 'bancheng-ladder-'))
chmodSync(folder, 0o755) // root's database runs under another account, which must get in

/** The real server, on a day of the story. */
async function serverOn(clock: string): Promise<ChildProcess> {
  const env = {
    ...process.env,
    PORT: String(PORT),
    BANCHENG_DATA: folder,
    BANCHENG_TEST_CLOCK: clock,
    DATABASE_URL: '',
  }
  const server = spawn(process.execPath, ['packages/server/src/main.ts'], { env, stdio: 'ignore' })
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${PORT}/ready`)
          .then(({ status }) => status)
          .catch(() => 0),
      { timeout: 240_000 },
    )
    .toBe(200)
  return server
}
const stop = (server: ChildProcess) =>
  new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
    server.kill('SIGTERM')
  })

async function deskOf(browser: Browser, name: string) {
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${PORT}` })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByLabel('用户名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('banner')).toBeVisible()
  const { csrfToken } = await (await page.request.get('/api/session')).json()
  const posts = async (url: string, data: object) => {
    const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': crypto.randomUUID() }
    const answer = await page.request.post(url, { data, headers })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  return { page, posts }
}

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a task that nobody does climbs to the district leader, who signs for the paper and decides', async ({
  browser,
}) => {
  const monday = await serverOn('2026-03-02T01:00:00.000Z')
  const officer = await deskOf(browser, 'officer1')
  const registered = await officer.posts('/api/cases', {
    channel: 'walk-in',
    applicant: { kind: 'person', name: '王芳', phone: '17000000001' },
    want: '梯子：食品经营许可证注销不了',
    pain: 'cannot',
  })
  const { caseId } = registered.state
  await officer.posts(`/api/cases/${caseId}/commands/accept-case`, { expectedVersion: 2, input: { grade: 'complex' } })
  const { state } = await (await officer.page.request.get(`/api/cases/${caseId}`)).json()
  const units = [{ unitId: 'sj-food', part: 'lead' }]
  const asked = { expectedVersion: state.version, input: { ask: '请说明注销办法', units } }
  await officer.posts(`/api/cases/${caseId}/commands/ask-units`, asked)
  await stop(monday)

  // Three weeks pass, and nobody has looked.
  const later = await serverOn('2026-03-25T01:30:00.000Z')
  const leader = await deskOf(browser, 'leader')
  await expect(async () => {
    await leader.page.goto('/')
    await expect(leader.page.getByText('请说明注销办法').first()).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await leader.page.goto(`/cases/${caseId}`)
  await expect(leader.page.getByText(/逾期未办（区领导督办），提级由区领导督促，发督办单/).first()).toBeVisible()
  const card = leader.page
    .locator('article')
    .filter({ hasText: '区领导' })
    .filter({ hasText: '请说明注销办法' })
    .first()
  await card.getByRole('button', { name: '签收', exact: true }).click()
  await expect(leader.page.getByText('签收').first()).toBeVisible()
  const { state: after } = await (await leader.page.request.get(`/api/cases/${caseId}`)).json()
  const rungs = after.escalations.map(({ rung }: { rung: string }) => rung)
  for (const rung of ['urge', 'superior', 'centre', 'district']) expect(rungs).toContain(rung)
  const top = after.escalations.find(({ rung }: { rung: string }) => rung === 'district')
  await leader.page.goto(`/print/${caseId}/supervision/${top.supervisionTaskId}`)
  await expect(leader.page.getByRole('heading', { name: '督办单' })).toBeVisible()
  await expect(leader.page.getByText(top.paper.number).first()).toBeVisible()
  await stop(later)
})
