import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

test('the supervisor corrects a phone and a material; the officer reads it in the search at once, and the history names who', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const supervisor = await Desk.signIn(browser, 'supervisor')
  const { page } = supervisor

  // the item: its phone, and what one material must show
  await supervisor.opens('/items?q=spjyxkz')
  await page.locator('.items-list a').first().click()
  await expect(page.locator('.item-view h2')).toContainText('食品经营许可')
  const name = (await page.locator('.item-view h2').textContent()) ?? ''
  await supervisor.button('修改').click()
  await page.getByLabel('电话 1', { exact: true }).fill('021-5555 0199')
  await page.getByLabel('材料 1 材料名称').fill('食品经营许可申请书（2026 年版）')
  await page.getByLabel('材料 1 份数').fill('2')
  // What was typed outlives a reload.
  await page.reload()
  await supervisor.button('修改').click()
  await expect(page.getByLabel('材料 1 份数')).toHaveValue('2')
  await supervisor.button('保存新版本').click()
  await supervisor.sees('第 2 版')
  await page.getByRole('tab', { name: '修改记录' }).click()
  const history = page.getByRole('tabpanel', { name: '修改记录' })
  await expect(history).toContainText('021-5555 0199')
  await expect(history).toContainText('食品经营许可申请书（2026 年版）')
  await expect(history).toContainText('陈立')

  // the officer, without a reload
  await officer.page.keyboard.press('/')
  const box = officer.page.getByRole('combobox', { name: '查找一切' })
  await box.fill(name)
  const first = officer.page.getByRole('group', { name: '事项' }).getByRole('option').first()
  await expect(first).toContainText('021-5555 0199')
  await expect(first).toContainText('2026 年版')

  // the directory: a unit's phone
  await supervisor.opens('/directory?q=市场监管')
  const unit = page.locator('.directory-unit').first()
  await unit
    .getByRole('button', { name: /^修改 / })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('电话 1', { exact: true }).fill('021-5555 0288')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(unit).toContainText('021-5555 0288')
  await officer.page.keyboard.press('Escape')
  await officer.page.keyboard.press('/')
  await box.fill('55550288')
  await expect(officer.page.getByRole('group', { name: '部门' }).getByRole('option').first()).toContainText(
    '021-5555 0288',
  )
  await officer.opens('/directory?q=市场监管')
  await officer.page
    .locator('.directory-unit')
    .first()
    .getByRole('button', { name: /^修改 / })
    .first()
    .click()
  await expect(officer.page.getByRole('dialog')).toContainText('021-5555 0288')
  await expect(officer.page.getByRole('dialog')).toContainText('陈立')

  await officer.close()
  await supervisor.close()
})

test('two people at one item: the second is told, sees what the first changed, and loses nothing', async ({
  browser,
}) => {
  const [first, second] = [await Desk.signIn(browser, 'officer1'), await Desk.signIn(browser, 'supervisor')]
  for (const desk of [first, second]) {
    await desk.opens('/items?q=spjyxkz')
    await desk.page.locator('.items-list a').first().click()
    await desk.button('修改').click()
  }
  await first.page.getByLabel('办理窗口').fill('C21')
  await first.button('保存新版本').click()
  await first.sees('C21')
  await second.page.getByLabel('收费').fill('不收费')
  await second.button('保存新版本').click()
  await second.sees('这一条刚被他人修改')
  await second.button('看最新版本，保留我改的').click()
  await expect(second.page.getByLabel('办理窗口')).toHaveValue('C21')
  await expect(second.page.getByLabel('收费')).toHaveValue('不收费')
  await second.button('保存新版本').click()
  await second.sees('不收费')
  await second.sees('C21')
  await first.close()
  await second.close()
})

test('a file with other headings is read as its keeper says', async ({ browser }) => {
  const supervisor = await Desk.signIn(browser, 'supervisor')
  const { page } = supervisor
  await supervisor.opens('/answers/import')
  const buffer = Buffer.from('常见疑问,口径\n窗口周六开门吗？,周六上午开门。')
  await page.locator('input[type=file]').setInputFiles({ name: '口径.csv', mimeType: 'text/csv', buffer })
  for (const [heading, column] of [
    ['常见疑问', '问题'],
    ['口径', '答案'],
  ] as const) {
    await page.getByLabel(`“${heading}”读作`).click()
    await page
      .locator('.ant-select-item-option')
      .filter({ hasText: new RegExp(`^${column}$`), visible: true })
      .click()
  }
  await supervisor.button('确认导入').click()
  await supervisor.sees('导入完成')
  await supervisor.close()
})
