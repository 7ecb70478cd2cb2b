import { expect, test } from 'vitest'
import { itemTypeName, parseItemCode } from './item-code.ts'

test('an item code of Sichuan gives its item, area, body and version', () => {
  expect(parseItemCode('511A0005200007-511602000000-000-115113016823646795-1-00')).toEqual({
    build: 'sichuan',
    item: '511A0005200007',
    area: '511602000000',
    body: '115113016823646795',
    version: '1',
  })
  expect(parseItemCode('G-000007-001-511602000000-000-115113010833722043-1-00')?.item).toBe('G-000007-001')
})

test('a national implementing code gives body, level and catalogue code, with or without the handling item', () => {
  expect(parseItemCode('11440100007482575H3440118009000')).toEqual({
    build: 'national',
    body: '11440100007482575H',
    level: '3',
    catalogue: '440118009000',
  })
  expect(parseItemCode('11440100007482575H344011800900001')?.handling).toBe('01')
})

test('a code of unknown build stays opaque', () => {
  expect(parseItemCode('X10')).toBeNull()
})

test('a type beyond 9 is named by its province, and left alone where the province is not known', () => {
  expect(itemTypeName('01', '')).toBe('行政许可')
  expect(itemTypeName('20', '511602000000')).toBe('公共服务')
  expect(itemTypeName('20', '440100000000')).toBe('其他行政权力')
  expect(itemTypeName('20', '310106')).toBe('20')
})
