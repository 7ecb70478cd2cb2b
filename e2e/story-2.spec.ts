import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

const want = '租期差一天满半年，食品经营许可办不了，节前开不了业'

test('story 2: a lease one day short, and the bureau’s consent the same day to one extra statement', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  await test.step('registered and accepted on the phone', async () => {
    const { page } = officer
    await page.keyboard.press('n')
    await page.getByLabel('诉求', { exact: true }).fill(want)
    await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
    await page.getByLabel('事项', { exact: true }).fill('spjyxk')
    await page.locator('.ant-select-item-option').filter({ hasText: '开办' }).first().click()
    await page.getByRole('group', { name: '来源' }).getByRole('radio', { name: '电话', exact: true }).check()
    await page.getByLabel('姓名', { exact: true }).fill('刘晓燕')
    await page.getByLabel('联系电话', { exact: true }).fill('13800005555')
    await page.keyboard.press('Control+Enter')
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
    await officer.does('受理', async (dialog) => dialog.choose('分级', '简单'))
  })
  const caseUrl = new URL(officer.page.url()).pathname

  await test.step('a principal document is refused, the lease is not', async () => {
    const dialog = await officer.begins('申请容缺')
    await dialog.choose('类型', '容缺受理')
    await dialog.pick('所缺材料', '', /主件/)
    await dialog.fill('缺什么、缺多少', '没有申请书')
    await dialog.fill('承诺或替代材料', '以后补')
    await dialog.pick('审核单位', '食品经营许可', /区市场监管局/)
    await dialog.send('申请容缺')
    await expect(dialog.root.getByText(/主件/).last()).toBeVisible()
    await expect(dialog.root).toBeVisible()
    await dialog.pick('所缺材料', '', /租赁/)
    await dialog.fill('缺什么、缺多少', '租期差一天满半年')
    await dialog.fill('承诺或替代材料', '房东出具续租意向说明')
    await dialog.send('申请容缺')
    await expect(dialog.root).toBeHidden()
  })

  const district = await Desk.signIn(browser, 'liaison.sj')
  await test.step('the authority decides and states its ground', async () => {
    await district.takesFromInbox('租期差一天满半年')
    await expect(district.page.getByText('13800005555')).toHaveCount(0)
    await district.does('容缺审核', async (dialog) => {
      await dialog.choose('审批意见', '同意')
      await dialog.fill('依据', '续租意向说明可佐证经营场所稳定')
    })
  })

  await test.step('the statement arrives, the result is told, the case is resolved', async () => {
    await officer.sees('续租意向说明可佐证经营场所稳定')
    await officer.does('登记补交', async (dialog) => dialog.fill('补交情况', '续租意向说明已交'))
    await officer.does('登记结果', async (dialog) => {
      await dialog.choose('结果', '办成')
      await dialog.fill('对外答复', '许可已受理，可按期开业')
      await dialog.fill('办理凭据', '受理通知书 JY-2026-031')
    })
    await officer.does('告知申请人', async (dialog) => dialog.choose('告知方式', '电话'))
    await officer.does('办结')
  })

  await test.step('the commitment prints with what was short and the ground of the consent', async () => {
    const [sheet] = await Promise.all([
      officer.page.context().waitForEvent('page'),
      officer.page
        .getByRole('link', { name: /承诺书|容缺/ })
        .first()
        .click(),
    ])
    await expect(sheet.getByText('租期差一天满半年').first()).toBeVisible()
    await expect(sheet.getByText('续租意向说明可佐证经营场所稳定').first()).toBeVisible()
    await sheet.close()
  })

  const colleague = await Desk.signIn(browser, 'officer2')
  await test.step('not solved reopens it one level higher; the supervisor says how it goes on', async () => {
    await colleague.opens(caseUrl)
    await colleague.does('回访', async (dialog) => {
      await dialog.choose('问题是否解决', '未解决')
      await dialog.choose('满意程度', '不满意')
      await dialog.fill('申请人的话', '系统里还显示退件')
    })
    await colleague.sees('提级 1 级')
    const supervisor = await Desk.signIn(browser, 'supervisor')
    await supervisor.opens(caseUrl)
    await supervisor.does('提级处理', async (dialog) => dialog.fill('处理意见', '请经办人当日核对系统状态'))
    await supervisor.does('差评回访', async (dialog) => {
      await dialog.choose('核实情况', '情况属实')
      await dialog.fill('申请人的话', '系统状态没有更正，已致歉')
    })
    await supervisor.close()
  })

  await test.step('done again, asked again, struck off', async () => {
    await officer.sees('提级 1 级')
    await officer.does('登记结果', async (dialog) => {
      await dialog.choose('结果', '办成')
      await dialog.fill('对外答复', '系统状态已更正，许可已受理')
      await dialog.fill('办理凭据', '受理通知书 JY-2026-031')
    })
    await officer.does('告知申请人', async (dialog) => dialog.choose('告知方式', '电话'))
    await officer.does('办结')
    await colleague.does('回访', async (dialog) => {
      await dialog.choose('问题是否解决', '已解决')
      await dialog.choose('满意程度', '满意')
    })
    await officer.does('销号')
    await officer.sees('已销号')
  })
  for (const desk of [officer, district, colleague]) await desk.close()
})
