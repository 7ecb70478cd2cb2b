import { describe, expect, test } from 'vitest'
import { classifier, type Example, train } from './classify.ts'
import { foldsOf, judgeFold, scoreOf } from './evaluate.ts'
import { plainText } from './grams.ts'
import { phrasesOf } from './phrases.ts'
import { isLessonDue, type LearntCase, learnTriage, triageOf } from './suggest.ts'

const messages: readonly Example[] = [
  ['学校食堂收费太高', '老师在校外补课', '幼儿园学位不够', '中学招生划片不公平', '小学课后托管收费'],
  ['工厂夜里排放废气', '河水被污染发臭', '工地噪声扰民', '垃圾焚烧气味刺鼻', '养殖场污水直排'],
  ['医院挂号太难', '医生态度差', '疫苗接种点不足', '社区医院没有药', '医院收费与公示不符'],
].flatMap((texts, label) => texts.map((text) => ({ text, label: ['教育', '环保', '卫生'][label] ?? '' })))

describe('a classifier', () => {
  test('given labelled messages, when a new one comes, then its label, how sure, and the words that say so', () => {
    const [best, ...others] = classifier(train(messages)).predict('医院的医生让我重新挂号')
    expect(best).toMatchObject({ label: '卫生', because: expect.arrayContaining(['医院']) })
    expect(best?.probability).toBeGreaterThan(0.4)
    expect([best, ...others].reduce((sum, one) => sum + (one?.probability ?? 0), 0)).toBeCloseTo(1)
  })

  test('given the same examples, when it learns twice, then both models are the same, also after a journey', () => {
    const model = train(messages)
    expect(train(messages)).toEqual(model)
    const travelled = classifier(structuredClone(model))
    expect(travelled.predict('河水发臭')).toEqual(classifier(model).predict('河水发臭'))
  })

  test.each(['', '   ', '😀', '\u0000', 'ａｂｃ'])(
    'when the text says nothing known (%j), then every label stays possible',
    (text) => {
      const guesses = classifier(train(messages)).predict(text)
      expect(guesses.map(({ label }) => label).sort()).toEqual(['卫生', '教育', '环保'])
      expect(guesses.every(({ probability }) => probability > 0 && probability < 1)).toBe(true)
    },
  )

  test('given one label only, or none, when it is asked, then it does not break', () => {
    expect(classifier(train([{ text: '你好', label: '一' }])).predict('你好')).toMatchObject([{ label: '一' }])
    expect(classifier(train([])).predict('你好')).toEqual([])
  })
})

test('however a text was typed, it is the same text', () => {
  expect(plainText('Ａ１ 区  食品 经营，许可')).toBe('a1区食品经营,许可')
  expect(plainText('new  york city')).toBe('new york city')
})

test('grams that touch are said as the phrase that stands there', () => {
  const said = new Map([
    ['食品', 3],
    ['品经', 2],
    ['经营', 2],
    ['押金', 1],
  ])
  expect(phrasesOf('我的食品经营许可和押金', said)).toEqual(['食品经营', '押金'])
})

describe('an evaluation', () => {
  test('counts each label the same, however rare', () => {
    const judged = [
      { right: '甲', guessed: '甲' },
      { right: '甲', guessed: '甲' },
      { right: '甲', guessed: '乙' },
      { right: '乙', guessed: '乙' },
    ]
    const { perLabel, macroF1, accuracy } = scoreOf(judged, ['甲', '乙'])
    expect(perLabel.map(({ precision, recall }) => [precision, recall])).toEqual([
      [1, 2 / 3],
      [1 / 2, 1],
    ])
    expect(macroF1).toBeCloseTo((0.8 + 2 / 3) / 2)
    expect(accuracy).toBe(0.75)
  })

  test('asks each example in one fold, and spreads every label over them', () => {
    const foldOf = foldsOf(messages, 5, 1)
    for (let fold = 0; fold < 5; fold++)
      expect(messages.filter((_, row) => foldOf[row] === fold).map(({ label }) => label)).toHaveLength(3)
    expect(judgeFold(messages, foldOf, 0)).toHaveLength(3)
  })
})

