import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { startServer } from './own-server.ts'
import { openProvider } from './provider.ts'

let provider: Awaited<ReturnType<typeof openProvider>>
let server: Awaited<ReturnType<typeof startServer>>
const PORT = 3900 + (process.pid % 90)
const want = '王芳（13800001234）的食品经营许可注销不了，商场押金退不回来'

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
const askedSms = () => provider.taken.findLast(({ text }) => text.includes('/r/'))
const linkIn = (text = ''): string => /http:\S+/.exec(text)?.[0] ?? ''

async function faultsOf(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
}

async function aPhone(browser: Browser, link: string) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  const phone = await context.newPage()
  await phone.goto(link)
  return phone
}

test('the applicant rates by the link of their SMS: dissatisfied, with words; the head of the window has to call; a word is added', async ({
  browser,
}) => {
  const officer = await signIn(browser, 'officer1')
  const { page } = officer
  await test.step('a matter is taken on, done and told', async () => {
    await officer.opens('/cases/new')
    await page.getByLabel('诉求', { exact: true }).fill(want)
    await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不好办', exact: true }).check()
    await page.getByLabel('姓名', { exact: true }).fill('王芳')
    await page.getByLabel('联系电话', { exact: true }).fill('13800001234')
    await officer.button('登记').click()
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
    await officer.does('受理', async (dialog) => dialog.choose('分级', '简单'))
    await officer.does('登记结果', async (dialog) => {
      await dialog.choose('结果', '办成')
      await dialog.fill('对外答复', '许可证已注销')
      await dialog.fill('办理凭据', '注销通知书')
    })
    await officer.does('告知申请人', async (dialog) => dialog.choose('告知方式', '电话'))
    await officer.does('办结')
  })
  const caseUrl = page.url()

  const link = await test.step('an SMS asks them to rate; the desk sees that it went, and not where to', async () => {
    await expect.poll(() => askedSms()?.to, { timeout: 30_000 }).toBe('13800001234')
    const panel = page.getByRole('region', { name: '申请人评价' })
    await expect(panel.getByText('待评价')).toBeVisible({ timeout: 40_000 })
    await expect(panel.getByRole('button', { name: '作废' })).toBeDisabled()
    const sent = linkIn(askedSms()?.text)
    await expect(page.getByText(sent.slice(-20))).toHaveCount(0)
    await expect(page.getByRole('region', { name: '短信告知' }).getByText('/r/…')).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    if (process.env.BANCHENG_PICTURES)
      await page.screenshot({ path: `${process.env.BANCHENG_PICTURES}/desk-waiting.png`, fullPage: true })
    return sent
  })

  let loaded = 0
  const phone = await aPhone(browser, 'about:blank')
  phone.on('response', async (response) => {
    if (response.url().endsWith('.js')) loaded += (await response.text().catch(() => '')).length
  })
  const look = async (name: string) => {
    if (process.env.BANCHENG_PICTURES)
      await phone.screenshot({ path: `${process.env.BANCHENG_PICTURES}/${name}.png`, fullPage: true })
  }
  await test.step('on the phone: five levels, nothing of who they are, and a reason why it cannot be sent yet', async () => {
    await phone.goto(link)
    await expect(phone.getByText('王*（138****1234）的食品经营许可注销不了')).toBeVisible()
    await expect(phone.getByText(/王芳|13800001234/)).toHaveCount(0)
    await expect(phone.getByRole('button', { name: '提交评价' })).toBeDisabled()
    await expect(phone.getByText('请先选择满意程度。')).toBeVisible()
    expect(await phone.getByRole('group', { name: '您满意吗？' }).getByRole('radio').count()).toBe(5)
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    expect(await faultsOf(phone)).toEqual([])
    expect(loaded).toBeLessThan(350_000)
    await look('phone-first')
  })
  await test.step('with the keyboard alone: dissatisfied; a reload loses nothing; English too', async () => {
    await phone.getByRole('radio', { name: '非常满意', exact: true }).focus()
    for (const _ of [1, 2, 3]) await phone.keyboard.press('ArrowDown')
    await expect(phone.getByRole('radio', { name: '不满意', exact: true })).toBeChecked()
    await phone.getByRole('radio', { name: '解决了', exact: true }).check()
    await phone.getByLabel('哪里让您不满意？').fill('前后跑了三趟，没有人说清楚')
    await expect(phone.getByText('窗口负责人会给您回电')).toBeVisible()
    await phone.reload()
    await expect(phone.getByLabel('哪里让您不满意？')).toHaveValue('前后跑了三趟，没有人说清楚')
    await phone.getByRole('button', { name: 'English' }).click()
    await expect(phone.getByRole('radio', { name: 'Dissatisfied', exact: true })).toBeChecked()
    await look('phone-english')
    await phone.getByRole('button', { name: '中文' }).click()
    await look('phone-low')
  })
  await test.step('it is sent once; they are told who calls back and until when', async () => {
    await phone.getByRole('button', { name: '提交评价' }).click()
    await expect(phone.getByRole('heading', { name: '感谢您的评价' })).toBeVisible()
    await expect(phone.getByText('您的评价：不满意')).toBeVisible()
    await expect(phone.getByText(/窗口负责人会在 2026-03-03 .+ 前给您回电/)).toBeVisible()
    expect(await faultsOf(phone)).toEqual([])
    await look('phone-thanks')
  })

  const head = await signIn(browser, 'supervisor')
  await test.step('the call stands in the inbox of the head of the window, the setting right in that of the officer', async () => {
    await head.opens('/')
    await head.sees('前后跑了三趟，没有人说清楚')
    await head.page.getByText('前后跑了三趟，没有人说清楚').first().click()
    await expect(head.page).toHaveURL(/\/cases\//)
    await officer.opens('/')
    await officer.sees('前后跑了三趟，没有人说清楚')
    await officer.opens(caseUrl)
    const panel = page.getByRole('region', { name: '申请人评价' })
    await expect(panel.getByText('不满意', { exact: true })).toBeVisible()
    await expect(panel.getByText('已评价')).toBeVisible()
    if (process.env.BANCHENG_PICTURES)
      await page.screenshot({ path: `${process.env.BANCHENG_PICTURES}/desk-rated.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    if (process.env.BANCHENG_PICTURES)
      await panel.screenshot({ path: `${process.env.BANCHENG_PICTURES}/desk-rated-390.png` })
    await page.setViewportSize({ width: 1440, height: 900 })
    await expect(officer.button('评价')).toHaveCount(0)
  })
  await test.step('the follow-up by a colleague asks only whether it is solved: the rating was given', async () => {
    const colleague = await signIn(browser, 'officer2')
    await colleague.opens(caseUrl)
    const dialog = await colleague.begins('回访')
    await dialog.choose('问题是否解决', '已解决')
    await expect(dialog.root.getByRole('group', { name: '满意程度' })).toHaveCount(0)
    await dialog.fill('申请人的话', '确实解决了，只是跑得多')
    await dialog.send('回访')
    await expect(dialog.root).toBeHidden()
    await colleague.close()
  })
  await test.step('after the call they add a word, once, by the same link; the level stays', async () => {
    await head.does('差评回访', async (dialog) => {
      await dialog.choose('核实情况', '情况属实')
      await dialog.fill('申请人的话', '已致歉')
    })
    await phone.goto(link)
    await expect(phone.getByRole('button', { name: '提交追评' })).toBeDisabled()
    await phone.getByLabel('补充的话').fill('当天就有人来电道歉')
    await phone.getByRole('button', { name: '提交追评' }).click()
    await expect(phone.getByText('已收到您的追评')).toBeVisible()
    await expect(phone.getByRole('button', { name: '提交追评' })).toHaveCount(0)
    await look('phone-added')
    await expect(page.getByRole('region', { name: '申请人评价' })).toContainText('当天就有人来电道歉')
    await phone.reload()
    await expect(phone.getByText('您的评价：不满意')).toBeVisible()
  })
  await test.step('a wrong address says what to do', async () => {
    await phone.goto(`${link.slice(0, -4)}abcd`)
    await expect(phone.getByRole('alert')).toContainText('没有找到这个评价链接')
    expect(await faultsOf(phone)).toEqual([])
    await look('phone-wrong')
  })
  for (const desk of [officer, head]) await desk.close()
})
