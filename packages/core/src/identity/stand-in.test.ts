import { describe, expect, test } from 'vitest'
import type { PersonActor } from '../kernel/actor.ts'
import { actorOf, Story } from '../testing/kit.ts'

/** Owned by an officer who is on leave, with a colleague who stands in. */
function absentOwner(): Story {
  const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
  story.standIns.set('officer', 'colleague')
  return story
}
const lastActor = (story: Story) => story.log.at(-1)?.actor as PersonActor
const result = { kind: 'done', publicReply: '已经注销', proof: '注销通知书' } as const

describe('given an owner on leave', () => {
  test('when the stand-in does what is the owner’s to do, then the log says who did it and for whom', () => {
    const story = absentOwner()
    story.does('colleague', 'recordResult', result)
    expect(lastActor(story)).toEqual({ ...actorOf('colleague'), onBehalfOf: { personId: 'officer', name: '林静' } })
    expect(story.state.ownerId).toBe('officer')
  })

  test('what the stand-in may do anyway they do in their own name, and the owner who comes back does too', () => {
    const story = absentOwner()
    story.does('colleague', 'addNote', { text: '来电' })
    expect(lastActor(story)).toEqual(actorOf('colleague'))
    story.does('officer', 'recordResult', result)
    expect(lastActor(story)).toEqual(actorOf('officer'))
  })

  test('nobody else may: before the leave, after it, or another colleague', () => {
    const story = absentOwner()
    story.standIns.clear()
    expect(story.refusal('colleague', 'recordResult', result)).toBe('forbidden')
    story.standIns.set('officer', 'supervisor')
    expect(story.refusal('colleague', 'recordResult', result)).toBe('forbidden')
    story.does('supervisor', 'recordResult', result)
    expect(lastActor(story).onBehalfOf?.name).toBe('林静')
  })

  test('the stand-in does not become what the owner is not: no ruling, no urging of one’s own task', () => {
    const story = absentOwner()
    const { taskId } = story.task('handle')
    expect(story.refusal('colleague', 'climb', { taskId, reason: '催' })).toBe('forbidden')
    expect(story.refusal('colleague', 'urgeTask', { taskId, words: '请快' })).toBe('task-wrong-kind')
  })
})

describe('where a rule demands two people', () => {
  const resolved = (story: Story, who: 'officer' | 'colleague') =>
    story
      .does(who, 'recordResult', result)
      .does(who, 'tellApplicant', { means: 'phone', toWhom: '王芳' })
      .does(who, 'resolveCase')
  const followUp = { solved: true, satisfaction: 4, words: '好' } as const

  test('a stand-in who handled the case makes no follow-up, during the leave or after it', () => {
    const story = resolved(absentOwner(), 'colleague')
    expect(story.refusal('colleague', 'recordFollowUp', followUp)).toBe('follow-up-by-handler')
    story.standIns.clear()
    expect(story.refusal('colleague', 'recordFollowUp', followUp)).toBe('follow-up-by-handler')
    expect(story.refusal('supervisor', 'recordFollowUp', followUp)).toBeNull()
  })

  test('one who did nothing in it may, in their own name', () => {
    const story = resolved(absentOwner(), 'officer')
    story.does('colleague', 'recordFollowUp', followUp)
    const recorded = story.log.find((event) => event.type === 'FollowUpRecorded')
    expect(recorded?.actor).toEqual(actorOf('colleague'))
  })

  test('an extension asked for on behalf of the owner is for the supervisor to decide', () => {
    const story = absentOwner()
    const { taskId } = story.task('handle')
    story.does('colleague', 'requestExtension', {
      taskId,
      limit: { amount: 2, unit: 'working-days' },
      reason: '待市局',
    })
    const decision = {
      taskId: story.task('decide-extension').taskId,
      granted: true,
      reason: '可',
      applicantTold: '电话',
    }
    expect(story.refusal('colleague', 'decideExtension', decision)).toBe('forbidden')
  })

  test('会签: whoever stands in for a colleague of the unit has the one voice of the unit', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    const unitIds = ['district-market', 'district-tax']
    story.does('officer', 'askCountersign', { ask: '同意免交租赁合同吗', unitIds, onRefusal: 'ends' })
    story.standIns.set('tax', 'district') // no leave allows it: they are of two units
    const { taskId } = story.task('coordinate', 'district-tax')
    expect(story.refusal('district', 'agreeCountersign', { taskId, note: '' })).toBe('forbidden')
    story.standIns.set('another', 'district')
    const own = story.task('coordinate', 'district-market')
    story.does('district', 'agreeCountersign', { taskId: own.taskId, note: '' })
    expect(lastActor(story)).toEqual(actorOf('district'))
    expect(story.refusal('district', 'agreeCountersign', { taskId: own.taskId, note: '' })).toBe('task-not-open')
  })
})

describe('handing a case over', () => {
  test('to somebody on leave is refused, and the stand-in is named where there is one', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    story.standIns.set('colleague', 'supervisor')
    const offer = { toPersonId: 'colleague', note: '请接手' }
    expect(story.refusal('officer', 'offerHandOver', offer)).toBe('hand-over-away')
    story.standIns.clear()
    story.away.add('colleague')
    expect(story.refusal('officer', 'offerHandOver', offer)).toBe('hand-over-away-alone')
  })

  test('a stand-in gives the case to another, never to themselves', () => {
    const story = absentOwner()
    expect(story.refusal('colleague', 'offerHandOver', { toPersonId: 'colleague', note: '我来' })).toBe(
      'hand-over-to-oneself',
    )
    story.does('colleague', 'offerHandOver', { toPersonId: 'supervisor', note: '请接手' })
    expect(lastActor(story).onBehalfOf?.personId).toBe('officer')
  })

  test('whoever goes on leave with an offer before them: the stand-in declines for them and does not accept', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    story.does('officer', 'offerHandOver', { toPersonId: 'colleague', note: '请接手' })
    story.standIns.set('colleague', 'officer') // the giver would answer the own offer
    const { taskId } = story.task('accept-hand-over')
    expect(story.refusal('officer', 'acceptHandOver', { taskId })).toBe('in-person-only')
    story.does('officer', 'declineHandOver', { taskId, reason: '休假' })
    expect(lastActor(story).onBehalfOf?.name).toBe('周敏')
    expect(story.state.ownerId).toBe('officer')
  })
})
