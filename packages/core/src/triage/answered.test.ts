import { expect, test } from 'vitest'
import { Answered, type AnsweredQuestion } from './answered.ts'

const asked = (words: string, key: string, outcome = 'guided'): AnsweredQuestion => ({ words, answers: [key], outcome })

test('given a question that was answered a minute ago, when it is asked in other words, then the same answer is suggested, with its reason', () => {
  const answered = new Answered()
  answered.add(asked('个体户不想做了，营业执照要怎么注销', 'item-cancel'))
  answered.add(asked('食堂换了负责人，食品经营许可证要不要变更', 'item-change'))
  answered.add(asked('公积金怎么提取', 'unit-fund', 'transferred'))
  const guess = answered.guess('营业执照不要了，怎么注销')
  expect(guess.answers[0]).toMatchObject({ key: 'item-cancel', times: 1 })
  expect(guess.answers[0]?.because.join()).toContain('注销')
  expect(answered.guess('提取公积金').outcomes[0]).toMatchObject({ outcome: 'transferred' })
})

test('one answer more is enough to be suggested; several that agree come before one', () => {
  const answered = new Answered()
  answered.add(asked('小孩上学要什么材料', 'qa-school'))
  expect(answered.guess('居住证怎么续签').answers).toEqual([])
  answered.add(asked('居住证怎么续签', 'item-old'))
  expect(answered.guess('居住证续签').answers[0]?.key).toBe('item-old')
  answered.add(asked('居住证续签在哪里办', 'item-new'))
  answered.add(asked('我的居住证要续签', 'item-new'))
  expect(answered.guess('居住证续签在哪里').answers.map(({ key }) => key)).toEqual(['item-new', 'item-old'])
})

test('a number by which a person is found connects nobody', () => {
  const answered = new Answered()
  answered.add(asked('13800001234', 'item-a'))
  expect(answered.guess('我的号码 13900009999').answers).toEqual([])
  expect(answered.guess('').answers).toEqual([])
})

test('twenty thousand questions are learnt in some seconds, and one is answered in some milliseconds', () => {
  const answered = new Answered()
  const [whats, hows] = [
    '食品经营许可证 营业执照 居住证 公积金 社保卡 不动产 残疾证 烟草证'.split(' '),
    '怎么办理 怎么变更 怎么注销 在哪里补办 要什么材料'.split(' '),
  ]
  const start = performance.now()
  for (let place = 0; place < 20_000; place++) {
    const [what, how] = [whats[place % whats.length] ?? '', hows[place % hows.length] ?? '']
    answered.add(asked(`第${place % 997}街的铺面，${what}${how}，上次来没有办成`, `item-${what}-${how}`))
  }
  expect(performance.now() - start).toBeLessThan(20_000)
  const before = performance.now()
  for (let turn = 0; turn < 20; turn++) answered.guess('铺面的居住证怎么注销')
  expect((performance.now() - before) / 20).toBeLessThan(100)
  expect(answered.guess('居住证怎么注销').answers[0]?.key).toBe('item-居住证-怎么注销')
})
