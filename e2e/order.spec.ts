import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { Desk } from './desk.ts'

const closing = '/order?goal=closing-restaurant'

async function faultsOf(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).include('main').withTags(tags).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
}

test('story 1 that never begins: the food licence comes before the business licence, and its loss is named at once', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  const advice = page.getByRole('region', { name: '办理顺序和提醒' })
  const step = (id: string) => advice.locator(`[data-step="${id}"]`)

  await test.step('she asks how to close; the officer ticks what her company has', async () => {
    await officer.opens(closing)
    const situation = page.getByRole('group', { name: '您的情况' })
    await situation.getByLabel('经营食品（有食品经营许可证）').check()
    await situation.getByLabel('有押金或保证金未退').check()
    await expect(step('X10')).toBeVisible()
    await expect(page.getByRole('alert')).toHaveCount(0)
  })

  await test.step('what cannot be undone is marked before it is reached', async () => {
    await expect(step('X29')).toContainText('不可撤回')
    await expect(step('X29')).toContainText('办之前先办完 食品经营许可证注销')
    const order = await advice.locator('[data-step]').evaluateAll((all) => all.map((one) => one.dataset.step))
    expect(order.indexOf('X10')).toBeLessThan(order.indexOf('X29'))
    expect(order.indexOf('X35')).toBeLessThan(order.indexOf('X38'))
  })

  await test.step('she says that the business licence is cancelled: the mistake and its way out, at once', async () => {
    // With the keyboard alone: the box has the focus, the space bar ticks it.
    await page.getByRole('group', { name: '已经办了的' }).getByLabel('公司注销登记（普通）').focus()
    await page.keyboard.press('Space')
    const mistake = page.getByRole('alert')
    await expect(mistake).toContainText('“公司注销登记（普通）”已经办了，“食品经营许可证注销”网上不能再办')
    await expect(mistake).toContainText('由区局报市局修改登记/许可系统状态')
    await expect(step('X10')).toContainText('走补救渠道')
    await expect(step('X36')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  })

  await test.step('a reload keeps what was ticked, and the sheet says the same', async () => {
    await page.reload()
    await expect(page.getByRole('alert')).toContainText('食品经营许可证注销')
    await officer.button('打印').click()
    await expect(page.getByRole('heading', { name: '办理顺序告知单' })).toBeVisible()
    await expect(page.getByRole('article')).toContainText('请先补救')
  })
  await officer.close()
})

test('the same for everybody: without signing in, on a phone, without the bundle of the desk', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const page = await context.newPage()
  const loaded: string[] = []
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) loaded.push(await response.text().catch(() => ''))
  })
  await page.goto('/guide/closing-restaurant')
  await page.getByLabel('经营食品（有食品经营许可证）').check()
  await page.getByRole('group', { name: '已经办了的' }).getByLabel('公司注销登记（普通）').check()
  await expect(page.getByRole('alert')).toContainText('食品经营许可证注销')
  await page.getByRole('link', { name: /看补救办法/ }).click()
  await expect(page.getByRole('alert')).toBeInViewport()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  expect(await faultsOf(page)).toEqual([])
  expect(loaded.reduce((sum, one) => sum + one.length, 0)).toBeLessThan(300_000)
  await context.close()
})

test('inside a case: how did it come to this, and what is left, noted where everybody sees it', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  await officer.button('登记案件（N）').click()
  await page.getByLabel('诉求', { exact: true }).fill('店关了，食品证注销不掉，押金拿不回来')
  await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不能办', exact: true }).check()
  await page.getByLabel('事项', { exact: true }).fill('食品经营许可')
  await page.locator('.ant-select-item-option').filter({ hasText: '食品经营许可（注销）' }).click()
  await page.getByLabel('姓名', { exact: true }).fill('李春')
  await page.getByLabel('联系电话', { exact: true }).fill('13800005678')
  await officer.button('登记').click()
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
  await officer.button('怎么会这样，还剩什么').click()
  const order = page.getByRole('region', { name: '办理顺序', exact: true })
  // That she serves food, the matter of the case says already.
  await expect(order.getByLabel('经营食品（有食品经营许可证）')).toBeChecked()
  await order.getByRole('group', { name: '已经办了的' }).getByLabel('公司注销登记（普通）').check()
  await expect(order.getByRole('alert')).toContainText('网上不能再办')
  await officer.button('记入案件').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /备注|记录/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('.is-timeline')).toContainText('食品经营许可证注销')
  await officer.close()
})

test('a keeper types a circle: it is named while it is typed, and cannot be saved', async ({ browser }) => {
  const keeper = await Desk.signIn(browser, 'supervisor')
  const { page } = keeper
  await keeper.opens('/order/edit/opening-restaurant')
  await expect(page.getByText('没有矛盾，可以保存。')).toBeVisible()
  expect(await faultsOf(page)).toEqual([])
  await test.step('the name of the company shall come after the food licence, which needs the company', async () => {
    await keeper.button('编辑：企业名称自主申报').click()
    const dialog = page.getByRole('dialog', { name: '编辑步骤' })
    await dialog.getByRole('button', { name: '新增前置' }).click()
    await dialog.getByLabel('步骤（任一即可）').click()
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: '食品经营许可' })
      .click()
    await dialog.getByText('编辑步骤').click()
    await dialog.getByRole('button', { name: '确定' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('status').filter({ hasText: '互为前置，形成循环' })).toContainText(
      '企业名称自主申报 → 营业执照办理（公司设立登记） → 食品经营许可（开办） → 企业名称自主申报',
    )
    await expect(keeper.button('保存新版本')).toBeDisabled()
  })
  await test.step('a reload keeps the change; taken back, the list is saved as its next version', async () => {
    await page.reload()
    await keeper.button('放弃修改').click()
    await page.getByLabel('来源与可信程度').fill('示例目录，2026 年修订。')
    await keeper.button('保存新版本').click()
    await expect(page).toHaveURL(/goal=opening-restaurant/)
    await keeper.sees('示例目录，2026 年修订。')
  })
  await keeper.close()
})

test('an address that leads to no goal says so, and offers those that there are', async ({ browser }) => {
  const officer = await Desk.signIn(browser, 'officer1')
  await officer.opens('/order?goal=zzz')
  const { page } = officer
  await expect(page.getByRole('heading', { name: '没有这个办理顺序' })).toBeVisible()
  await expect(page.getByText('zzz')).toHaveCount(0)
  await page.getByRole('link', { name: '关店（餐饮公司注销）' }).click()
  await expect(page).toHaveURL(/goal=closing-restaurant/)
  await expect(page.getByRole('group', { name: '您的情况' })).toBeVisible()
  await page.goto('/guide/zzz')
  await expect(page.getByRole('alert')).toContainText('没有这个办理顺序')
  await page.getByRole('link', { name: '关店（餐饮公司注销）' }).click()
  await expect(page.getByRole('group', { name: '您的情况' })).toBeVisible()
  await expect(page.getByText('待核')).toHaveCount(0)
  await officer.close()
})
