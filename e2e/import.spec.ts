import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

const items = readFileSync(new URL('../packages/server/src/sample/guangan-items/items.csv', import.meta.url), 'utf8')

/** The real list of a district with two rows spoilt: one without its name, one without its department. */
function spoilt(): Buffer {
  const lines = items.trimEnd().split(/\r?\n/)
  const blank = (line: number, column: number) => {
    const cells = lines[line - 1]?.split(',') ?? []
    cells[column] = ''
    lines[line - 1] = cells.join(',')
  }
  blank(101, 2)
  blank(502, 0)
  return Buffer.from(lines.join('\n'))
}

test('1,135 items with two spoilt rows: both are named, the rest comes in, and the same file again changes nothing', async ({
  browser,
}) => {
  const supervisor = await Desk.signIn(browser, 'supervisor')
  const { page } = supervisor
  const upload = async () => {
    await supervisor.opens('/items/import')
    await page.locator('input[type=file]').setInputFiles({ name: '事项.csv', mimeType: 'text/csv', buffer: spoilt() })
  }
  await upload()
  const errors = page.locator('section').filter({ hasText: '要改的地方' }).getByRole('row')
  await expect(errors).toHaveCount(3) // the headings and two rows
  await expect(errors.nth(1)).toContainText('101')
  await expect(errors.nth(2)).toContainText('502')
  await expect(page.getByRole('button', { name: '确认导入' })).toBeHidden()

  await page.getByRole('button', { name: '跳过 2 行错误，导入其余' }).click()
  await supervisor.sees('导入完成')

  await page.keyboard.press('Control+k')
  await page.keyboard.type('烟草专卖零售', { delay: 30 })
  await expect(page.getByRole('group', { name: '事项' }).getByRole('option').first()).toContainText('烟草专卖零售')
  await page.keyboard.press('Escape')

  await upload()
  await expect(page.getByText('无变化').locator('xpath=following-sibling::dd')).toHaveText('1,133')
  await supervisor.close()
})
