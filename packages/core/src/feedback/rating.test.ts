import { describe, expect, test } from 'vitest'
import { levelsOfRounds, ratingOf } from '../cases/ratings.ts'
import { Refusal } from '../kernel/refusal.ts'
import { applicantTellingsOf } from '../notifications/applicant.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { Policy } from '../policy/schema.ts'
import { Story } from '../testing/kit.ts'

const result = { kind: 'done' as const, publicReply: '已注销', proof: '注销通知书' }
const resolved = (policy: Policy = jingan2023) =>
  new Story({}, 'officer', policy)
    .does('officer', 'acceptCase', { grade: 'special' })
    .does('officer', 'recordResult', result)
    .does('officer', 'tellApplicant', { means: 'in-person', toWhom: '王芳' })
    .does('officer', 'resolveCase')
const closed = () =>
  resolved().does('colleague', 'recordFollowUp', { solved: true, satisfaction: null }).does('officer', 'closeCase')
const pending = (story: Story) => story.state.tasks.filter(({ state }) => state === 'open').map(({ kind }) => kind)
const refused = (work: () => unknown): string | null => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('评价', () => {
  test('is asked for when the matter is done, also of somebody who was told in person', () => {
    const story = resolved()
    const events = story.log.filter(({ type }) => type === 'CaseResolved' || type === 'ApplicantTold')
    expect(applicantTellingsOf(events, story.state).map(({ kind }) => kind)).toEqual(['rating-asked'])
  })

  test('a good one owes nothing, and the follow-up is made all the same', () => {
    const story = resolved().byLink('rateCase', { satisfaction: 5, solved: true, words: '很快' })
    expect(pending(story)).toEqual(['follow-up', 'strike-off'])
    expect(story.state.ratings).toMatchObject([
      { round: 0, satisfaction: 5, solved: true, words: '很快', by: 'applicant' },
    ])
    story.does('colleague', 'recordFollowUp', { solved: true, satisfaction: null }).does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })

  test('a low one owes what a low one by phone owes: a call by the supervisor, and setting right by the owner', () => {
    const story = resolved().byLink('rateCase', { satisfaction: 2, words: '让我跑了三趟' })
    expect(story.task('rating-call')).toMatchObject({
      party: { kind: 'supervisor' },
      ask: '让我跑了三趟',
      clock: { limit: jingan2023.rating.callBackWithin },
    })
    expect(story.task('rating-right')).toMatchObject({
      party: { kind: 'owner' },
      clock: { limit: jingan2023.rating.setRightWithin },
    })
  })

  test('a low one after the case was struck off takes that back, until the call and the setting right are done', () => {
    const story = closed().byLink('rateCase', { satisfaction: 1, words: '态度生硬' })
    expect(story.state).toMatchObject({ status: 'resolved', closed: null, level: 0, result: { publicReply: '已注销' } })
    expect(pending(story)).toEqual(['strike-off', 'rating-call', 'rating-right'])
    expect(story.refusal('officer', 'closeCase')).toBe('closing-gate')
    story
      .does('supervisor', 'recordRatingCall', {
        taskId: story.task('rating-call').taskId,
        finding: 'explained',
        words: '已解释',
      })
      .does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })

  test('not solved: the case is open again, one level higher, whatever its standing was', () => {
    for (const story of [resolved(), closed()]) {
      story.byLink('rateCase', { satisfaction: 2, solved: false, words: '押金还没退' })
      expect(story.state).toMatchObject({ status: 'in-progress', level: 1, followUp: null })
      expect(pending(story)).toEqual(['handle', 'oversee', 'rating-call'])
      expect(story.state.caseClock?.clock.limit).toEqual(jingan2023.rating.setRightWithin)
      expect(levelsOfRounds(story.state)).toEqual([2, null])
    }
  })

  test('a good one changes nothing of a case that was struck off', () => {
    const story = closed().byLink('rateCase', { satisfaction: 4, solved: true })
    expect(story.state).toMatchObject({ status: 'closed' })
    expect(pending(story)).toEqual([])
  })

  test('the first of two counts: by link then by phone, by phone then by link', () => {
    const byLink = resolved().byLink('rateCase', { satisfaction: 2 })
    expect(refused(() => byLink.byLink('rateCase', { satisfaction: 5 }))).toBe('rating-given')
    const phoned = { solved: true, satisfaction: 5 }
    expect(byLink.refusal('colleague', 'recordFollowUp', phoned)).toBe('follow-up-rated')
    expect(byLink.refusal('colleague', 'recordFollowUp', { solved: true, satisfaction: null })).toBeNull()
    const byPhone = resolved().does('colleague', 'recordFollowUp', phoned)
    expect(refused(() => byPhone.byLink('rateCase', { satisfaction: 1 }))).toBe('rating-given')
    expect(ratingOf(byPhone.state, 0)).toMatchObject({ satisfaction: 5, how: 'phone' })
  })

  test('somebody who was asked by phone and rated nothing may still do so by link; nobody is taken for satisfied', () => {
    const story = resolved().does('colleague', 'recordFollowUp', { solved: true, satisfaction: null })
    expect(levelsOfRounds(story.state)).toEqual([null])
    story.byLink('rateCase', { satisfaction: 1 })
    expect(levelsOfRounds(story.state)).toEqual([1])
  })

  test('rated low by link and found unsolved by phone: it is set right within the time of the rating, and called about once', () => {
    const story = resolved()
      .byLink('rateCase', { satisfaction: 1 })
      .does('colleague', 'recordFollowUp', { solved: false, satisfaction: null, words: '没有办成' })
    expect(story.state.caseClock?.clock.limit).toEqual(jingan2023.rating.setRightWithin)
    expect(pending(story).filter((kind) => kind === 'rating-call')).toHaveLength(1)
  })

  test('the link of an earlier round rates nothing any more; that of the new one does', () => {
    const story = resolved().does('colleague', 'recordFollowUp', { solved: false, satisfaction: null, words: '没办成' })
    expect(refused(() => story.byLink('rateCase', { satisfaction: 1 }, 0))).toBe('rating-not-asked')
    expect(refused(() => story.byLink('rateCase', { satisfaction: 1 }))).toBe('rating-not-asked')
  })

  test('nobody of the desk gives one: not the owner, not the supervisor, not the clock', () => {
    const story = resolved()
    for (const who of ['officer', 'colleague', 'supervisor', 'leader', 'analyst'] as const)
      expect(story.refusal(who, 'rateCase', { satisfaction: 5 })).toBe('forbidden')
    expect(refused(() => story.byLink('addToRating', { words: '好' }))).toBe('rating-none')
  })

  test('a low one reaches the rung for the dissatisfied, once', () => {
    const rung = {
      key: 'low',
      name: '差评提级',
      when: { on: 'dissatisfied' },
      to: 'district',
      paper: 'supervision',
      within: { amount: 1, unit: 'working-days' },
    }
    const policy = Policy.parse({ ...jingan2023, ladder: { ...jingan2023.ladder, rungs: [rung] } })
    const story = resolved(policy).byLink('rateCase', { satisfaction: 2 })
    story.sounds().sounds()
    expect(story.state.escalations.map(({ cause }) => cause)).toEqual(['dissatisfied'])
  })
})

describe('追评', () => {
  test('words may be added as often as the rules say, after the case was reopened too; the level stays', () => {
    const story = resolved().byLink('rateCase', { satisfaction: 2, solved: false, words: '没办成' })
    story.byLink('addToRating', { words: '第二天有人来电' }, 0)
    expect(story.state.ratings).toMatchObject([{ satisfaction: 2, additions: [{ words: '第二天有人来电' }] }])
    expect(refused(() => story.byLink('addToRating', { words: '再说' }, 0))).toBe('rating-additions-full')
  })

  test('where the rules allow none, nothing is added', () => {
    const policy = Policy.parse({ ...jingan2023, rating: { ...jingan2023.rating, additions: 0 } })
    const story = resolved(policy).byLink('rateCase', { satisfaction: 4 })
    expect(refused(() => story.byLink('addToRating', { words: '好' }))).toBe('rating-additions-full')
  })
})
