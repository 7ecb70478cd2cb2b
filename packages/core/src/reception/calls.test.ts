import { expect, test } from 'vitest'
import { actorOf, at } from '../testing/kit.ts'
import { type Call, type CallEvent, callerNumber, callStatus, heard, seat, talkedSeconds } from './calls.ts'

const event = (type: CallEvent['type'], time: string, extension = '8001'): CallEvent => ({
  type,
  callId: 'call-1',
  extension,
  at: at(`2026-03-02 ${time}`),
})

const told = (...events: readonly CallEvent[]) =>
  events.reduce<{ call: Call | null; owed: number; pops: string[] }>(
    ({ owed, pops }, one, index) => {
      const { call, effects } = heard(events.slice(0, index), one)
      return {
        call,
        owed: owed + Number(effects.owes) - Number(effects.releases),
        pops: effects.pops ? [...pops, one.extension] : pops,
      }
    },
    { call: null, owed: 0, pops: [] },
  )
const statusOf = (call: Call | null) => call && callStatus(call)

const ringing = event('ringing', '09:00')
const answered = event('answered', '09:01')
const ended = event('ended', '09:05')

test('a call that rings, is answered and ends owes nothing', () => {
  const { call, owed, pops } = told(ringing, answered, ended)
  expect([statusOf(call), owed, pops]).toEqual(['ended', 0, ['8001', '8001']])
})

test('one that ends unanswered is missed, and owed once, however often that is told', () => {
  const { call, owed } = told(ringing, ended, ended, ringing)
  expect([statusOf(call), owed]).toEqual(['missed', 1])
})

test('whatever overtakes what on the way, the end is the same', () => {
  for (const events of [
    [ended, ringing, answered],
    [answered, ended, ringing],
    [ended, answered, ringing],
    [ringing, ended, answered],
  ]) {
    const { call, owed } = told(...events)
    expect([statusOf(call), owed, call?.ringingAt]).toEqual(['ended', 0, ringing.at])
  }
})

test('in a group whoever answers is who the call was for, and the legs that stop ringing owe nothing', () => {
  const { call, owed, pops } = told(
    ringing,
    event('ringing', '09:00', '8002'),
    event('ended', '09:01', '8001'),
    event('answered', '09:01', '8002'),
    event('ended', '09:04', '8002'),
  )
  expect([statusOf(call), call?.extension, owed]).toEqual(['ended', '8002', 0])
  expect(pops).toEqual(['8001', '8002', '8002'])
})

test('an answered call that is passed on is with whoever answered last, and lasts until it ends there', () => {
  const events = [
    ringing,
    answered,
    event('ringing', '09:02', '8002'),
    event('answered', '09:03', '8002'),
    event('ended', '09:03', '8001'),
  ]
  const before = told(...events)
  expect([statusOf(before.call), before.call?.extension, before.call?.endedAt]).toEqual(['answered', '8002', null])
  for (const order of [events, events.toReversed(), [...events.slice(2), ...events.slice(0, 2)]]) {
    const { call, owed } = told(...order, event('ended', '09:09', '8002'))
    expect([call?.extension, owed, call && talkedSeconds(call)]).toEqual(['8002', 0, 8 * 60])
  }
})

test('an exchange that tells the end of the whole call under the extension that rang first is believed', () => {
  const { call } = told(ringing, event('answered', '09:01', '8002'), event('ended', '09:20', '8001'))
  expect([statusOf(call), call && talkedSeconds(call)]).toEqual(['ended', 19 * 60])
})

test('a ring that the answer overtook pops nowhere', () => {
  expect(told(event('answered', '09:01', '8002'), ringing).pops).toEqual(['8002'])
})

test('what is not answered or has not ended has no length', () => {
  expect(talkedSeconds({ answeredAt: null, endedAt: ended.at })).toBeNull()
  expect(talkedSeconds({ answeredAt: answered.at, endedAt: null })).toBeNull()
})

test.each([
  ['tel:+86-138-0000-1234', '+8613800001234'],
  ['"138 0000" <tel:62471234>', '62471234'],
  ['013800001234', '13800001234'],
  ['13800001234', '13800001234'],
  ['sip:+8613800001234@10.0.0.1:5060;user=phone', '+8613800001234'],
  ['"王" <sip:62471234@pbx>', '62471234'],
  ['anonymous', null],
  [null, null],
])('the number of %s is %s', (told, number) => {
  expect(callerNumber(told)).toBe(number)
})

test('an officer sits down and leaves for themselves only, a supervisor seats anyone', () => {
  const officer = actorOf('officer')
  expect(() => seat(officer, { personId: null }, 'officer')).not.toThrow()
  expect(() => seat(officer, { personId: 'colleague' }, 'officer')).not.toThrow()
  expect(() => seat(officer, { personId: 'officer' }, null)).not.toThrow()
  expect(() => seat(officer, { personId: 'colleague' }, null)).toThrow('extension-of-another')
  expect(() => seat(officer, { personId: null }, 'colleague')).toThrow('extension-of-another')
  expect(() => seat(actorOf('supervisor'), { personId: 'officer' }, 'colleague')).not.toThrow()
})
