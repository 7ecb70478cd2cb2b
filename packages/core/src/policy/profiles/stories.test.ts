import { describe, expect, it } from 'vitest'
import type { TaskKind } from '../../cases/words.ts'
import { said } from '../../kernel/testing/calendars.ts'
import { Story } from '../../testing/kit.ts'
import { Policy } from '../schema.ts'
import { profiles } from './index.ts'

/**
 * Each published rule walked by a case. Thursday 4 May 2023 is the day after the Labour Day holiday; Saturday 6 May is
 * worked for it, so the working days are 5, 6, 8, 9, 10 … May.
 */
function registered(profile: string, registration: ConstructorParameters<typeof Story>[0] = {}): Story {
  const policy = profiles.find(({ version }) => version.startsWith(profile))
  if (!policy) throw new Error(`no profile ${profile}`)
  const story = new Story(registration, 'officer', Policy.parse(policy))
  return story.at('2023-05-04 10:00')
}
const accepted = (profile: string, grade: 'simple' | 'complex' | 'special', rest = {}, registration = {}): Story =>
  registered(profile, registration).does('officer', 'acceptCase', { grade, ...rest })

/** What the clock said of a task up to a moment, each thing when it was said. */
function heard(story: Story, kind: TaskKind, until: string): string[] {
  const { taskId } = story.task(kind)
  const days = [
    '04',
    '05',
    '06',
    '08',
    '09',
    '10',
    '11',
    '12',
    '15',
    '16',
    '17',
    '18',
    '19',
    '22',
    '23',
    '24',
    '25',
    '26',
  ]
  for (const day of days)
    for (const time of ['09:00', '17:01']) {
      const moment = `2023-05-${day} ${time}`
      if (moment > (said(story.now) ?? '') && moment <= until) story.sounds(moment)
    }
  return story.log.flatMap((event) => {
    if (!('taskId' in event.payload) || event.payload.taskId !== taskId) return []
    const at = said(event.at)?.slice(5)
    if (event.type === 'TaskReminded') return [`${at} reminded`]
    if (event.type === 'TaskOverdue') return [`${at} overdue`]
    return event.type === 'TaskEscalated' ? [`${at} ${event.payload.rung}`] : []
  })
}
const dueOf = (story: Story, kind: TaskKind = 'handle') => said(story.task(kind).dueAt)
const answer = (story: Story): Story =>
  story
    .does('officer', 'recordResult', { kind: 'done', publicReply: '已办成', proof: '通知书 1 号' })
    .does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    .does('officer', 'resolveCase')
const explained = {
  kind: 'explained' as const,
  publicReply: '依法不能办',
  legalBasis: '食品安全法第三十五条',
  alternative: '可改办备案',
}

describe('静安: 3 working days for what is simple; the follow-up one working day after the reply', () => {
  it('given a case of 4 May, when nothing happens, then it is reminded, late on the 8th, urged on the 9th, and climbs', () => {
    const story = accepted('jingan', 'simple')
    expect(dueOf(story)).toBe('2023-05-08 17:00')
    expect(heard(story, 'handle', '2023-05-22 17:01')).toEqual([
      '05-06 09:00 reminded',
      '05-08 17:01 overdue',
      '05-09 09:00 urge',
      '05-11 09:00 superior',
      '05-15 09:00 centre',
      '05-22 09:00 district',
    ])
  })
  it('when it is answered on Friday the 5th, then somebody else calls by Saturday the 6th, which is worked', () => {
    const story = answer(accepted('jingan', 'simple').at('2023-05-05 15:00'))
    expect(dueOf(story, 'follow-up')).toBe('2023-05-06 17:00')
    expect(story.refusal('officer', 'recordFollowUp', { solved: true, satisfaction: 5 })).toBe('follow-up-by-handler')
    expect(heard(story, 'follow-up', '2023-05-08 17:01')).toEqual(['05-06 17:01 overdue', '05-08 09:00 urge'])
    story.does('colleague', 'recordFollowUp', { solved: true, satisfaction: 5 }).does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })
})

