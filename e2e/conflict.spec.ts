import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

const want = '门头招牌审批退了三次，每次理由不同'

async function registered(officer: Desk): Promise<string> {
  const { page } = officer
  await officer.opens('/cases/new')
  await page.getByLabel('诉求', { exact: true }).fill(want)
  await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不能办', exact: true }).check()
  await page.getByLabel('姓名', { exact: true }).fill('赵海涛')
  await officer.button('登记').click()
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname
}

test('two people act at once: the second is told what changed and loses nothing typed', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const colleague = await Desk.signIn(browser, 'officer2')
  const caseUrl = await registered(officer)
  await colleague.opens(caseUrl)

  const dialog = await colleague.begins('备注')
  await dialog.fill('内容', '我打了很长的一段话')
  // Their page hears nothing meanwhile, as on a bad network.
  await colleague.page.context().setOffline(true)
  await officer.does('备注', async (mine) => mine.fill('内容', '已电话联系绿化市容局'))
  await dialog.send('备注')
  await expect(dialog.root.getByLabel('内容')).toHaveValue('我打了很长的一段话')
  await colleague.page.context().setOffline(false)

  await dialog.root.getByRole('button', { name: /再次提交|备注/ }).click()
  await expect(dialog.root.getByText('备注：已电话联系绿化市容局')).toBeVisible()
  await expect(dialog.root.getByLabel('内容')).toHaveValue('我打了很长的一段话')
  await dialog.root.getByRole('button', { name: '仍要提交' }).click()
  await expect(dialog.root).toBeHidden()
  await officer.sees('备注：我打了很长的一段话')
})

test('what was typed survives a reload', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  await officer.opens('/cases/new')
  await officer.page.getByLabel('诉求', { exact: true }).fill('写到一半')
  await officer.page.reload()
  await expect(officer.page.getByLabel('诉求', { exact: true })).toHaveValue('写到一半')
  await officer.button('清空').click()
  await officer.close()
})

test('a number is unmasked for a reason, and the auditor sees who looked', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  await officer.opens('/cases/new')
  await page.getByLabel('诉求', { exact: true }).fill('需要回电')
  await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不知怎么办', exact: true }).check()
  await page.getByLabel('姓名', { exact: true }).fill('孙秀英')
  await page.getByLabel('联系电话', { exact: true }).fill('13800009999')
  await officer.button('登记').click()
  await officer.sees('138****9999')
  await page.getByRole('button', { name: '查看' }).first().click()
  await page.getByLabel('查看理由').fill('回电告知结果')
  await page.getByRole('dialog').getByRole('button', { name: '查看' }).click()
  await officer.sees('13800009999')

  const auditor = await Desk.signIn(browser, 'auditor')
  await auditor.opens('/audit')
  await auditor.sees('回电告知结果')
  await expect(auditor.page.getByText('13800009999')).toHaveCount(0)
  await officer.close()
  await auditor.close()
})