const items = [
  { itemId: 'food', name: '食品经营许可核发', groupName: '食品经营许可', organisationId: 'market' },
  { itemId: 'food-end', name: '食品经营许可注销', groupName: '食品经营许可', organisationId: 'market' },
  { itemId: 'company-end', name: '公司注销登记', groupName: '企业登记', organisationId: 'market' },
  { itemId: 'tax', name: '清税证明开具', groupName: '税务', organisationId: 'tax' },
  { itemId: 'fire', name: '公众聚集场所消防安全检查', groupName: '消防', organisationId: 'fire' },
]
const told = (want: string) => ({ want, alreadyDone: '' })

describe('triage', () => {
  test('given only the catalogue, when somebody tells their want, then item, unit, category and pain are likely from its words', () => {
    const guess = triageOf(learnTriage({ items, cases: [] }))(
      told('想注销食品经营许可证，不知道怎么办理，需要什么材料'),
    )
    expect(guess.items[0]).toMatchObject({
      itemId: 'food-end',
      because: expect.arrayContaining([expect.stringContaining('食品经营许可')]),
    })
    expect(guess.organisations[0]).toMatchObject({ organisationId: 'market' })
    expect(guess.categories[0]).toMatchObject({ groupName: '食品经营许可' })
    expect(guess.pains[0]).toMatchObject({ pain: 'unknown' })
    expect(guess.cases).toEqual([])
  })

  test('given closed cases, when one comes that says it as people do, then what was chosen in them is suggested, with them as the reason', () => {
    const cases = [1, 2, 3].map(
      (number): LearntCase => ({
        caseId: `case-${number}`,
        want: '店面关门了想把那张证退掉，商场不退押金',
        alreadyDone: '',
        itemId: 'food-end',
        pain: 'hard',
        organisationId: 'market',
        unitId: number === 1 ? 'other' : 'food-section',
      }),
    )
    const learnt = learnTriage({ items, cases })
    const guess = triageOf(learnt)(told('关门了，证退不掉，商场押金也不退'))
    expect(guess.items[0]).toMatchObject({ itemId: 'food-end', caseIds: ['case-1', 'case-2', 'case-3'] })
    expect(guess.cases).toHaveLength(3)
    expect(guess.cases[0]?.because.length).toBeGreaterThan(0)
    expect(learnt.usualUnits).toEqual({ market: 'food-section' })
  })

  test('given an empty centre, when it is asked, then it suggests nothing but kinds of pain', () => {
    const guess = triageOf(learnTriage({ items: [], cases: [] }))(told('你好'))
    expect(guess).toMatchObject({ items: [], organisations: [], categories: [], cases: [] })
    expect(guess.pains).toHaveLength(3)
  })

  test('given numbers by which a person is found, when it learns, then none is in what was learnt', () => {
    const phone = '13800001234'
    const cases: LearntCase[] = [
      {
        caseId: 'a',
        want: `电话${phone}`,
        alreadyDone: '',
        itemId: null,
        pain: 'hard',
        organisationId: null,
        unitId: null,
      },
    ]
    const { cases: index, pains } = learnTriage({ items, cases })
    expect([...index.grams, ...pains.grams].filter((gram) => gram === '00' || gram === '80')).toEqual([])
  })

  test.each([
    [{ cases: 100, ageMs: 0 }, { cases: 19, items: 0 }, false],
    [{ cases: 100, ageMs: 0 }, { cases: 20, items: 0 }, true],
    [{ cases: 1_000, ageMs: 0 }, { cases: 49, items: 0 }, false],
    [{ cases: 1_000, ageMs: 0 }, { cases: 50, items: 0 }, true],
    [{ cases: 100, ageMs: 60_000 }, { cases: 0, items: 3 }, false],
    [{ cases: 100, ageMs: 3_600_000 }, { cases: 0, items: 3 }, true],
  ])('given %o learnt, when %o is new, then learning again is due: %s', (learnt, fresh, isDue) => {
    expect(isLessonDue(learnt, fresh)).toBe(isDue)
  })
})
