import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { Desk } from './desk.ts'

const ask = '请确认王芳（13800001234）的押金何时退还'

async function faultsOf(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
}

test('a mall without an account answers by a link, on a phone: code, photo, answer; the second link is revoked', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer

  await test.step('a case in which a unit is asked', async () => {
    await officer.button('登记案件（N）').click()
    await page.getByLabel('诉求', { exact: true }).fill('商场半年不退押金')
    await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
    await page.getByLabel('姓名', { exact: true }).fill('王芳')
    await page.getByLabel('联系电话', { exact: true }).fill('13800001234')
    await officer.button('登记').click()
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
    await officer.does('受理', async (dialog) => dialog.choose('分级', '复杂'))
    await officer.does('请单位协办', async (dialog) => {
      await dialog.fill('请求内容', ask)
      await dialog.pick('单位', '食品经营许可', /区市场监管局/)
    })
  })

  const dialog = page.getByRole('dialog', { name: '发链接给没有账号的一方' })
  const issue = async (recipient: string) => {
    await officer.button('发链接', officer.card(ask)).click()
    await dialog.getByLabel('单位').fill('东方商场')
    await dialog.getByLabel('联系人').fill(recipient)
    await officer.button('预览对方所见', dialog).click()
    const preview = dialog.getByRole('region', { name: '对方将看到的内容' })
    await expect(preview).toContainText('请确认王*（138****1234）的押金何时退还')
    await officer.button('生成链接', dialog).click()
    const address = await dialog.getByLabel('链接', { exact: true }).inputValue()
    const code = (await dialog.getByTestId('link-code').textContent()) ?? ''
    expect(code).toMatch(/^\d{8}$/)
    return { address, code }
  }
  const sent =
    await test.step('the window sends the manager of the mall a link, and tells the code by phone', async () => {
      const issued = await issue('李经理')
      expect(await faultsOf(page)).toEqual([])
      await officer.button('关闭', dialog.locator('.ant-modal-footer')).click()
      await officer.button('发链接', officer.card(ask)).click()
      await expect(dialog.getByText('东方商场 李经理')).toBeVisible()
      await expect(dialog.getByText(issued.code)).toHaveCount(0)
      await officer.button('关闭', dialog.locator('.ant-modal-footer')).click()
      return issued
    })

  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  const phone = await context.newPage()
  let loaded = 0
  phone.on('response', async (response) => {
    if (response.url().endsWith('.js')) loaded += (await response.text().catch(() => '')).length
  })
  await test.step('on the phone: a wrong code is said, the right one opens what was asked, masked', async () => {
    await phone.goto(sent.address)
    await phone.getByLabel('验证码').fill(sent.code === '00000000' ? '00000001' : '00000000')
    await phone.getByRole('button', { name: '打开' }).click()
    await expect(phone.getByRole('alert')).toContainText('还可以试 4 次')
    await phone.getByLabel('验证码').fill(sent.code)
    await phone.getByRole('button', { name: '打开' }).click()
    await expect(phone.getByText('请确认王*（138****1234）的押金何时退还')).toBeVisible()
    await expect(phone.getByText(/王芳|13800001234/)).toHaveCount(0)
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await faultsOf(phone)).toEqual([])
    expect(loaded).toBeLessThan(350_000)
  })
  await test.step('a reload asks for no code again; in English too', async () => {
    await phone.reload()
    await phone.getByRole('button', { name: 'English' }).click()
    await expect(phone.getByRole('button', { name: 'Send the answer' })).toBeDisabled()
    await phone.getByRole('button', { name: '中文' }).click()
  })
  await test.step('a receipt and the answer are sent; the link is used up, and says so', async () => {
    await phone.getByLabel('添加照片或文件').setInputFiles({
      name: '退款凭证.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7\n%a receipt\n'),
    })
    await expect(phone.getByRole('button', { name: '移除 退款凭证.pdf' })).toBeVisible()
    await phone.getByLabel('您的答复').fill('押金已于今日原路退回')
    await phone.getByRole('button', { name: '发送答复' }).click()
    await expect(phone.getByRole('heading', { name: '已收到您的答复' })).toBeVisible()
    await phone.reload()
    await expect(phone.getByRole('alert')).toContainText('您的答复已经收到')
  })
  await test.step('the answer stands in the case, with whoever gave it', async () => {
    await expect(officer.card(ask).getByText('押金已于今日原路退回')).toBeVisible()
    await expect(officer.card(ask).getByText('退款凭证.pdf')).toBeVisible()
    await expect(page.locator('.is-timeline')).toContainText('东方商场 李经理')
  })
  await context.close()

  await test.step('another link is revoked before it is opened', async () => {
    await officer.does('请单位协办', async (asking) => {
      await asking.fill('请求内容', ask)
      await asking.pick('单位', '食品经营许可', /区市场监管局/)
    })
    const { address } = await issue('张主任')
    await officer.button('撤销', dialog).click()
    await page
      .locator('.ant-popover:visible')
      .getByRole('button', { name: /确\s*定/ })
      .click()
    await expect(dialog.getByText('已撤销')).toBeVisible()
    const stranger = await browser.newPage()
    await stranger.goto(address)
    await expect(stranger.getByRole('alert')).toContainText('链接已由窗口撤销')
    await stranger.close()
  })
  await officer.close()
})

