import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { ownFolder, serverIn } from './own-server.ts'

const PORT = 3900 + (process.pid % 90)
const folder = ownFolder()
let running: Awaited<ReturnType<typeof serverIn>> | null = null
/** One server at a time; a story that breaks off leaves none behind. */
async function serverOn(clock: string) {
  await running?.stop()
  running = await serverIn(folder, clock, PORT)
  return running
}
test.afterAll(async () => {
  await running?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const WANT = '计时：食品经营许可变更遇利害关系人反对'

test('a hearing stops the clock and gives its days back; a test that takes too long does not stop it for ever', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const { baseURL } = await serverOn('2026-03-02T01:00:00.000Z')
  const officer = await Desk.signIn(browser, 'officer1', { baseURL })
  const { csrfToken } = await (await officer.page.request.get('/api/session')).json()
  const posts = async (url: string, data: object) => {
    const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': crypto.randomUUID() }
    const answer = await officer.page.request.post(url, { data, headers })
    expect(answer.ok(), await answer.text()).toBe(true)
    return answer.json()
  }
  const registered = await posts('/api/cases', {
    channel: 'walk-in',
    applicant: { kind: 'person', name: '王芳', phone: '17000000001' },
    want: WANT,
    pain: 'hard',
  })
  const { caseId } = registered.state
  await posts(`/api/cases/${caseId}/commands/accept-case`, { expectedVersion: 2, input: { grade: 'complex' } })
  await officer.opens(`/cases/${caseId}`)
  const due = officer.page.getByRole('region', { name: '办结期限' })
  await expect(due).toContainText('2026-03-09 17:00')

  // The hearing: who holds it, why, until when, and the applicant has it in writing.
  await officer.does('启动特别程序', async (dialog) => {
    await dialog.pick('特别程序', '', '听证')
    await dialog.pick('由谁进行', '区市场监管局', /区市场监管局.*食品/)
    await dialog.fill('为什么需要', '利害关系人申请听证')
    await dialog.choose('如何书面告知申请人', '当面')
  })
  await expect(due).toContainText('计时暂停')
  await expect(due).toContainText('最长至 2026-03-30 17:00')
  await due.getByRole('button', { name: '怎么算的' }).click()
  await officer.sees(/即使一直暂停到最长时间，也应在2026-04-07 17:00前办结/)
  await officer.page.keyboard.press('Escape')
  await officer.opens(`/print/${caseId}/procedure/${await taskOf('procedure')}`)
  await expect(officer.page.getByRole('heading', { name: '特别程序告知书' })).toBeVisible()
  await officer.sees(/第四十五条/)

  const liaison = await Desk.signIn(browser, 'liaison.sj', { baseURL })
  await liaison.takesFromInbox('利害关系人申请听证')
  const card = liaison.card('利害关系人申请听证').filter({ hasText: '特别程序' }).first()
  await liaison.doesAtOnce('签收', card)
  await expect(card.getByText(/已签收/)).toBeVisible()
  await liaison.does('特别程序结束', (dialog) => dialog.fill('程序结果', '听证笔录：各方无异议'), card)
  await liaison.sees('特别程序结束：听证笔录：各方无异议')

  // Held and ended on one day, it takes nothing from the time; the second one waits for a laboratory that never answers.
  await officer.opens(`/cases/${caseId}`)
  await expect(due).toContainText('2026-03-09 17:00')
  await officer.does('申请延期', async (dialog) => {
    await dialog.fill('延长', '2')
    await dialog.fill('理由', '等市局答复')
  })
  const supervisor = await Desk.signIn(browser, 'supervisor', { baseURL })
  await supervisor.opens(`/cases/${caseId}`)
  const decision = supervisor.card('等市局答复').filter({ hasText: '延期审批' })
  await supervisor.does(
    '审批延期',
    async (dialog) => {
      await expect(dialog.root).toContainText('批准后新的期限：2026-03-11 17:00')
      await dialog.choose('审批意见', '同意')
      await dialog.fill('理由', '情况属实')
      await dialog.fill('如何告知申请人新的期限', '3 月 2 日电话告知')
    },
    decision,
  )
  await officer.opens(`/print/${caseId}/extension/${await taskOf('decide-extension')}`)
  await expect(officer.page.getByRole('heading', { name: '延期告知书' })).toBeVisible()
  await officer.sees('2026年3月11日 17:00 前')
  await officer.opens(`/cases/${caseId}`)
  await expect(due).toContainText('2026-03-11 17:00')

  const again = await officer.begins('启动特别程序')
  await again.pick('特别程序', '', '听证')
  await again.pick('由谁进行', '区市场监管局', /区市场监管局.*食品/)
  await again.fill('为什么需要', '再听一次')
  await again.choose('如何书面告知申请人', '当面')
  await again.send('启动特别程序')
  await expect(again.root.getByRole('alert')).toContainText('每案最多 1 次')
  await again.pick('特别程序', '', '检验')
  await again.fill('为什么需要', '送检样品')
  await again.send('启动特别程序')
  await expect(again.root).toBeHidden()
  await expect(due).toContainText('最长至 2026-04-14 17:00')

  // Weeks later: the clock went on by itself, and said so.
  await serverOn('2026-04-16T01:30:00.000Z')
  const back = await Desk.signIn(browser, 'officer1', { baseURL })
  await expect(async () => {
    await back.opens(`/cases/${caseId}`)
    await back.sees(/暂停已到最长时间（2026-04-14 17:00），自动恢复计时，新的期限 2026-04-23 17:00/)
  }).toPass({ timeout: 60_000 })
  await expect(back.page.getByRole('region', { name: '办结期限' })).toContainText('2026-04-23 17:00')
  await back.opens('/notifications')
  await back.sees(/暂停已到最长时间，自动恢复计时/)

  async function taskOf(kind: string): Promise<string> {
    const { state } = await (await officer.page.request.get(`/api/cases/${caseId}`)).json()
    return state.tasks.findLast((task: { kind: string }) => task.kind === kind).taskId
  }
})
