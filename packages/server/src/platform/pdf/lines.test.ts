import { expect, test } from 'vitest'
import { breakLines } from './lines.ts'

/** A Chinese character is two wide, others one. */
const widthOf = (character: string) => ((character.codePointAt(0) ?? 0) > 0x2000 ? 2 : 1)
const broken = (text: string, others: number, first = others) =>
  breakLines(text, widthOf, { first, others }).map((line) => line.text)

test('a paragraph fills its lines, the first one shorter by its indent', () => {
  expect(broken('一二三四五六七八九十', 8, 4)).toEqual(['一二', '三四五六', '七八九十'])
  expect(broken('', 8)).toEqual([''])
})

test('figures and words stay together, unless one is longer than a line', () => {
  expect(broken('案件 JA-2026 号', 8)).toEqual(['案件', 'JA-2026', '号'])
  expect(broken('JA-20261008-0001', 8)).toEqual(['JA-20261', '008-0001'])
  expect(broken('一JA-20261008-0001', 20, 6)[0]).toBe('一JA-2')
})

test('no line begins with a mark that closes, nor ends with one that opens', () => {
  expect(broken('一二三四，五六', 8)).toEqual(['一二三', '四，五六'])
  expect(broken('一二三（五六）', 8)).toEqual(['一二三', '（五六）'])
  expect(broken('一二“三”。四', 8)).toEqual(['一二', '“三”。', '四'])
  expect(broken('，，，，，，', 4), 'a row of marks ends too').toEqual(['，，', '，，', '，，'])
})

test('no line is wider than its room, and nothing is lost', () => {
  const text = '请于 2026-10-15 17:00 前，将“食品经营许可”（JA-20261008-0001-K）的办理情况——报窗口；逾期的，说明原因。'
  for (let room = 6; room < 40; room++) {
    const lines = breakLines(text, widthOf, { first: room - 4, others: room })
    for (const [index, line] of lines.entries()) expect(line.width).toBeLessThanOrEqual(index === 0 ? room - 4 : room)
    expect(
      lines
        .map((line) => line.text)
        .join('')
        .replaceAll(' ', ''),
    ).toBe(text.replaceAll(' ', ''))
  }
})
