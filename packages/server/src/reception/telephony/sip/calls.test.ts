import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Calls, type Heard } from './calls.ts'
import type { Dialog } from './dialog-info.ts'
import type { TakenBack } from './message.ts'

// The clock of this process is the clock of the network here.
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const caller = '"张" <sip:13800001234@pbx>;tag=1'
const other = '<sip:13900005678@pbx>'

/** A desk whose exchange tells of the given extensions. */
function desk(...watched: string[]) {
  const heard: Heard[] = []
  const calls = new Calls({ tell: (one) => heard.push(one), watches: (extension) => watched.includes(extension) })
  return {
    calls,
    rings: (sipCallId: string, extension = '8001', from: string | null = caller) =>
      calls.rings({ sipCallId, extension, caller: from }),
    tells: (state: Dialog['state'], { extension = '8001', isFirst = false, ...more }: Partial<Told> = {}) =>
      calls.notified(extension, {
        info: {
          version: 1,
          isFull: false,
          dialogs: [{ id: 'd', callId: 'of-the-telephone', direction: 'recipient', remote: caller, ...more, state }],
        },
        isFirst,
      }),
    nothingGoesOn: (extension = '8001') =>
      calls.notified(extension, { info: { version: 9, isFull: true, dialogs: [] }, isFirst: true }),
    said: () => heard.map(({ type, extension, callId }) => `${type} ${extension} ${callId}`),
  }
}
type Told = Dialog & { readonly extension: string; readonly isFirst: boolean }

test('the ring and the telephone of one extension are one call, though their Call-IDs differ', () => {
  const { rings, tells, said } = desk('8001')
  const takenBack = rings('a')
  tells('early')
  tells('confirmed')
  takenBack('unsaid')
  vi.advanceTimersByTime(60_000)
  tells('terminated')
  expect(said()).toEqual(['ringing 8001 sip-a', 'answered 8001 sip-a', 'ended 8001 sip-a'])
})

test('the telephone may be told of before the desk is rung', () => {
  const { rings, tells, said } = desk('8001')
  tells('early')
  rings('a')
  tells('confirmed')
  tells('terminated')
  expect(said()).toEqual(['ringing', 'answered', 'ended'].map((type) => `${type} 8001 sip-of-the-telephone`))
})

test('the end of the desk’s own leg is not the end of the call', () => {
  const { rings, tells, said } = desk('8001')
  const takenBack = rings('a')
  tells('early', { id: 'own', callId: 'a' })
  tells('early', { id: 'phone' })
  tells('confirmed', { id: 'phone' })
  takenBack('elsewhere')
  tells('terminated', { id: 'own', callId: 'a' })
  vi.advanceTimersByTime(60_000)
  expect(said()).toEqual(['ringing 8001 sip-a', 'answered 8001 sip-a'])
  tells('terminated', { id: 'phone' })
  expect(said().at(-1)).toBe('ended 8001 sip-a')
})

test.each<[TakenBack, string]>([
  ['elsewhere', 'answered'],
  ['given-up', 'ended'],
  ['unsaid', 'ended'],
])('without a word of the telephone, %s is %s', (why, type) => {
  for (const watched of [[], ['8001']]) {
    const { rings, said } = desk(...watched)
    rings('a')(why)
    vi.advanceTimersByTime(2_000)
    expect(said()).toEqual(['ringing 8001 sip-a', `${type} 8001 sip-a`])
  }
})

test('an answer that is told late still is one', () => {
  const { rings, tells, said } = desk('8001')
  rings('a')('unsaid')
  vi.advanceTimersByTime(5_000)
  tells('confirmed')
  tells('terminated')
  expect(said().map((one) => one.split(' ')[0])).toEqual(['ringing', 'ended', 'answered', 'ended'])
})

test('a group is one call, and whoever answers has it', () => {
  const { rings, tells, said } = desk('8001', '8002')
  const [first, second] = [rings('a', '8001'), rings('b', '8002')]
  tells('confirmed', { extension: '8002' })
  first('elsewhere')
  second('elsewhere')
  vi.advanceTimersByTime(10_000)
  expect(said()).toEqual(['ringing 8001 sip-a', 'ringing 8002 sip-a', 'answered 8002 sip-a'])
})

test('two callers at one extension stay two; without a word of who it is neither is taken for the other', () => {
  const { rings, tells, said } = desk('8001')
  rings('a')
  rings('b', '8001', other)
  tells('confirmed', { remote: null, callId: null })
  expect(said()).toHaveLength(2)
  tells('confirmed', { remote: other })
  expect(said().at(-1)).toBe('answered 8001 sip-b')
})

test('an exchange that tells nothing but the state of the extension is believed where there is one call', () => {
  const { rings, tells, said } = desk('8001')
  const bare = { id: '8001', callId: null, direction: null, remote: null }
  tells('early', bare)
  rings('a')
  tells('early', bare)
  tells('confirmed', bare)
  tells('terminated', bare)
  expect(said()).toEqual(['ringing', 'answered', 'ended'].map((type) => `${type} 8001 sip-a`))
})

test('whoever rings twice in a row calls twice', () => {
  const { rings, said } = desk()
  rings('a')('given-up')
  rings('b')('given-up')
  expect(said().map((one) => one.split(' ')[2])).toEqual(['sip-a', 'sip-a', 'sip-b', 'sip-b'])
})

test('an exchange that was restarted and knows of no call any more has ended it', () => {
  const { rings, tells, nothingGoesOn, said } = desk('8001')
  rings('a')
  tells('confirmed')
  nothingGoesOn()
  expect(said().at(-1)).toBe('ended 8001 sip-a')
})

test('what the officer dials, and what goes on when the desk begins to listen, is no call of the desk', () => {
  const { tells, said } = desk('8001')
  tells('confirmed', { direction: 'initiator' })
  tells('confirmed', { isFirst: true })
  expect(said()).toEqual([])
})

test('whatever comes in whatever order: no call is answered or ended that did not ring', () => {
  const state = fc.constantFrom('early', 'confirmed', 'terminated')
  const extension = fc.constantFrom('8001', '8002')
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('ring' as const),
      id: fc.constantFrom('a', 'b'),
      extension,
      from: fc.constantFrom(caller, other, null),
    }),
    fc.record({ kind: fc.constant('back' as const), why: fc.constantFrom('elsewhere', 'given-up', 'unsaid') }),
    fc.record({
      kind: fc.constant('tell' as const),
      state,
      extension,
      id: fc.constantFrom('d', 'e'),
      remote: fc.constantFrom(caller, other, null),
      direction: fc.constantFrom('recipient', 'initiator', null),
      isFirst: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(100, 2_500, 40_000) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const { rings, tells, calls, said } = desk('8001')
      const open: ((why: TakenBack) => void)[] = []
      for (const one of steps)
        switch (one.kind) {
          case 'ring':
            open.push(rings(one.id, one.extension, one.from))
            break
          case 'back':
            open.shift()?.(one.why)
            break
          case 'tell':
            tells(one.state, one)
            break
          case 'wait':
            vi.advanceTimersByTime(one.ms)
        }
      calls.close()
      const rung = new Set<string>()
      for (const [type, extension, callId] of said().map((line) => line.split(' '))) {
        const leg = `${extension} ${callId}`
        if (type === 'ringing') rung.add(leg)
        else expect(rung).toContain(leg)
      }
    }),
  )
})
