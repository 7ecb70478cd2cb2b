import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { Desk } from './desk.ts'

async function faultsOf(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const { violations } = await new AxeBuilder({ page }).include('main').withTags(tags).analyze()
  return violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}: ${nodes[0]?.failureSummary}`)
}

test('the policy rehearsal: a stricter rule is tried on the past before anybody has to live by it', async ({
  browser,
}) => {
  const supervisor = await Desk.signIn(browser, 'supervisor')
  const { page } = supervisor
  const rules = page.getByRole('region', { name: '规定内容' })

  await test.step('somebody asks for help: there is something to rehearse', async () => {
    const { csrfToken } = await (await page.request.get('/api/session')).json()
    const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': crypto.randomUUID() }
    const data = {
      channel: 'walk-in',
      applicant: { kind: 'person', name: '王芳', phone: '13800001234' },
      want: '补开一张收据',
      pain: 'hard',
    }
    expect((await page.request.post('/api/cases', { headers, data })).ok()).toBe(true)
  })

  await test.step('the rules in force, in plain words', async () => {
    await supervisor.opens('/policy')
    await expect(page.getByText('现行 jingan-2023@1')).toBeVisible()
    await expect(page.getByRole('tabpanel')).toContainText('3个工作日')
    await expect(page.getByRole('tabpanel')).toContainText('逾期满10个工作日，请区领导督促')
    expect(await faultsOf(page)).toEqual([])
  })

  await test.step('what is simple shall be done within an hour: the change is named in words', async () => {
    const simple = rules.getByRole('group', { name: '简单', exact: true })
    await simple.getByRole('spinbutton', { name: '简单 时限' }).fill('1')
    await simple.getByRole('combobox', { name: /简单 时限/ }).click()
    await page.locator('.ant-select-item-option', { hasText: '个工作小时' }).locator('visible=true').click()
    await page.getByRole('tab', { name: '与现行的不同' }).click()
    const changes = page.getByRole('table', { name: '与现行的不同' })
    await expect(changes.getByRole('row', { name: /简单/ })).toContainText('1个工作小时')
  })

  await test.step('the centre calls it what its own rule calls it, and adds a grade of its own', async () => {
    await rules.getByRole('textbox', { name: '复杂 分级名称', exact: true }).fill('黄牌')
    await rules.getByRole('button', { name: '增加一个分级' }).click()
    await rules.getByRole('group', { name: '新分级', exact: true }).getByRole('textbox').fill('督办牌')
    const changes = page.getByRole('table', { name: '与现行的不同' })
    await expect(changes.getByRole('row', { name: /黄牌/ })).toContainText('复杂：5个工作日')
    await expect(changes.getByRole('row', { name: /督办牌/ })).toContainText('5个工作日')
    await rules.getByRole('button', { name: '去掉“督办牌”' }).click()
    await expect(changes.getByRole('row', { name: /督办牌/ })).toBeHidden()
  })

  await test.step('a reload keeps what was typed', async () => {
    await page.reload()
    await expect(rules.getByRole('spinbutton', { name: '简单 时限' })).toHaveValue('1')
  })

  await test.step('the rehearsal says what would have been late, and who would have been asked', async () => {
    await page.getByRole('tab', { name: '演练' }).click()
    await page.getByRole('button', { name: '用过去 12 个月的真实案件演练' }).click()
    const report = page.getByRole('tabpanel').getByRole('status')
    await expect(report).toContainText(/共演练 [1-9]\d* 件案件（其中在办 [1-9]\d* 件）、[1-9]\d* 个期限/)
    const figures = report.getByRole('table', { name: '演练' })
    await expect(figures.getByRole('row', { name: /请区领导督促/ })).toContainText(/\d+\s*\d+/)
    await expect(figures.getByRole('row', { name: /请区领导裁定退单/ })).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
  })

  await test.step('a rung whose turn never comes keeps the rules out of force', async () => {
    await rules.getByText('多级帮办', { exact: true }).click()
    await rules.getByText('适用范围与抄送').nth(1).click()
    const key = rules.getByRole('textbox', { name: '代号' })
    await key.fill('urge')
    await page.getByRole('tab', { name: '检查' }).click()
    await expect(page.getByRole('tabpanel')).toContainText('永远不会响')
    await expect(page.getByRole('button', { name: '发布', exact: true })).toBeDisabled()
    await key.fill('superior')
    await expect(page.getByRole('tabpanel')).not.toContainText('永远不会响')
  })

  await test.step('published from a day on, the rules of today stay in force', async () => {
    await page.getByRole('radio', { name: '指定生效日期' }).check()
    await page.getByRole('textbox', { name: '指定生效日期' }).fill('2099-01-05')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: '为什么改' }).fill('压缩简单事项时限')
    await page.getByRole('button', { name: '发布', exact: true }).click()
    const sure = page.getByRole('dialog', { name: '发布这份规定（2099-01-05）？' })
    await expect(sure).toContainText('与现行不同 2 处')
    await expect(sure).toContainText('简单：1个工作小时')
    await sure.getByRole('button', { name: '确认发布' }).click()
    await expect(page.getByText('已发布 jingan-2023@2')).toBeVisible()
    await expect(page.getByText('现行 jingan-2023@1')).toBeVisible()
    await page.getByRole('tab', { name: '版本' }).click()
    await expect(page.getByRole('row', { name: /jingan-2023@2/ })).toContainText('待生效')
  })
  await supervisor.close()
})

test('the calendar: a day is closed for a storm, with its reason, and the dates are counted again', async ({
  browser,
}) => {
  const supervisor = await Desk.signIn(browser, 'supervisor')
  const { page } = supervisor
  await supervisor.opens('/calendar')
  const month = page.getByRole('region', { name: '工作日历' })
  await month.getByRole('button', { name: '下个月' }).click()
  await month.getByRole('button', { name: /-15 / }).click()
  await page.getByRole('radio', { name: '当天休息' }).check()
  await expect(page.getByRole('checkbox', { name: '也适用于各单位' })).toBeChecked()
  await page.getByRole('textbox', { name: '原因' }).first().fill('台风停工')
  await expect(month.getByRole('button', { name: /-15 休息.*台风停工/ })).toBeVisible()
  expect(await faultsOf(page)).toEqual([])

  await test.step('a Saturday on which people are only received is open, and no working day', async () => {
    await page.getByRole('button', { name: '周六 加时段' }).click()
    await page.getByRole('checkbox', { name: '周六 只对外服务，不计工作日' }).check()
    await expect(month.getByRole('button', { name: /只对外服务，不计工作日.*09:00–12:00/ }).first()).toBeVisible()
  })
  await test.step('a file of one day announces no year: what is missing is named, and nothing changed', async () => {
    const notice = { year: 2099, days: [{ name: '春节', date: '2099-01-21', isOffDay: true }] }
    const buffer = Buffer.from(JSON.stringify(notice))
    await page.setInputFiles('input[type=file]', { name: '2099.json', mimeType: 'application/json', buffer })
    const notices = page.getByRole('region', { name: '已载入的放假安排' })
    await expect(notices.getByRole('alert')).toContainText('2099 年放假安排不完整，缺少：元旦、春节、清明节')
    await expect(notices).not.toContainText('、2099')
    expect(await faultsOf(page)).toEqual([])
  })
  await page.getByRole('textbox', { name: '改动原因' }).fill('市政府通知停工一天')
  await test.step('who leaves the page finds what they had changed, said in words', async () => {
    await supervisor.opens('/policy')
    await supervisor.opens('/calendar')
    const save = page.getByRole('region', { name: '保存并重新计算' })
    await expect(save).toContainText(/-15：按平常 → 休息（台风停工），各单位同样/)
    await expect(save).toContainText('周六：休息 → 09:00–12:00（只对外服务）')
    await expect(page.getByRole('textbox', { name: '改动原因' })).toHaveValue('市政府通知停工一天')
  })
  await page.getByRole('button', { name: '保存并重新计算' }).click()
  const record = page.getByRole('region', { name: '改动记录' })
  await expect(record).toContainText('市政府通知停工一天')
  await expect(record).toContainText(/-15：按平常 → 休息（台风停工），各单位同样/)
  await expect(record).toContainText(/重新计算 \d+ 件，调整期限 \d+ 件/)
  await expect(page.getByText(/最近一次重新计算/)).toBeVisible()
  await supervisor.close()
})
