import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

test('the phone rings: whatever is typed, the answer is read out without opening it', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  await page.keyboard.press('/')
  const box = page.getByRole('combobox', { name: '查找一切' })
  await expect(box).toBeFocused()

  for (const typed of ['spjyxkz', '食品经营许可', '食品经营许可正', 'shipinjingyingxuke']) {
    await box.fill(typed)
    const first = page.getByRole('group', { name: '事项' }).getByRole('option').first()
    await expect(first, typed).toContainText('食品经营许可')
    await expect(first).toContainText('021-5555')
    await expect(first).toContainText('收费')
    await expect(first).toContainText('材料')
  }

  // The matter itself comes before the questions about it.
  await expect(page.getByRole('listbox').getByRole('group').first()).toHaveAccessibleName('事项')
  await box.press('ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1)
  const active = await box.getAttribute('aria-activedescendant')
  await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true')
  await box.press('Enter')
  await expect(page).toHaveURL(/\/items\?.*item=/)
  await expect(page.getByRole('dialog')).toBeHidden()
  await officer.close()
})

test('a wrong answer is reported with one key, and its keeper settles it', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  await officer.page.keyboard.press('Control+k')
  await officer.page.keyboard.type('spjyxk', { delay: 40 })
  await expect(officer.page.getByRole('option').first()).toContainText('食品经营许可')
  await officer.page.keyboard.press('!')
  await officer.page.getByLabel('哪里不对、缺什么（可不填）').fill('窗口号改成 B09 了')
  await officer.page.keyboard.press('Enter')
  await officer.sees('已告诉维护人，列入待处理。')

  await test.step('it waits in the inbox of the unit that keeps it, among the cases; it is not theirs to correct', async () => {
    const liaison = await Desk.signIn(browser, 'liaison.sj')
    const row = liaison.page.locator('.owed-row', { hasText: '窗口号改成 B09 了' })
    await row.getByRole('button', { name: '处理' }).click()
    const dialog = liaison.page.getByRole('dialog')
    await dialog.getByText('转给维护单位').click()
    await dialog.getByRole('combobox', { name: '由谁维护' }).fill('窗口')
    await liaison.page.locator('.ant-select-item-option', { hasText: '“办不成事”反映窗口' }).first().click()
    await dialog.getByRole('button', { name: /确\s?定/ }).click()
    await expect(row).toBeHidden()
    await liaison.close()
  })

  const supervisor = await Desk.signIn(browser, 'supervisor')
  await test.step('whoever has it now corrects the entry first: saying so alone is not enough', async () => {
    const { page } = supervisor
    const row = page.locator('.owed-row', { hasText: '窗口号改成 B09 了' })
    await row.getByRole('button', { name: '处理' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('已更正', { exact: true }).click()
    await expect(dialog.getByRole('alert')).toContainText('还没有新版本')
    await expect(dialog.getByRole('button', { name: /确\s?定/ })).toBeDisabled()
    const opening = page.waitForEvent('popup')
    await dialog.getByRole('link', { name: '打开条目' }).click()
    const entry = await opening
    await entry.getByRole('button', { name: '修改', exact: true }).click()
    await entry.getByLabel('办理窗口', { exact: true }).fill('B09')
    await entry.getByRole('button', { name: '保存新版本' }).click()
    await expect(entry.getByText('第 2 版').first()).toBeVisible()
    await entry.close()
    await page.reload()
    await row.getByRole('button', { name: '处理' }).click()
    await expect(dialog).toContainText('已更正为第 2 版')
    await dialog.getByRole('button', { name: /确\s?定/ }).click()
    await expect(row).toBeHidden()
  })

  await test.step('whoever said so is told', async () => {
    await officer.opens('/notifications')
    const news = officer.page.getByRole('link', { name: /您反映的答案有结果了/ }).first()
    await expect(news).toContainText('已更正为第 2 版')
    await news.click()
    await officer.sees('已更正为第 2 版')
  })
  await officer.close()
  await supervisor.close()
})

test('on a phone the box takes the whole screen', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  await officer.page.setViewportSize({ width: 390, height: 844 })
  await officer.page.getByRole('button', { name: /^查找/ }).click()
  const dialog = officer.page.getByRole('dialog', { name: '查找一切' })
  await dialog.getByRole('combobox').fill('市场监管')
  await expect(
    dialog
      .getByRole('group', { name: '部门' })
      .getByRole('option', { name: /021-5555/ })
      .first(),
  ).toBeVisible()
  expect((await dialog.boundingBox())?.width).toBe(390)
  await officer.close()
})
