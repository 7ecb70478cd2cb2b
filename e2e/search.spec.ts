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

  const supervisor = await Desk.signIn(browser, 'supervisor')
  await supervisor.opens('/answers/reports')
  await supervisor.sees('窗口号改成 B09 了')
  await supervisor.button('处理').click()
  await supervisor.page.getByLabel('怎么处理的').fill('已更正')
  await supervisor.button('记为已处理').click()
  await supervisor.sees('没有待处理的报告')
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
