import { describe, expect, it } from 'vitest'
import { Story } from '../testing/kit.ts'
import { jingan2023 } from './defaults/jingan-2023.ts'
import { addUp, measureCase } from './rehearsal.ts'
import { Policy, type PolicyDocument } from './schema.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })
const under = (document: Partial<PolicyDocument>) => Policy.parse({ ...jingan2023, ...document })
const rehearsed = (story: Story, policy: Policy = jingan2023) =>
  measureCase(story.log, policy, story.policy, story.context('officer'))

/** How often each rung really called. */
function heard(story: Story): Record<string, number> {
  const calls = Object.fromEntries(story.policy.ladder.rungs.map(({ key }) => [key, 0]))
  for (const { rung } of story.state.escalations) calls[rung] = (calls[rung] ?? 0) + 1
  return calls
}

/** Asked on Monday 2 March, answered on the 20th: every rung was climbed, and the papers of the rungs themselves grew late. */
function climbed(): Story {
  const story = new Story().does('officer', 'acceptCase', { grade: 'special' })
  story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
  for (const day of ['03', '04', '05', '06', '09', '10', '11', '12', '13', '16', '17', '18', '19'])
    story.sounds(`2026-03-${day} 17:30`)
  story.sounds('2026-03-20 10:00')
  return story.does('district', 'replyToTask', { taskId: story.task('coordinate').taskId, publicReply: '可以办理' })
}

describe('a rehearsal of the rules that a case went by', () => {
  it('counts what really happened: one urging, and each rung once', () => {
    const story = climbed()
    expect(heard(story)).toMatchObject({ urge: 1, superior: 1, centre: 1, district: 1 })
    expect(rehearsed(story).calls).toEqual(heard(story))
    const reminders = story.log.filter(({ type }) => type === 'TaskReminded')
    expect(rehearsed(story).reminders).toBe(reminders.length)
  })

  it('measures a case that is still open up to now', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' }).sounds('2026-03-16 10:00')
    const { things, calls } = rehearsed(story)
    expect(things.find(({ what }) => what === 'handle')).toMatchObject({ isLate: true, endedAt: story.now })
    expect(calls).toEqual(heard(story))
  })
})

describe('a rehearsal of other rules', () => {
  /** Asked the applicant on 2 March and waited eight working days. */
  function waited(): Story {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    story.does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' }).at('2026-03-12 10:00')
    story.does('officer', 'recordApplicantAnswer', { taskId: story.task('supplement').taskId, note: '已补' })
    return story.at('2026-03-13 10:00')
  }
  const dueOf = (story: Story, policy?: Policy) =>
    rehearsed(story, policy).things.find(({ what }) => what === 'handle')?.dueAt

  it('lets the clock stand still no longer than they say', () => {
    const ceiling = { ...jingan2023.pauses, supplement: { ceiling: workingDays(2), times: null } }
    expect(dueOf(waited())).toBe('2026-03-19T09:00:00.000Z')
    expect(dueOf(waited(), under({ pauses: ceiling }))).toBe('2026-03-11T09:00:00.000Z')
  })

  it('says who would have decided, and what would have been refused', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
    const { taskId } = story.task('coordinate')
    story.does('district', 'requestExtension', { taskId, limit: workingDays(4), reason: '需现场核查' })
    const decision = story.task('decide-extension').taskId
    const granted = { taskId: decision, granted: true, reason: '属实', applicantTold: '电话' }
    story.does('supervisor', 'decideExtension', granted)
    story.at('2026-03-03 16:00').does('district', 'returnTask', { taskId, reason: '不属本单位职责' })
    expect(rehearsed(story)).toMatchObject({
      decisions: { supervisor: 1, leader: 0 },
      refused: { returns: 0, extensions: 0 },
    })
    const stricter = under({
      extensions: { times: 1, longest: workingDays(2) },
      returns: { within: { amount: 4, unit: 'working-hours' }, times: 1 },
    })
    expect(rehearsed(story, stricter)).toMatchObject({
      decisions: { supervisor: 0, leader: 0 },
      refused: { returns: 1, extensions: 1 },
    })
    const higher = under({
      extensions: { times: 1, decidedBy: 'leader' },
      returns: { within: workingDays(1), times: 0, ruledBy: 'leader' },
    })
    expect(addUp([rehearsed(story, higher)], higher).decisions).toEqual({ supervisor: 0, leader: 2 })
  })
})
