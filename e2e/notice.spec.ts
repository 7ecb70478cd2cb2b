import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { startServer } from './own-server.ts'
import { openProvider } from './provider.ts'

let provider: Awaited<ReturnType<typeof openProvider>>
let server: Awaited<ReturnType<typeof startServer>>
const PORT = 3800 + (process.pid % 90)

test.beforeAll(async () => {
  test.setTimeout(300_000)
  provider = await openProvider()
  server = await startServer('2026-03-02T01:00:00.000Z', PORT, {
    BANCHENG_SMS_URL: provider.url,
    BANCHENG_SMS_SECRET: 'a secret of the provider',
    BANCHENG_PUBLIC_URL: `http://127.0.0.1:${PORT}`,
  })
})
test.afterAll(async () => {
  await server?.stop()
  provider?.close()
})

const signIn = (browser: Browser, name: string) => Desk.signIn(browser, name, { baseURL: server.baseURL })
const lastSms = () => provider.taken.at(-1)?.text ?? ''

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa']).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)
}

test('the one-time notice by SMS, once; what is asked of the applicant by SMS; and the phone when it does not arrive', async ({
  browser,
}) => {
  const officer = await signIn(browser, 'officer1')
  const { page } = officer
  const opensNotice = async () => {
    await officer.opens('/items?q=食品经营许可')
    await page.getByRole('link', { name: /^食品经营许可（开办）/ }).click()
    await page.getByRole('link', { name: '一次性告知书' }).click()
  }

  await test.step('a walk-in is told everything about an item, and gets the link on their phone', async () => {
    await opensNotice()
    await page.getByLabel('申请人姓名或电话').fill('13800007001')
    await officer.button('告知并生成告知书').click()
    await page.getByLabel('申请人手机号码').fill('13800007001')
    expect(await faultsOf(page)).toEqual([])
    await officer.button('发短信').click()
    await officer.sees('138****7001')
    await expect.poll(lastSms).toContain(`http://127.0.0.1:${PORT}/notice/`)
    expect(provider.taken.at(-1)?.to).toBe('13800007001')
  })

  await test.step('the link of the SMS opens on a phone, with no name on it', async () => {
    const [link = ''] = /http:\S+/.exec(lastSms()) ?? []
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
    const phone = await context.newPage()
    await phone.goto(link)
    await expect(phone.getByRole('heading', { name: '一次性告知书' })).toBeVisible()
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await context.close()
  })

  await test.step('the same person comes again, at the counter: they were told', async () => {
    await opensNotice()
    await page.getByLabel('申请人姓名或电话').fill('138 0000 7001')
    await officer.button('告知并生成告知书').click()
    await expect(page.getByRole('alert')).toContainText('林')
  })

  await test.step('they become a case', async () => {
    await officer.opens('/cases/new')
    await page.getByLabel('诉求', { exact: true }).fill('食品经营许可证办不下来')
    await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
    await page.getByLabel('姓名', { exact: true }).fill('赵六')
    await page.getByLabel('联系电话', { exact: true }).fill('13800007001')
    await officer.button('登记').click()
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
  })

  await test.step('what is asked of the applicant goes by SMS, and the case says so', async () => {
    await officer.does('受理', async (dialog) => dialog.choose('分级', '复杂'))
    await officer.does('请申请人补充', async (dialog) => {
      await dialog.fill('需要补充的内容', '租赁合同')
      await dialog.choose('告知方式', '电话')
    })
    await expect.poll(lastSms).toContain('租赁合同')
    const panel = page.getByRole('region', { name: '短信告知' })
    await expect(panel.getByText('已交短信通道')).toBeVisible({ timeout: 40_000 })
  })

  await test.step('the provider refuses the next one: the owner is told to phone', async () => {
    provider.mood.status = 422
    await officer.does('请申请人补充', async (dialog) => {
      await dialog.fill('需要补充的内容', '身份证复印件')
      await dialog.choose('告知方式', '电话')
    })
    await expect(page.getByText('请改用电话告知申请人')).toBeVisible({ timeout: 40_000 })
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await officer.opens('/notifications')
    await expect(page.getByText(/短信没有送到申请人/).first()).toBeVisible()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await faultsOf(page)).toEqual([])
  })
  await officer.close()
})
