import { describe, expect, test } from 'vitest'
import { draftMessages, readDraft, readSummary, type Source, summaryMessages } from './assistant.ts'
import { withoutPersonalData } from './outgoing.ts'

const sources: readonly Source[] = [
  {
    kind: 'item',
    id: 'item-food',
    title: '食品经营许可注销',
    text: '承诺时限：5个工作日\n电话：窗口 021-12345678\n费用：不收费',
  },
  {
    kind: 'qa',
    id: 'qa-7',
    title: '执照已注销还能注销许可证吗',
    text: '可以，带营业执照注销通知书到3号窗口线下办理。',
  },
]

describe('what leaves for the assistant', () => {
  test.each([
    ['我的手机是 138 0000 1234，打给我', ['138', '1234']],
    ['１３８００００１２３４', ['138', '1234']],
    ['身份证310106199003070013', ['310106', '0013', '1990']],
    ['卡号6222021234567890123', ['6222', '0123']],
    ['座机021-12345678转 802', ['12345678', '5678']],
    ['我叫王芳，住在江场路1250弄8号602室', ['王芳', '1250', '602']],
    ['姓名：欧阳', []],
    ['我是李建国，来问一下', ['李建国', '建国']],
    ['联系人：周小明 邮箱 zhou.xm@example.cn', ['周小明', 'zhou']],
    ['王女士说张建国先生已经来过', ['王女', '张建国']],
    ['车牌沪A12345被锁定', ['A12345']],
    ['微信号：wang_fang88', ['wang_fang']],
    ['证号 91310106MA1FY4KB3X', ['91310106', 'KB3X']],
  ])('given %s, then none of %j is in it', (told, hidden) => {
    const sent = [...summaryMessages(told), ...draftMessages(told, sources)].slice(0, 2)
    const text = JSON.stringify([sent, draftMessages(told, []).at(-1)])
    for (const part of hidden) expect(text).not.toContain(part)
  })

  test('names that the desk knows are taken out wherever they stand', () => {
    expect(withoutPersonalData('芳芳餐饮的欧阳娜娜来电，娜娜很急', ['欧阳娜娜', '娜娜'])).toBe(
      '芳芳餐饮的某某来电，某某很急',
    )
  })

  test('the matter itself stays readable', () => {
    const told = '食品经营许可证在 2023-05-09 交到 3号窗口，承诺5个工作日，12345热线也打过，押金2万元'
    expect(withoutPersonalData(told)).toBe(told)
  })

  test('sources are given by their labels, with their figures', () => {
    const [rules, asked] = draftMessages('怎么注销', sources)
    expect(rules?.content).toContain('[S1]')
    expect(asked?.content).toContain('[S1] 食品经营许可注销')
    expect(asked?.content).toContain('021-12345678')
  })
})

describe('a draft', () => {
  test('given each sentence with its source, then it is shown with what it cites, once each', () => {
    const content = '<think>…</think>可以线下办理 [S2]。承诺5个工作日【S1】，电话 021-12345678 [S1]。'
    expect(readDraft(content, '怎么办', sources)).toEqual({
      text: '可以线下办理 [S2]。承诺5个工作日[S1]，电话 021-12345678 [S1]。',
      cited: [sources[1], sources[0]],
    })
  })

  test.each([
    ['nothing is cited', '可以线下办理。'],
    ['a source is cited that was not given', '可以办理 [S3]。'],
    ['there is no source of that number', '可以办理 [S0]。'],
    ['one of several is unknown', '可以办理 [S1, S9]。'],
    ['an id is made up', '可以办理 [qa-7]。'],
    ['a phone is wrong', '请致电 021-87654321 [S1]。'],
    ['a limit is wrong', '15个工作日办结 [S1]。'],
    ['nothing is said', ''],
  ])('when %s, then it is not shown', (_, content) => {
    expect(readDraft(content, '怎么办', sources)).toBeNull()
  })
})

test('a summary is text, and not endless', () => {
  expect(readSummary(' <think>a</think> 想注销许可证 ')).toBe('想注销许可证')
  expect(readSummary('  ')).toBeNull()
  expect(readSummary('字'.repeat(5_000))).toHaveLength(1_000)
})
