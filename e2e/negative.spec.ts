import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'
import { startServer } from './own-server.ts'

const PORT = 3800 + (process.pid % 90)
const WANT = '否定报备：想在住宅底楼开烧烤店'

test('a “no” is drafted, sent back, drafted again and approved; the lead unit calls the applicant the same day', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const { baseURL, stop } = await startServer('2026-03-02T01:00:00.000Z', PORT)
  try {
    const supervisor = await Desk.signIn(browser, 'supervisor', { baseURL })
    const officer = await Desk.signIn(browser, 'officer1', { baseURL })
    const postsAs = async (desk: Desk, url: string, data: object) => {
      const { csrfToken } = await (await desk.page.request.get('/api/session')).json()
      const headers = { 'x-csrf-token': csrfToken, 'idempotency-key': crypto.randomUUID() }
      const answer = await desk.page.request.post(url, { data, headers })
      expect(answer.ok(), await answer.text()).toBe(true)
      return answer.json()
    }

    // The head of the window makes the rule in the form, and reads it back in plain words.
    await supervisor.opens('/policy')
    const rules = supervisor.page.getByRole('region', { name: '规定内容' })
    await rules.getByText('否定答复与首次联系').click()
    const choose = async (label: string, option: string) => {
      await rules.getByRole('combobox', { name: label }).click()
      await supervisor.page.locator('.ant-select-item-option', { hasText: option }).locator('visible=true').click()
    }
    await choose('作否定答复（不能办、不予受理）', '须报窗口负责人')
    await choose('首次联系申请人', '收到交办单后由主办单位联系')
    await supervisor.page.getByRole('tab', { name: '与现行的不同' }).click()
    const changes = supervisor.page.getByRole('table', { name: '与现行的不同' })
    await expect(changes.getByRole('row', { name: /否定答复/ })).toContainText('答复前报窗口负责人审批')
    await expect(changes.getByRole('row', { name: /首次联系/ })).toContainText('收到交办单后由主办单位联系')
    const policies = await (await supervisor.page.request.get('/api/policies')).json()
    await postsAs(supervisor, '/api/policies', {
      document: {
        ...policies.current,
        version: 'jingan-2023@2',
        negativeAnswers: { approvedBy: 'supervisor', report: 'before', within: { amount: 4, unit: 'working-hours' } },
        firstContact: { by: 'unit', within: { amount: 0, unit: 'on-the-spot' } },
      },
      inForceFrom: null,
      note: '建立否定报备制度',
    })

    const registered = await postsAs(officer, '/api/cases', {
      channel: 'walk-in',
      applicant: { kind: 'person', name: '王芳', phone: '17000000001' },
      want: WANT,
      pain: 'cannot',
    })
    const { caseId } = registered.state
    await postsAs(officer, `/api/cases/${caseId}/commands/accept-case`, {
      expectedVersion: 2,
      input: { grade: 'complex' },
    })

    // The unit has the slip, and owes the call today.
    await officer.opens(`/cases/${caseId}`)
    await officer.does('请单位协办', async (dialog) => {
      await dialog.fill('请求内容', '底楼能否开烧烤店')
      await dialog.pick('单位', '食品经营许可', /区市场监管局/)
    })
    const liaison = await Desk.signIn(browser, 'liaison.sj', { baseURL })
    await liaison.opens(`/cases/${caseId}`)
    const call = liaison.page.locator('article').filter({ hasText: '首次联系' })
    await expect(call).toContainText('17:00')
    await liaison.does(
      '登记首次联系',
      async (dialog) => {
        await expect(dialog.root).toContainText('170****0001')
        await dialog.fill('联系时间', '2026-03-02T09:00')
        await dialog.choose('联系方式', '电话')
        await dialog.fill('说了什么', '已说明正在核对规定，三日内答复')
      },
      call,
    )
    await liaison.sees(/首次联系申请人：2026-03-02 .*以电话方式联系王芳：已说明正在核对规定/)
    const slip = liaison.card('底楼能否开烧烤店').first()
    await liaison.does('答复', (dialog) => dialog.fill('对外答复', '住宅楼内不得新设产生油烟的餐饮'), slip)

    // The officer says no, and sees that it goes to the head of the window first.
    await officer.opens(`/cases/${caseId}`)
    const drafting = await officer.begins('登记结果')
    await drafting.choose('结果', '依法不能办并已解释')
    await expect(drafting.root).toContainText('这份答复先报窗口负责人审批')
    await drafting.fill('对外答复', '住宅底楼不能开烧烤店')
    await drafting.fill('法律依据', '大气污染防治法')
    await drafting.fill('可行办法', '可改做不产生油烟的餐饮')
    await drafting.send('登记结果')
    await expect(drafting.root).toBeHidden()
    await expect(officer.card('住宅底楼不能开烧烤店').first()).toContainText('否定答复审批')

    await supervisor.takesFromInbox('住宅底楼不能开烧烤店')
    const approval = supervisor.card('住宅底楼不能开烧烤店').filter({ hasText: '否定答复审批' })
    const deciding = await supervisor.begins('审批否定答复', approval)
    await expect(deciding.root).toContainText('可改做不产生油烟的餐饮')
    await deciding.choose('审批意见', '退回重拟')
    await deciding.send('审批否定答复')
    await expect(deciding.root).toBeVisible() // the reason is missing, and it says so
    await deciding.fill('意见', '依据要写到条款')
    await deciding.send('审批否定答复')
    await expect(deciding.root).toBeHidden()

    // It comes back with the draft in the dialog: nothing is typed twice.
    await officer.takesFromInbox('依据要写到条款')
    const revision = officer.card('依据要写到条款').filter({ hasText: '否定答复重拟' })
    await expect(revision).toContainText('可改做不产生油烟的餐饮')
    await revision.getByRole('button', { name: '修改后再报' }).click()
    const again = officer.page.getByRole('dialog', { name: '登记结果' })
    await expect(again.getByLabel('可行办法')).toHaveValue('可改做不产生油烟的餐饮')
    await again.getByLabel('法律依据').fill('大气污染防治法第八十一条第二款')
    await again.getByRole('button', { name: '登记结果' }).click()
    await expect(again).toBeHidden()

    await supervisor.opens(`/cases/${caseId}`)
    await supervisor.does(
      '审批否定答复',
      (dialog) => dialog.choose('审批意见', '同意'),
      supervisor.card('第八十一条第二款').filter({ hasText: '否定答复审批' }),
    )
    await supervisor.sees(/登记结果“依法不能办并已解释”，.*拟稿，经审批/)

    await officer.opens(`/cases/${caseId}`)
    await officer.does('告知申请人', (dialog) => dialog.choose('告知方式', '电话'))
    await officer.does('办结')
  } finally {
    await stop()
  }
})
