import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

const ask = '是否同意先办注销、后补租赁合同'

test('everybody must agree: two units are asked, one is urged, one refuses, the supervisor rules; a third only gets a copy', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  await officer.button('登记案件（N）').click()
  await page.getByLabel('诉求', { exact: true }).fill('食品经营许可证注销缺租赁合同')
  await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
  await page.getByLabel('姓名', { exact: true }).fill('李春')
  await page.getByLabel('联系电话', { exact: true }).fill('13800005678')
  await officer.button('登记').click()
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
  await officer.does('受理', async (dialog) => dialog.choose('分级', '复杂'))
  const caseUrl = new URL(page.url()).pathname

  await test.step('the request states what one refusal does', async () => {
    await officer.does('会签', async (dialog) => {
      await dialog.fill('请求内容', ask)
      await dialog.pick('请求的单位', '食品经营许可', /区市场监管局/)
      await dialog.pick('请求的单位', '税务', /税务/)
      await page.keyboard.press('Escape')
      await dialog.choose('不同意时', '由窗口负责人裁定')
    })
    await expect(officer.card(ask).first()).toContainText('会签 · 由窗口负责人裁定')
    await officer.does('催办', async (dialog) => dialog.fill('催办内容', '申请人在窗口等候'), officer.card(ask).first())
    await expect(page.locator('.is-timeline')).toContainText('申请人在窗口等候')
  })

  await test.step('one unit refuses; the supervisor rules that it does not stand', async () => {
    const district = await Desk.signIn(browser, 'liaison.sj')
    await district.takesFromInbox(ask)
    await district.does('不同意', async (dialog) => dialog.fill('理由', '租赁合同是主件'))
    await district.close()
    const supervisor = await Desk.signIn(browser, 'supervisor')
    await supervisor.opens(caseUrl)
    await supervisor.does('裁定会签', async (dialog) => {
      await dialog.choose('裁定', '不同意不成立，会签继续')
      await dialog.fill('理由', '按容缺清单可以后补')
    })
    await expect(supervisor.page.locator('.is-timeline')).toContainText('不同意不成立')
    await supervisor.close()
  })

  await test.step('a third unit gets a copy and marks it as read', async () => {
    await officer.does('抄送', async (dialog) => {
      await dialog.pick('请求的单位', '信息中心', /信息中心/)
      await page.keyboard.press('Escape')
    })
    const copied = await Desk.signIn(browser, 'liaison.xx')
    await copied.opens(caseUrl)
    await copied.doesAtOnce('已阅')
    await expect(copied.page.locator('.is-timeline')).toContainText('已阅抄送')
    await copied.close()
  })
  await officer.close()
})
