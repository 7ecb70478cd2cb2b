import { describe, expect, it } from 'vitest'
import { checkCatalogue } from './check.ts'
import { aGoal, closing, smallClosing } from './testing/goals.ts'

const ways = [
  { situationId: 'ordinary', name: '普通注销', group: 'way' },
  { situationId: 'simplified', name: '简易注销', group: 'way' },
]

describe('a goal at its entry into the catalogue', () => {
  it('passes when its steps can be done, with a word to the keeper where advice runs against a closing', () => {
    expect(checkCatalogue(smallClosing)).toEqual([
      { code: 'advised-after-closing', severity: 'warning', ids: ['insurance', 'licence'] },
    ])
  })

  it('is refused with the whole circle named, in the order of doing', () => {
    const goal = aGoal({ a: { after: ['c'] }, b: { after: ['a'] }, c: { after: ['b'] }, d: { after: ['c'] } })
    expect(checkCatalogue(goal)).toEqual([{ code: 'cycle', severity: 'error', ids: ['a', 'b', 'c', 'a'] }])
  })

  it('is refused when a step is closed for good by one that it needs', () => {
    const goal = aGoal({ seal: { effects: [closing('impossible', 'account')] }, account: { after: ['seal'] } })
    expect(checkCatalogue(goal)).toContainEqual({
      code: 'closed-before-possible',
      severity: 'error',
      ids: ['account', 'seal'],
    })
  })

  it('is refused when two steps make each other impossible, unless they never meet', () => {
    const either = (more: object) => ({
      ordinary: { effects: [closing('impossible', 'simplified')], ...(more && { appliesWhen: ['ordinary'] }) },
      simplified: { effects: [closing('impossible', 'ordinary')], ...more },
    })
    const meeting = {
      ordinary: { effects: [closing('impossible', 'simplified')] },
      simplified: { effects: [closing('impossible', 'ordinary')] },
    }
    expect(checkCatalogue(aGoal(meeting, ways))).toHaveLength(1)
    expect(checkCatalogue(aGoal(either({ appliesWhen: ['simplified'] }), ways))).toEqual([])
  })

  it.each([
    ['unknown-step', aGoal({ a: { after: ['ghost'] } }), ['a', 'ghost']],
    ['unknown-situation', aGoal({ a: { appliesWhen: ['ghost'] } }), ['a', 'ghost']],
    ['needs-itself', aGoal({ a: { after: ['a'] } }), ['a']],
    [
      'never-together',
      aGoal({ a: { appliesWhen: ['ordinary'], after: ['b'] }, b: { appliesWhen: ['simplified'] } }, ways),
      ['a', 'b'],
    ],
    ['hard-and-advised', aGoal({ a: {}, b: { after: ['a'], advised: ['a'] } }), ['b', 'a']],
  ])('names %s', (code, goal, ids) => {
    expect(checkCatalogue(goal)).toMatchObject([{ code, ids }])
  })
})