describe('江苏: a stated time; more of it only when the applicant was told before the old date', () => {
  it('given five days stated on 4 May, then it is due on the 10th, and goes on only with a reason and a new date', () => {
    const story = accepted('jiangsu', 'complex', { limit: { amount: 5, unit: 'working-days' } })
    expect(dueOf(story)).toBe('2023-05-10 17:00')
    const more = { taskId: story.task('handle').taskId, limit: { amount: 5, unit: 'working-days' as const } }
    story.at('2023-05-09 10:00').does('officer', 'requestExtension', { ...more, reason: '等省厅核查' })
    const decision = { taskId: story.task('decide-extension').taskId, granted: true, reason: '同意' }
    expect(story.refusal('supervisor', 'decideExtension', decision)).toBe('applicant-not-told')
    story.does('supervisor', 'decideExtension', {
      ...decision,
      applicantTold: '5 月 9 日电话：等省厅核查，17 日前答复',
    })
    expect(dueOf(story)).toBe('2023-05-17 17:00')
    expect(story.log.at(-1)).toMatchObject({ type: 'ExtensionDecided', payload: { reason: '同意' } })
  })
  it('when the date has passed, then nobody can be given more', () => {
    const story = accepted('jiangsu', 'complex', { limit: { amount: 5, unit: 'working-days' } }).at('2023-05-11 09:00')
    const more = { taskId: story.task('handle').taskId, limit: { amount: 5, unit: 'working-days' as const } }
    expect(story.refusal('officer', 'requestExtension', { ...more, reason: '等省厅核查' })).toBe('extension-too-late')
  })
  it('what is special has 15 working days: until the 24th', () => {
    expect(dueOf(accepted('jiangsu', 'special'))).toBe('2023-05-24 17:00')
  })
})

