import { rmSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { ownFolder, serverIn } from './own-server.ts'

const folder = ownFolder()
const port = 4100 + (process.pid % 80)
/** The server as it runs on a day of the story; the folder keeps what happened before. */
const on = (clock: string) => serverIn(folder, clock, port)

test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TEXT = '请查清档案系统为何每周停机'
const card = ({ page }: Desk) => page.locator('article').filter({ hasText: TEXT })

test('an instruction that nobody answers is urged and climbs; its papers are signed for, it is answered, and next month opens with it', async ({
  browser,
}) => {
  const given = await on('2026-03-02T01:30:00.000Z')
  await test.step('the leader instructs on a frozen month', async () => {
    const leader = await Desk.signIn(browser, 'leader', given)
    await leader.opens('/review/2026-01')
    await leader.button('对全月批示').click()
    const dialog = leader.page.getByRole('dialog', { name: '批示：全月' })
    await dialog.getByLabel('批示内容').fill(TEXT)
    await dialog.getByLabel('承办单位').click()
    await leader.page.keyboard.type('食品经营许可科')
    await leader.page.locator('.ant-select-item-option').filter({ hasText: '区市场监管局' }).first().click()
    await dialog.getByText('批示：全月').click()
    await dialog.getByLabel('办理期限').fill('2026-03-09')
    await dialog.getByRole('button', { name: '下达' }).click()
    await expect(dialog).toBeHidden()
    await expect(card(leader).getByText('待签收')).toBeVisible()
    await leader.close()
  })
  await given.stop()

  // Due on the 9th; urged on the 10th, brought to the unit above on the 12th.
  const late = await on('2026-03-12T01:30:00.000Z')
  const bureau = await Desk.signIn(browser, 'liaison.sj', late)
  await test.step('the bureau finds the notice in its inbox, prints it and signs for it', async () => {
    await expect(async () => {
      await bureau.opens('/')
      await expect(card(bureau).getByText('催办通知书')).toBeVisible({ timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    await expect(card(bureau).getByText('已逾期')).toBeVisible()
    await card(bureau)
      .getByRole('button', { name: /^签收 JA-PS202601-\d+-C1$/ })
      .click()
    await expect(card(bureau).getByText(/\d 签收$/)).toBeVisible()
    const [paper] = await Promise.all([
      bureau.page.context().waitForEvent('page'),
      card(bureau).getByRole('link', { name: '催办通知书' }).click(),
    ])
    await expect(paper.getByRole('heading', { name: '催办通知书' })).toBeVisible()
    await expect(paper.getByText(/JA-PS202601-\d+-C1/)).toBeVisible()
    await expect(paper.getByText('系统内签收')).toBeVisible()
    await expect(paper.getByText(TEXT)).toBeVisible()
  })
  await test.step('the next rung is with the unit above, which signs for its own paper and cannot answer in the name of the bureau', async () => {
    const city = await Desk.signIn(browser, 'liaison.sjz', late)
    await city.opens('/')
    await expect(card(city).getByText('督办单')).toBeVisible()
    await expect(card(city).getByRole('button', { name: '答复批示' })).toHaveCount(0)
    await card(city).getByRole('button', { name: /D1$/ }).click()
    await expect(card(city).getByRole('button', { name: /D1$/ })).toHaveCount(0)
    await city.close()
  })
  await test.step('the bureau answers', async () => {
    await bureau.opens('/')
    await card(bureau).getByRole('button', { name: '答复批示' }).click()
    const dialog = bureau.page.getByRole('dialog', { name: '答复批示' })
    await dialog.getByLabel('答复内容').fill('系统每周升级一次，已改到夜间')
    await dialog.getByRole('button', { name: '答复批示' }).click()
    await expect(dialog).toBeHidden()
    await bureau.close()
  })
  await test.step('the leader reads it beside the papers and their receipts, and sends it back with a new day', async () => {
    const leader = await Desk.signIn(browser, 'leader', late)
    await leader.opens('/review/2026-01')
    await expect(card(leader).getByText(/D1/)).toBeVisible()
    await expect(card(leader).getByText(/签收$/)).toHaveCount(3) // the answer signs for the instruction itself
    await card(leader).getByRole('button', { name: '退回重办' }).click()
    const dialog = leader.page.getByRole('dialog', { name: '退回重办' })
    await dialog.getByLabel('还缺什么').fill('请附升级计划')
    await dialog.getByLabel('办理期限').fill('2026-03-19')
    await dialog.getByRole('button', { name: '退回重办' }).click()
    await expect(dialog).toBeHidden()
    await expect(card(leader).getByText('第 2 轮')).toBeVisible()
    await leader.close()
  })
  await late.stop()

  const end = await on('2026-03-17T01:30:00.000Z')
  await test.step('answered again, accepted', async () => {
    const again = await Desk.signIn(browser, 'liaison.sj', end)
    await again.opens('/')
    await card(again).getByRole('button', { name: '答复批示' }).click()
    const answer = again.page.getByRole('dialog', { name: '答复批示' })
    await answer.getByLabel('答复内容').fill('升级计划已报中心备案')
    await answer.getByRole('button', { name: '答复批示' }).click()
    await expect(answer).toBeHidden()
    await again.close()
    const leader = await Desk.signIn(browser, 'leader', end)
    await leader.opens('/')
    await card(leader).getByRole('button', { name: '认可' }).click()
    const verdict = leader.page.getByRole('dialog', { name: '认可' })
    await verdict.getByRole('button', { name: '认可' }).click()
    await expect(verdict).toBeHidden()
    await leader.close()
  })
  await test.step('the next month opens with it', async () => {
    const supervisor = await Desk.signIn(browser, 'supervisor', end)
    await supervisor.opens('/review/2026-02')
    const section = supervisor.page.getByRole('region', { name: '上月批示落实情况' })
    const one = section.locator('article').filter({ hasText: TEXT })
    await expect(one.getByText('升级计划已报中心备案')).toBeVisible()
    await expect(one.getByText('已认可')).toBeVisible()
    await expect(one.getByText('催办通知书')).toBeVisible()
    await supervisor.close()
  })
  await end.stop()
})
