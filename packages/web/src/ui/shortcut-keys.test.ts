import { expect, test } from 'vitest'
import { inForce, press, type Shortcut } from './shortcut-keys.ts'

const shortcut = (keys: string, label = keys): Shortcut => ({ keys, label, run: () => {} })
const desk = [shortcut('n'), shortcut('g i'), shortcut('g l'), shortcut('?'), shortcut('/')]

test('one key does its work at once', () => {
  expect(press([], 'n', desk)).toMatchObject({ shortcut: { keys: 'n' }, pending: [] })
})

test('the first key of a sequence waits for the second', () => {
  const first = press([], 'g', desk)
  expect(first).toEqual({ shortcut: null, pending: ['g'] })
  expect(press(first.pending, 'l', desk)).toMatchObject({ shortcut: { keys: 'g l' }, pending: [] })
})

test('a key that continues nothing begins anew: g n registers a case, g x does nothing', () => {
  expect(press(['g'], 'n', desk)).toMatchObject({ shortcut: { keys: 'n' } })
  expect(press(['g'], 'x', desk)).toEqual({ shortcut: null, pending: [] })
})

test('an input method left in Chinese still reaches the help and the search', () => {
  expect(press([], '？', desk).shortcut?.keys).toBe('?')
  expect(press([], '、', desk).shortcut?.keys).toBe('/')
})

test('a page takes a key over from the frame, and the help says so once', () => {
  const page = [...desk, shortcut('n', 'next page')]
  expect(press([], 'n', page).shortcut?.label).toBe('next page')
  expect(inForce(page).filter((one) => one.keys === 'n')).toMatchObject([{ label: 'next page' }])
})
