import { createServer, type Server, type ServerResponse } from 'node:http'
import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { startServer } from './own-server.ts'

const PORT = 3800 + (process.pid % 90)

/** A server that speaks the protocol of chat completions, as the story wants it. */
let speak: (response: ServerResponse) => void
let heard: string[] = []
let peer: Server
let own: Awaited<ReturnType<typeof startServer>>

const says = (content: string) => (response: ServerResponse) =>
  response.setHeader('content-type', 'application/json').end(
    JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: 1,
      model: 'a-model',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    }),
  )

test.beforeAll(async () => {
  test.setTimeout(300_000)
  peer = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    heard.push(body)
    speak(response)
  })
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  const address = peer.address()
  const port = typeof address === 'object' ? address?.port : 0
  own = await startServer('2026-03-02T01:00:00.000Z', PORT, {
    BANCHENG_ASSISTANT_URL: `http://127.0.0.1:${port}`,
    BANCHENG_ASSISTANT_MODEL: 'a-model',
    BANCHENG_ASSISTANT_KEY: 'a-key',
    BANCHENG_ASSISTANT_SECONDS: '3',
  })
})
test.afterAll(async () => {
  await own.stop()
  peer.closeAllConnections()
  peer.close()
})

test('a draft from the catalogue with its sources; a slow, broken or inventive server stops nobody', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1', own)
  const { page } = officer
  await page.keyboard.press('c')
  const words = page.getByRole('combobox', { name: /问题/ })
  await words.fill('我叫王芳，电话13800001234，食品经营许可证怎么办')
  await expect(page.getByRole('option').first()).toContainText('食品经营许可')
  const told = page.locator('.assistant-told')

  await test.step('a draft: each sentence leads to its source, and nothing personal left', async () => {
    heard = []
    speak = says('到综合窗口提交申请 [S1]。')
    await officer.button('起草答复').click()
    await expect(told).toContainText('到综合窗口提交申请')
    await expect(told).toContainText('草稿，请核对后再用')
    await expect(told.getByRole('link', { name: '[S1]' })).toHaveAttribute('href', /\/(items|answers)\?/)
    await told.getByText('发出了什么').click()
    await expect(told.locator('pre')).toContainText('食品经营许可证怎么办')
    await expect(told.locator('pre')).not.toContainText('王芳')
    expect(heard.join()).not.toContain('13800001234')
    // Nothing was taken over by itself.
    await expect(page.locator('.contact-answers .ant-tag')).toHaveCount(0)
    await officer.button('采用').click()
    await expect(page.locator('.contact-answers')).toContainText('到综合窗口提交申请')
  })

  await test.step('what rests on no source is not shown', async () => {
    speak = says('请致电 021-99998888。')
    await officer.button('起草答复').click()
    await expect(told).toContainText('知识库里没有能支持的答案')
    await expect(told).not.toContainText('请致电')
  })

  await test.step('a fault and a wait say how to go on; a wait can be cancelled', async () => {
    speak = (response) => response.writeHead(500).end('out of memory')
    await officer.button('小结通话').click()
    await expect(told).toContainText('HTTP 500')
    speak = () => {}
    await officer.button('重来').click()
    await officer.sees(/已等 \d 秒/)
    await officer.button('取消').click()
    await expect(told).toBeHidden()
    await officer.button('小结通话').click()
    await expect(told).toContainText('太久没有答复')
  })

  await test.step('a summary is added only when it is wanted', async () => {
    speak = says('想办食品经营许可证。')
    await officer.button('重来').click()
    await officer.button('加到记录里').click()
    await expect(words).toHaveValue(/想办食品经营许可证。$/)
  })
  await officer.close()
})

test('the administrator sees where it is and whether it answers, and no key', async ({ browser }) => {
  const sysadmin = await Desk.signIn(browser, 'sysadmin', own)
  await sysadmin.opens('/assistant')
  await sysadmin.sees('a-model')
  await expect(sysadmin.page.locator('main')).not.toContainText('a-key')
  speak = says('在。')
  await sysadmin.button('试一试').click()
  await sysadmin.sees(/答复正常/)
  await sysadmin.close()
})