describe('天津: 10 working days, then the leading group for the business environment; a “no” is approved first', () => {
  it('given a case of 4 May, when it is open after its 10 days, then the leading group has it on the 18th', () => {
    const story = accepted('tianjin', 'special')
    expect(dueOf(story)).toBe('2023-05-17 17:00')
    expect(heard(story, 'handle', '2023-05-18 17:01')).toEqual([
      '05-16 09:00 reminded',
      '05-17 17:01 overdue',
      '05-18 09:00 urge',
      '05-18 09:00 leading-group',
    ])
    const group = story.state.escalations.find(({ rung }) => rung === 'leading-group')
    expect(group).toMatchObject({ party: { kind: 'leader' }, cause: 'age', paper: { kind: 'supervision' } })
  })
  it('when the clerk says no, then the head of the window has a working day for it, and only then it is told', () => {
    const story = accepted('tianjin', 'complex').does('officer', 'recordResult', explained)
    expect(dueOf(story, 'negative-approval')).toBe('2023-05-05 17:00')
    expect(story.refusal('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })).toBe('result-missing')
    expect(heard(story, 'negative-approval', '2023-05-06 17:01')).toEqual(['05-05 17:01 overdue', '05-06 09:00 urge'])
    const { taskId } = story.task('negative-approval')
    story.does('supervisor', 'decideNegativeAnswer', { taskId, granted: false, reason: '先问市局能否变通' })
    story.does('officer', 'recordResult', { kind: 'done', publicReply: '市局同意变通', proof: '会商纪要' })
    expect(story.state.tasks.filter(({ kind, state }) => kind === 'negative-revision' && state === 'open')).toEqual([])
  })
})

describe('奉贤: whoever reports something on the net is called within 5 working days', () => {
  it('given a report of 4 May, then it is answered by the 10th, by phone and by nothing else', () => {
    const story = accepted('fengxian', 'simple', {}, { channel: 'online' })
    expect(dueOf(story)).toBe('2023-05-10 17:00')
    story.does('officer', 'recordResult', { kind: 'done', publicReply: '已办成', proof: '通知书' })
    expect(story.refusal('officer', 'tellApplicant', { means: 'sms', toWhom: '王芳' })).toBe(
      'telling-means-not-allowed',
    )
    story.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
  })
})

describe('林州: yellow and red slips in 3 to 10 working days; the discipline office looks back', () => {
  it('given a case of 4 May, then 3 days are worked towards and the 17th is the last; the look back is never the handler’s', () => {
    const story = accepted('linzhou', 'complex')
    expect(story.state.caseClock?.clock.target).toEqual({ amount: 3, unit: 'working-days' })
    expect(dueOf(story)).toBe('2023-05-17 17:00')
    expect(heard(story, 'handle', '2023-05-10 17:01')).toEqual([]) // beyond the target is nobody's fault
    answer(story.at('2023-05-11 10:00'))
    expect(dueOf(story, 'follow-up')).toBe('2023-05-12 17:00')
    expect(story.refusal('officer', 'recordFollowUp', { solved: true, satisfaction: 5 })).toBe('follow-up-by-handler')
    story.does('supervisor', 'recordFollowUp', { solved: false, satisfaction: null, words: '仍未办成' })
    expect(story.state).toMatchObject({ status: 'in-progress', level: 1 })
    expect(dueOf(story)).toBe('2023-05-25 17:00') // the time begins again on the 11th
  })
})

describe('盐湖: 5 working days for what was left undone, 3 to explain what cannot be done', () => {
  it('given what cannot be done at all, then the explanation is due on the 8th, with its rule and another way', () => {
    const story = accepted('yanhu', 'complex', {}, { pain: 'cannot' })
    expect(dueOf(story)).toBe('2023-05-08 17:00')
    expect(dueOf(accepted('yanhu', 'complex'))).toBe('2023-05-10 17:00')
    expect(story.refusal('officer', 'recordResult', { ...explained, alternative: '' })).toBe('result-basis-required')
    story.at('2023-05-08 16:00').does('officer', 'recordResult', explained)
    story.does('officer', 'tellApplicant', { means: 'in-person', toWhom: '王芳' }).does('officer', 'resolveCase')
  })
})

describe('湘西: 3 working days, and 2 to explain', () => {
  it('given what cannot be done, when nobody explains by the 6th, then it is late, and urged on the 8th', () => {
    const story = accepted('xiangxi', 'simple', {}, { pain: 'cannot' })
    expect(dueOf(story)).toBe('2023-05-06 17:00')
    expect(heard(story, 'handle', '2023-05-08 17:01')).toEqual([
      '05-05 09:00 reminded',
      '05-06 17:01 overdue',
      '05-08 09:00 urge',
    ])
    expect(dueOf(accepted('xiangxi', 'simple'))).toBe('2023-05-08 17:00')
  })
})

describe('镇江: on the spot, 5 working days, or a time that is stated', () => {
  it('given what is special, then its time is stated on 4 May, and that is the one that is climbed for', () => {
    const story = registered('zhenjiang')
    expect(story.refusal('officer', 'acceptCase', { grade: 'special' })).toBe('limit-not-stated')
    story.does('officer', 'acceptCase', { grade: 'special', limit: { amount: 7, unit: 'working-days' } })
    expect(dueOf(story)).toBe('2023-05-12 17:00')
    expect(heard(story, 'handle', '2023-05-15 17:01')).toEqual([
      '05-11 09:00 reminded',
      '05-12 17:01 overdue',
      '05-15 09:00 urge',
    ])
    expect(dueOf(accepted('zhenjiang', 'complex'))).toBe('2023-05-10 17:00')
  })
  it('件件清零: not closed before the call, and a low rating is work again', () => {
    const story = answer(accepted('zhenjiang', 'complex'))
    expect(story.refusal('officer', 'closeCase')).toBe('closing-gate')
    story.does('colleague', 'recordFollowUp', { solved: true, satisfaction: 2, words: '等太久' })
    expect(dueOf(story, 'rating-call')).toBe('2023-05-05 17:00')
    expect(story.refusal('officer', 'closeCase')).toBe('closing-gate')
  })
})

describe('市民之家: answered and struck off within 5 working days', () => {
  it('given a case of 4 May, when it is answered on the 10th, then it is called and struck off that day', () => {
    const story = accepted('shimin', 'complex')
    expect(dueOf(story)).toBe('2023-05-10 17:00')
    answer(story.at('2023-05-10 14:00'))
    expect([dueOf(story, 'follow-up'), dueOf(story, 'strike-off')]).toEqual(['2023-05-10 17:00', '2023-05-10 17:00'])
    expect(heard(story, 'strike-off', '2023-05-11 09:00')).toEqual(['05-10 17:01 overdue', '05-11 09:00 urge'])
    story.does('colleague', 'recordFollowUp', { solved: true, satisfaction: 4 }).does('officer', 'closeCase')
  })
  it('what several departments must agree on has until the 17th', () => {
    expect(dueOf(accepted('shimin', 'special'))).toBe('2023-05-17 17:00')
  })
})
