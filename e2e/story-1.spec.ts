import { expect, test } from '@playwright/test'
import { Desk } from './desk.ts'

const want = '食品经营许可证注销不了，商场半年不退押金'

test('story 1: locked out of the online cancellation, and the deposit comes back without another trip', async ({
  browser,
}) => {
  const officer = await Desk.signIn(browser, 'officer1')
  const caseUrl = await test.step('she stands at the window; what she wants is written down', async () => {
    await officer.button('登记案件（N）').click()
    const { page } = officer
    await page.getByLabel('诉求', { exact: true }).fill(want)
    await page.getByRole('group', { name: '诉求类型' }).getByRole('radio', { name: '不能办', exact: true }).check()
    await page.getByLabel('事项', { exact: true }).fill('食品经营许可')
    await page.locator('.ant-select-item-option').filter({ hasText: '食品经营许可（注销）' }).first().click()
    await page.getByLabel('已办情况', { exact: true }).fill('先注销了营业执照，一网通办再也登录不进去')
    await page.getByLabel('此前跑动次数').fill('3')
    await page.getByLabel('姓名', { exact: true }).fill('王芳')
    await page.getByLabel('联系电话', { exact: true }).fill('13800001234')
    await officer.button('登记').click()
    await expect(page).toHaveURL(/\/cases\/[0-9a-f-]{36}/)
    await officer.sees('138****1234')
    return new URL(page.url()).pathname
  })

  await test.step('accepted; her papers stay against a receipt', async () => {
    await officer.does('受理', async (dialog) => dialog.choose('分级', '复杂'))
    await officer.does('收存材料', async (dialog) => {
      await dialog.fill('材料名称', '食品经营许可证正副本', dialog.row('材料 1'))
      await dialog.fill('份数', '2', dialog.row('材料 1'))
      await dialog.fill('存放位置', '代管柜 A-3')
      await dialog.root.getByText('申请人同意由窗口代为递交').click()
    })
    await officer.sees('食品经营许可证正副本')
  })

  await test.step('the receipt is a paper with every item on it', async () => {
    const [sheet] = await Promise.all([
      officer.page.context().waitForEvent('page'),
      officer.page.getByRole('link', { name: '打印凭证' }).click(),
    ])
    await expect(sheet.getByText('食品经营许可证正副本').first()).toBeVisible()
    await expect(sheet.getByText('王芳').first()).toBeVisible()
    await expect(sheet.getByText('13800001234')).toHaveCount(0)
    expect((await sheet.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(5_000)
    await sheet.close()
  })

  await test.step('the same day the window asks the district bureau', () =>
    officer.does('请单位协办', async (dialog) => {
      await dialog.fill('请求内容', '执照已注销，如何注销食品经营许可证？')
      await dialog.pick('单位', '食品经营许可', /区市场监管局/)
    }))

  const district = await Desk.signIn(browser, 'liaison.sj')
  await test.step('the district bureau signs for it and asks the city bureau', async () => {
    await district.takesFromInbox('执照已注销，如何注销食品经营许可证？')
    await district.doesAtOnce('签收')
    await district.sees(/已签收/)
    await district.does('上报/协查', async (dialog) => {
      await dialog.choose('方式', '上报')
      await dialog.pick('单位', '市市场监管', /市市场监管局/)
      await dialog.fill('请求内容', '请市局给出注销路径')
    })
  })

  const city = await Desk.signIn(browser, 'liaison.sjz')
  const centre = await Desk.signIn(browser, 'liaison.xx')
  await test.step('the city bureau brings in its information centre', async () => {
    await city.takesFromInbox('请市局给出注销路径')
    await city.does('上报/协查', async (dialog) => {
      await dialog.choose('方式', '请平级单位协查（本单位仍负责答复）')
      await dialog.pick('单位', '信息中心', /信息中心/)
      await dialog.fill('请求内容', '请评估更正许可系统的状态')
    })
    await centre.takesFromInbox('请评估更正许可系统的状态')
    await centre.does('答复', async (dialog) => dialog.fill('对外答复', '收到申请表后当日可改'))
  })

  await test.step('and answers with a way online and offline', async () => {
    await city.opens(caseUrl)
    await city.does('答复', async (dialog) => {
      await dialog.fill('对外答复', '线上更正数据，线下收件，两边同时办')
      await dialog.root.getByRole('button', { name: '加一步' }).click()
      await dialog.fill('做什么', '填报数据更正申请表', dialog.row('步骤 1'))
      await dialog.choose('方式', '线上', dialog.row('步骤 1'))
      await dialog.pick('单位', '食品经营许可', /区市场监管局/, dialog.row('步骤 1'))
      await dialog.pick('格式表格', '', /数据更正申请表/, dialog.row('步骤 1'))
      await dialog.root.getByRole('button', { name: '加一步' }).click()
      await dialog.fill('做什么', '更正许可系统数据', dialog.row('步骤 2'))
      await dialog.choose('方式', '线上', dialog.row('步骤 2'))
      await dialog.pick('单位', '信息中心', /信息中心/, dialog.row('步骤 2'))
    })
    await district.opens(caseUrl)
    await district.does('答复', async (dialog) => dialog.fill('对外答复', '按市局方案办理'))
  })

  await test.step('the answers appear on the open page of the window, and become a plan', async () => {
    await officer.sees('线上更正数据，线下收件，两边同时办')
    await officer.sees('按市局方案办理')
    await officer.does('制定方案', async (dialog) => {
      await expect(dialog.row('步骤 1').getByLabel('做什么')).toHaveValue('填报数据更正申请表')
    })
    await officer.sees('更正许可系统数据')
  })

  await test.step('the district bureau fills in the required form, the centre corrects the data', async () => {
    await district.does(
      '完成步骤',
      async (dialog) => {
        await dialog.fill('办理情况', '已填报')
        await dialog.fill('企业名称', '示例市芳记餐饮管理有限公司')
        await dialog.fill('统一社会信用代码', '91350100M000100Y43')
        await dialog.pick('需更正的系统', '', '食品经营许可系统')
        await dialog.fill('登记号或许可证编号', 'JY23101060000001')
        await dialog.fill('现登记内容', '主体已注销，许可有效')
        await dialog.fill('更正后内容', '开放许可注销')
        await dialog.fill('更正原因', '营业执照先行注销，许可系统随之锁定')
        await dialog.choose('营业执照是否已注销', '是')
        await dialog.fill('联系人', '许航')
        await dialog.fill('联系电话', '13900005678')
      },
      district.card('填报数据更正申请表'),
    )
    await centre.opens(caseUrl)
    await centre.does(
      '完成步骤',
      async (dialog) => dialog.fill('办理情况', '数据已更正'),
      centre.card('更正许可系统数据'),
    )
  })

  await test.step('her papers are handed in without her coming again', async () => {
    await officer.does('代为递交', async (dialog) => {
      await dialog.pick('单位', '食品经营许可', /区市场监管局/)
      await dialog.fill('收件凭证号', 'SJ-2026-0303')
    })
    await officer.sees(/已递交/)
  })

  await test.step('the notice goes to her by EMS', async () => {
    await officer.does('安排送达', async (dialog) => {
      await dialog.pick('送达单位', 'EMS', /EMS/)
      await dialog.fill('内件', '食品经营许可注销通知书')
      await dialog.fill('电话', '13800001234')
      await dialog.fill('地址', '静安示例区示例路 200 弄 1 号')
    })
  })
  const ems = await Desk.signIn(browser, 'liaison.ems')
  await test.step('a waybill that fails its check is warned of; the right one is posted', async () => {
    await ems.takesFromInbox('食品经营许可注销通知书')
    await ems.does('交邮', async (dialog) => {
      await dialog.fill('运单号', 'EA123456789CN')
      await expect(dialog.root.getByLabel('号码未通过校验，仍然采用的理由')).toBeVisible()
      await dialog.fill('运单号', 'EA123456785CN')
      await expect(dialog.root.getByLabel('号码未通过校验，仍然采用的理由')).toBeHidden()
    })
  })

  await test.step('the result with its proof is told; the page says what is still missing before the end', async () => {
    await officer.does('登记结果', async (dialog) => {
      await dialog.choose('结果', '办成')
      await dialog.fill('对外答复', '食品经营许可已注销，可凭通知书向商场取回押金')
      await dialog.fill('办理凭据', '注销通知书 JY-2026-118')
    })
    await officer.does('告知申请人', async (dialog) => dialog.choose('告知方式', '电话'))
    await officer.does('办结')
    await officer.sees('尚未回访')
    await officer.sees('送达没有凭证')
  })

  const colleague = await Desk.signIn(browser, 'officer2')
  await test.step('somebody else asks her: solved, and satisfied', async () => {
    await colleague.opens(caseUrl)
    await colleague.does('回访', async (dialog) => {
      await dialog.choose('问题是否解决', '已解决')
      await dialog.choose('满意程度', '非常满意')
      await dialog.fill('申请人的话', '押金已经退了')
    })
  })

  await test.step('nobody can strike it off before the envelope is signed for', async () => {
    const strikeOff = officer.button('销号')
    await expect(strikeOff).toHaveAttribute('aria-disabled', 'true')
    await ems.does('登记物流', async (dialog) => {
      await dialog.choose('状态', '已签收')
      await dialog.choose('签收人', '本人签收')
    })
    await expect(strikeOff).not.toHaveAttribute('aria-disabled', 'true')
    await officer.does('销号')
    await officer.sees('已销号')
    await officer.sees('跑动 4 次')
  })

  await test.step('the reply prints, with nothing in it that was meant for colleagues', async () => {
    await officer.opens(`${caseUrl.replace('/cases/', '/print/')}/reply`)
    await officer.sees('食品经营许可已注销，可凭通知书向商场取回押金')
    await expect(officer.page.getByText('收到申请表后当日可改')).toHaveCount(0)
  })
  for (const desk of [officer, district, city, centre, ems, colleague]) await desk.close()
})