const contract = { name: '租赁合同.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%a contract\n') }
const inside = {
  name: '内部请示.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n%not for outside\n'),
}

test('the task is the mall’s own: one file goes along, a stranger cannot shut it out, and the answer is theirs', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const { page } = officer
  await officer.button('登记案件（N）').click()
  await page.getByLabel('诉求', { exact: true }).fill('商场不退押金，联系人李经理')
  await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
  await page.getByLabel('姓名', { exact: true }).fill('王芳')
  await page.getByLabel('联系电话', { exact: true }).fill('13800001234')
  await officer.button('登记').click()
  await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
  await officer.does('受理', async (form) => form.choose('分级', '复杂'))
  const question = '请说明江场路1398号2楼铺位的押金何时退还'
  await officer.does('请外部单位协助', async (form) => {
    await form.fill('单位', '东方商场')
    await form.fill('联系人', '李经理')
    await form.fill('请求内容', question)
    await page.getByRole('dialog').locator('input[type=file]').setInputFiles([contract, inside])
    await expect(page.getByRole('dialog').getByText('内部请示.pdf')).toBeVisible()
  })
  const card = officer.card(question).first()
  await expect(card).toContainText('东方商场 李经理')

  const dialog = page.getByRole('dialog', { name: '发链接给没有账号的一方' })
  const issued = await test.step('only the ticked file goes along, and the preview says so', async () => {
    await officer.button('发链接', card).click()
    await expect(dialog.getByLabel('单位')).toHaveValue('东方商场')
    await dialog.getByLabel('租赁合同.pdf').check()
    await officer.button('预览对方所见', dialog).click()
    const preview = dialog.getByRole('region', { name: '对方将看到的内容' })
    await expect(preview).toContainText('请说明江场路****铺位的押金何时退还')
    await expect(preview).toContainText('租赁合同.pdf')
    await expect(preview).not.toContainText('内部请示.pdf')
    expect(await faultsOf(page)).toEqual([])
    await officer.button('生成链接', dialog).click()
    const address = await dialog.getByLabel('链接', { exact: true }).inputValue()
    const code = (await dialog.getByTestId('link-code').textContent()) ?? ''
    await officer.button('关闭', dialog.locator('.ant-modal-footer')).click()
    return { address, code }
  })

  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    acceptDownloads: true,
  })
  const phone = await context.newPage()
  const giveCode = async (at: Page, code: string) => {
    await at.getByLabel('验证码').fill(code)
    await at.getByRole('button', { name: '打开', exact: true }).click()
  }
  await test.step('on the phone: the one file, opened', async () => {
    await phone.goto(issued.address)
    await giveCode(phone, issued.code)
    await expect(phone.getByText('内部请示.pdf')).toHaveCount(0)
    const download = phone.waitForEvent('download')
    await phone.getByRole('button', { name: '打开 租赁合同.pdf' }).click()
    expect((await download).suggestedFilename()).toBe('租赁合同.pdf')
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await faultsOf(phone)).toEqual([])
  })
  await test.step('somebody else who has the address, and even the code, comes too late and shuts nobody out', async () => {
    const stranger = await (await browser.newContext({ locale: 'zh-CN' })).newPage()
    await stranger.goto(issued.address)
    for (let guess = 0; guess < 6; guess += 1) {
      await giveCode(stranger, issued.code)
      await expect(stranger.getByRole('alert')).toContainText('要一个新的验证码')
    }
    await stranger.context().close()
    await phone.getByLabel('您的答复').fill('押金已于今日原路退回')
    await phone.getByRole('button', { name: '发送答复' }).click()
    await expect(phone.getByRole('heading', { name: '已收到您的答复' })).toBeVisible()
  })
  await test.step('the answer is theirs, in page and log', async () => {
    await expect(card).toContainText('押金已于今日原路退回')
    await expect(card).toContainText('东方商场 李经理')
    await expect(page.locator('.is-timeline')).toContainText('发链接给东方商场 李经理')
  })
  await context.close()
  await officer.close()
})
