import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

const want = '休假代办：营业执照注销后，食品许可证无法网上注销'
const day = (offset: number) => {
  const date = new Date(Date.now() + offset * 86_400_000 + 8 * 3_600_000) // the wall of the centre
  return date.toISOString().slice(0, 10)
}

test('an officer goes on leave, the stand-in finishes what was theirs, and the timeline says for whom', async ({
  browser,
}) => {
  const owner = await Desk.signIn(browser, 'officer1')
  const standIn = await Desk.signIn(browser, 'officer2')
  const caseUrl = await test.step('a case is hers', async () => {
    const { page } = owner
    await page.goto('/cases/new')
    await page.getByLabel('诉求', { exact: true }).fill(want)
    await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不能办', exact: true }).check()
    await page.getByLabel('姓名', { exact: true }).fill('王芳')
    await owner.button('登记').click()
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
    await owner.does('受理', async (dialog) => dialog.choose('分级', '复杂'))
    return new URL(page.url()).pathname
  })

  await test.step('before the leave, a colleague may not do what is the owner’s', async () => {
    await standIn.opens(caseUrl)
    await standIn.sees(want)
    await expect(standIn.button('登记结果')).toHaveCount(0)
  })

  await test.step('she enters her leave, reached from her own menu; one that cannot be is refused with a way out', async () => {
    const { page } = owner
    await page.getByRole('banner').getByRole('button', { name: /林静/ }).click()
    await page.getByRole('menuitem', { name: '休假与代办' }).click()
    await expect(page.getByText('现在没有人休假')).toBeVisible()
    await owner.button('登记休假').click()
    const dialog = page.getByRole('dialog', { name: '登记休假' })
    await expect(dialog.getByRole('button', { name: /保\s*存/ })).toBeDisabled()
    await dialog.getByLabel('开始日期').fill(day(-3))
    await dialog.getByLabel('最后一天').fill(day(-2))
    await dialog.getByLabel('代办人').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '周敏' }).click()
    await dialog.getByLabel('说明').fill('年休假')
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(dialog.getByText('休假的结束时间已经过去')).toBeVisible()
    await dialog.getByLabel('开始日期').fill(day(0))
    await dialog.getByLabel('最后一天').fill(day(2))
    await dialog.getByRole('button', { name: /保\s*存/ }).click()
    await expect(dialog).toBeHidden()
    const row = page.getByRole('region', { name: '正在休假' }).getByRole('listitem').first()
    await expect(row).toContainText('林静')
    await expect(row).toContainText('由 周敏 代办')
    await expect(row).toContainText('年休假')
  })

  await test.step('the directory says so beside her name', async () => {
    await standIn.opens('/directory?q=林静')
    await standIn.sees(`休假至 ${day(2)}，由 周敏 代办`)
  })

  await test.step('the stand-in finds it in the inbox, marked, and records the result', async () => {
    await standIn.opens('/')
    const row = standIn.page.locator('a.inbox-row').filter({ hasText: want })
    await expect(row).toContainText('代 林静')
    await row.click()
    await standIn.sees('您正在代 林静 办理本案')
    await standIn.does('登记结果', async (dialog) => {
      await dialog.choose('结果', '办成')
      await dialog.fill('对外答复', '已由窗口代为注销')
      await dialog.fill('办理凭据', '注销通知书')
    })
    await standIn.sees('周敏（代林静）')
  })

  await test.step('back early: the stand-in is none any more', async () => {
    const { page } = owner
    await page.getByRole('button', { name: '提前结束林静的休假' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '提前结束' }).click()
    await expect(page.getByText('现在没有人休假')).toBeVisible()
    await page.getByText('已结束和已撤销的').click()
    await expect(page.getByRole('listitem').filter({ hasText: '林静' }).first()).toBeVisible()
    await standIn.opens(caseUrl)
    await standIn.sees('周敏（代林静）')
    await expect(standIn.page.getByText('您正在代 林静 办理本案')).toHaveCount(0)
  })
  await owner.close()
  await standIn.close()
})
