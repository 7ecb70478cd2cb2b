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
      await dialog.pick('抄送单位', '信息中心', /信息中心/)
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

test('a refused agreement holds the case; a unit transfers, and takes its reply back; the leader sends a paper of choice', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  await officer.button('登记案件（N）').click()
  await page.getByLabel('诉求', { exact: true }).fill('营业执照信息不同步')
  await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
  await page.getByLabel('姓名', { exact: true }).fill('陈晨')
  await page.getByLabel('联系电话', { exact: true }).fill('13800004321')
  await officer.button('登记').click()
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
  await officer.does('受理', async (dialog) => dialog.choose('分级', '复杂'))
  const caseUrl = new URL(page.url()).pathname
  const agree = '是否同意先行变更'
  const check = '请核对登记信息'

  await test.step('one unit refuses, and that stands in the way of the end', async () => {
    await officer.does('会签', async (dialog) => {
      await dialog.fill('请求内容', agree)
      await dialog.pick('请求的单位', '食品经营许可', /区市场监管局/)
      await dialog.pick('请求的单位', '税务', /税务/)
      await page.keyboard.press('Escape')
      await dialog.choose('不同意时', '一家不同意即终止')
    })
    const district = await Desk.signIn(browser, 'liaison.sj')
    await district.takesFromInbox(agree)
    await district.does('不同意', async (dialog) => dialog.fill('理由', '租赁合同是主件'))
    await district.close()
    await expect(page.locator('.case-gate')).toContainText('会签未获同意')
    await expect(officer.card(agree).filter({ hasText: '租赁合同是主件' })).toContainText('不同意的理由')
  })
  await test.step('the supervisor overrules it with a reason', async () => {
    const supervisor = await Desk.signIn(browser, 'supervisor')
    await supervisor.opens(caseUrl)
    const refused = supervisor.card(agree).filter({ hasText: '租赁合同是主件' })
    await supervisor.does('不采纳不同意见', async (dialog) => dialog.fill('理由', '按容缺清单可以后补'), refused)
    await expect(refused).toContainText('窗口负责人不采纳')
    await supervisor.close()
    await expect(page.locator('.case-gate')).not.toContainText('会签未获同意')
  })
  await test.step('a unit gives its task to another, which answers and takes the answer back', async () => {
    await officer.does('请单位协办', async (dialog) => {
      await dialog.fill('请求内容', check)
      await dialog.pick('单位', '食品经营许可', /区市场监管局/)
    })
    const district = await Desk.signIn(browser, 'liaison.sj')
    await district.takesFromInbox(check)
    await district.does('转办', async (dialog) => {
      await dialog.pick('单位', '信息中心', /信息中心/)
      await dialog.fill('理由', '属系统同步问题')
    })
    await district.close()
    await expect(officer.card(check)).toContainText('转办')
    const info = await Desk.signIn(browser, 'liaison.xx')
    await info.takesFromInbox(check)
    await info.does('答复', async (dialog) => dialog.fill('对外答复', '已同步'))
    await info.does('撤回答复', async (dialog) => dialog.fill('理由', '同步未成功'))
    await expect(info.button('答复', info.card(check))).toBeEnabled()
    await info.close()
  })
  await test.step('the leader sends a paper to a unit of choice, with a date of choice', async () => {
    const leader = await Desk.signIn(browser, 'leader')
    await leader.opens(caseUrl)
    await leader.does(
      '督办',
      async (dialog) => {
        await dialog.fill('督办期限', '2030-01-04T17:00')
        await dialog.fill('督办要求', '请亲自过问')
      },
      leader.card(check),
    )
    await expect(leader.page.locator('.is-timeline')).toContainText('督办单')
    await leader.close()
  })
  await officer.close()
})
