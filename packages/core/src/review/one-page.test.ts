import { expect, test } from 'vitest'
import { onePage } from './one-page.ts'

const entry = (minute: number, who: string, sentence: string) => ({
  at: `2026-02-04T05:${String(minute).padStart(2, '0')}:30.000Z`,
  who,
  sentence,
})
const cells = ['注销食品经营许可证', '未对应事项', '王*', '逾期办结', '窗口 3 个工作日', '无']

test('what one said in the same minute stands in one entry; a short story is told whole', () => {
  const told = onePage(
    [entry(1, '林静', '登记诉求'), entry(2, '系统时钟', '逾期'), entry(2, '系统时钟', '发催办通知书')],
    cells,
  )
  expect(told.map(({ sentence }) => sentence)).toEqual(['登记诉求', '逾期；发催办通知书'])
})

test('a long story keeps its beginning and its end, and says how much lies between', () => {
  const long = Array.from({ length: 40 }, (_, minute) => entry(minute, minute % 2 ? '林静' : '许航', `第${minute}步`))
  const told = onePage(long, cells)
  expect(told).toHaveLength(16)
  expect(told[0]).toEqual(long[0])
  expect(told.at(-1)).toEqual(long.at(-1))
  expect(told.find(({ who }) => who === '')?.sentence).toContain('其间另有 25 条')
})

test('however much is wanted, something of what happened is told', () => {
  const long = Array.from({ length: 40 }, (_, minute) => entry(minute, '林静', `第${minute}步`))
  expect(onePage(long, ['诉求'.repeat(400)]).length).toBe(6)
})
