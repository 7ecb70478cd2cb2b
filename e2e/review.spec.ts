import { rmSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { ownFolder, serverIn } from './own-server.ts'

/** On this Monday of March, before the centre opens, the sample has the list of January; ten minutes after opening somebody may make that of February. */
const BEFORE_OPENING = '2026-03-02T00:30:00.000Z'
const CLOCK = '2026-03-02T01:10:00.000Z'
const [earlier, last] = ['2026-01', '2026-02']
const said = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** On a tablet and on a phone: nothing that a machine can find against WCAG 2.2 AA, and nothing runs out to the side. */
async function isSound({ page }: Desk): Promise<void> {
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 844 })
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
  }
}

test('the review from freezing to the next month: the leader instructs, the bureau answers, next month opens with it', async ({
  browser,
}) => {
  const folder = ownFolder()
  const port = 3900 + (process.pid % 90)
  await (await serverIn(folder, BEFORE_OPENING, port)).stop()
  const server = await serverIn(folder, CLOCK, port)
  const supervisor = await Desk.signIn(browser, 'supervisor', server)
  await test.step('a new centre shows what the review is for: a list, an instruction and its answer', async () => {
    await supervisor.opens('/review')
    await supervisor.page.getByRole('link', { name: new RegExp(said(earlier)) }).click()
    const given = supervisor.page.getByRole('region', { name: '本月批示' })
    await expect(given.getByText('已认可').first()).toBeVisible()
    await expect(given.getByText('已答复，待审阅').first()).toBeVisible()
    await supervisor.sees(`${said(earlier)} 月度阅批`)
  })

  const leader = await Desk.signIn(browser, 'leader', server)
  await leader.page.setViewportSize({ width: 1024, height: 768 })
  await test.step('the leader instructs on the month as a whole, on a tablet', async () => {
    await leader.opens(`/review/${earlier}`)
    await leader.button('对全月批示').click()
    const dialog = leader.page.getByRole('dialog', { name: '批示：全月' })
    await dialog.getByLabel('批示内容').fill('请两周内查清食品经营许可注销难的原因')
    await dialog.getByLabel('承办单位').click()
    await leader.page.keyboard.type('食品经营许可科')
    await leader.page.locator('.ant-select-item-option').filter({ hasText: '区市场监管局' }).first().click()
    await dialog.getByText('批示：全月').click()
    await dialog.getByRole('button', { name: '下达' }).click()
    await expect(dialog).toBeHidden()
    await leader.sees('待答复')
  })

  const bureau = await Desk.signIn(browser, 'liaison.sj', server)
  const card = (desk: Desk) => desk.page.locator('article').filter({ hasText: '食品经营许可注销难的原因' })
  const answers = async (text: string) => {
    await bureau.opens('/')
    await card(bureau).getByRole('button', { name: '答复批示' }).click()
    const dialog = bureau.page.getByRole('dialog', { name: '答复批示' })
    await dialog.getByLabel('答复内容').fill(text)
    await dialog.getByRole('button', { name: '答复批示' }).click()
    await expect(dialog).toBeHidden()
    await expect(card(bureau)).toHaveCount(0)
  }
  await test.step('it waits in the inbox of the bureau, which answers on a phone', async () => {
    await bureau.page.setViewportSize({ width: 390, height: 844 })
    await answers('已在办理')
    expect(await bureau.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
  })
  await test.step('the leader sends it back: that is no answer', async () => {
    await leader.opens('/')
    await card(leader).getByRole('button', { name: '退回重办' }).click()
    const dialog = leader.page.getByRole('dialog', { name: '退回重办' })
    await dialog.getByLabel('还缺什么').fill('请写明原因')
    await dialog.getByRole('button', { name: '退回重办' }).click()
    await expect(dialog).toBeHidden()
  })
  await test.step('the bureau answers again, and the leader accepts', async () => {
    await answers('原因是两个系统状态不同步，已更正并形成办法')
    await leader.opens('/')
    await card(leader).getByRole('button', { name: '认可' }).click()
    const dialog = leader.page.getByRole('dialog', { name: '认可' })
    await dialog.getByRole('button', { name: '认可' }).click()
    await expect(dialog).toBeHidden()
  })

  await test.step('next month is made by hand and opens with what became of it', async () => {
    await supervisor.opens('/review')
    await supervisor.page.getByRole('button', { name: `形成${said(last)}名单` }).click()
    await expect(supervisor.page).toHaveURL(new RegExp(`/review/${last}$`))
    const section = supervisor.page.getByRole('region', { name: '上月批示落实情况' })
    await expect(section.getByText('已更正并形成办法')).toBeVisible()
    await expect(section.getByText('已认可').first()).toBeVisible()
  })

  await test.step('one page a case; taken off only for a reason, which stays', async () => {
    await supervisor.page.locator('.review-entry').first().click()
    for (const name of ['诉求', '现在尚缺什么', '谁用了多久', '办理经过'])
      await expect(supervisor.page.getByRole('heading', { name, exact: true })).toBeVisible()
    await isSound(supervisor)
    await supervisor.button('移出名单').click()
    const dialog = supervisor.page.getByRole('dialog', { name: '移出名单' })
    await dialog.getByLabel('移出理由').fill('经核实系统停机所致，非承办单位原因')
    await dialog.getByRole('button', { name: '移出名单' }).click()
    await supervisor.sees('经核实系统停机所致')
    await supervisor.opens(`/review/${last}`)
    await supervisor.sees('另有 1 件经核实移出')
    await supervisor.page.locator('.review-entry').first().click()
    await supervisor.button('恢复到名单').click()
    const back = supervisor.page.getByRole('dialog', { name: '恢复到名单' })
    await back.getByLabel('恢复理由').fill('复核：停机只有一天，仍属承办单位原因')
    await back.getByRole('button', { name: '恢复到名单' }).click()
    await supervisor.sees('复核：停机只有一天')
    await supervisor.opens(`/review/${last}`)
    await isSound(supervisor)
  })

  await test.step('the paper: A4 with the margins of the standard, and a Word file', async () => {
    const paper = await leader.page.context().newPage()
    await paper.goto(`/review/${last}/print`)
    await expect(paper.getByRole('heading', { name: `“办不成事”反映窗口${said(last)}阅批件` })).toBeVisible()
    const pdf = (await paper.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45]\.?\d* 84[12]\.?\d*\]/)
    const made = await paper.request.get(`/api/reviews/${last}/document.pdf`)
    expect(made.status()).toBe(200)
    const text = (await made.body()).toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    const { rows } = await (await paper.request.get(`/api/reviews/${last}`)).json()
    expect(text.match(/\/Type \/Page /g)?.length, 'a front page, and one or more for each case').toBeGreaterThan(
      rows.length,
    )
    const word = await paper.request.get(`/api/reviews/${last}/document.docx`)
    expect(word.status()).toBe(200)
    expect((await word.body()).subarray(0, 2).toString()).toBe('PK')
  })
  for (const desk of [supervisor, leader, bureau]) await desk.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})
