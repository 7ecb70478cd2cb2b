import { describe, expect, test } from 'vitest'
import { said } from '../../kernel/testing/calendars.ts'
import { jingan2023 } from '../../policy/defaults/jingan-2023.ts'
import { Policy, type PolicyDocument } from '../../policy/schema.ts'
import { Story, type Who } from '../../testing/kit.ts'
import type { TaskKind } from '../words.ts'

const under = (negativeAnswers: PolicyDocument['negativeAnswers']): Policy =>
  Policy.parse({ ...jingan2023, negativeAnswers })
const approved = under({ approvedBy: 'supervisor', within: { amount: 4, unit: 'working-hours' } })

const refusal = { reason: 'petition' as const, explanation: '属于信访事项', remedy: '' }
const explained = {
  kind: 'explained' as const,
  publicReply: '依法不能办',
  legalBasis: '食品安全法第三十五条',
  alternative: '可改办备案',
}
const inHand = (policy: Policy, who: Who = 'officer') =>
  new Story({}, 'officer', policy).does(who, 'acceptCase', { grade: 'complex' })
const decision = (story: Story, granted: boolean, reason = '') => ({
  taskId: story.task('negative-approval').taskId,
  granted,
  reason,
})
const pending = (story: Story, kind: TaskKind) =>
  story.state.tasks.filter((task) => task.kind === kind && task.state === 'open')

describe('a “no” that somebody approves first', () => {
  test('given a result that says no, then it is drafted and waits for the supervisor; approved, it is the drafter’s', () => {
    const story = inHand(approved).does('officer', 'recordResult', explained)
    expect(story.state.result).toBeNull()
    const task = story.task('negative-approval')
    expect(task).toMatchObject({ party: { kind: 'supervisor' }, negative: explained, ask: '依法不能办' })
    expect(said(task.dueAt)).toBe('2026-03-02 13:30')
    expect(story.refusal('officer', 'decideNegativeAnswer', decision(story, true))).toBe('forbidden')
    expect(story.refusal('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })).toBe('result-missing')
    story.at('2026-03-02 11:00').does('supervisor', 'decideNegativeAnswer', decision(story, true, '同意'))
    expect(story.state.result).toMatchObject({ ...explained, recorded: { by: 'officer' } })
    expect(story.log.slice(-2).map(({ type, actor }) => [type, actor.kind === 'person' && actor.personId])).toEqual([
      ['NegativeAnswerDecided', 'supervisor'],
      ['ResultRecorded', 'supervisor'],
    ])
    story.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' }).does('officer', 'resolveCase')
    expect(story.state.status).toBe('resolved')
  })

  test('given a refusal, then the case stays registered until it is approved, and then ends', () => {
    const story = new Story({}, 'officer', approved).does('colleague', 'refuseCase', refusal)
    expect(story.state.status).toBe('registered')
    story.does('supervisor', 'decideNegativeAnswer', decision(story, true))
    expect(story.state).toMatchObject({ status: 'refused', refusal: { by: 'colleague' } })
    expect(story.state.refusal?.remedy).not.toBe('')
  })

  test('sent back with a reason, it is its author’s again with the draft kept, and the next draft replaces it', () => {
    const story = inHand(approved).does('officer', 'recordResult', explained)
    expect(story.refusal('supervisor', 'decideNegativeAnswer', decision(story, false))).toBe('negative-reason-missing')
    const { taskId } = story.task('negative-approval')
    story.does('supervisor', 'decideNegativeAnswer', decision(story, false, '依据不足'))
    expect(story.task('negative-revision')).toMatchObject({
      party: { kind: 'person', personId: 'officer' },
      subjectId: taskId,
      ask: '依据不足',
    })
    expect(story.state.tasks.find((task) => task.taskId === taskId)).toMatchObject({ negative: explained })
    story.does('officer', 'recordResult', { ...explained, legalBasis: '第三十五条第二款' })
    expect(pending(story, 'negative-revision')).toEqual([])
    expect(pending(story, 'negative-approval')).toHaveLength(1)
  })

  test('its author takes it back, and so may the supervisor; nobody else', () => {
    const story = new Story({}, 'officer', approved).does('officer', 'refuseCase', refusal)
    const input = { taskId: story.task('negative-approval').taskId, reason: '还能办' }
    expect(story.refusal('colleague', 'withdrawNegativeAnswer', input)).toBe('negative-not-yours')
    expect(story.refusal('supervisor', 'withdrawNegativeAnswer', input)).toBeNull()
    story.standIns.set('officer', 'colleague')
    expect(story.refusal('colleague', 'withdrawNegativeAnswer', input)).toBeNull()
    story.does('officer', 'withdrawNegativeAnswer', input)
    expect(pending(story, 'negative-approval')).toEqual([])
    story.does('officer', 'acceptCase', { grade: 'simple' })
  })

  test('whatever is answered otherwise overtakes it', () => {
    const taken = new Story({}, 'officer', approved).does('officer', 'refuseCase', refusal)
    expect(pending(taken.does('colleague', 'acceptCase', { grade: 'simple' }), 'negative-approval')).toEqual([])
    const done = inHand(approved).does('officer', 'recordResult', explained)
    done.does('officer', 'recordResult', { kind: 'done', publicReply: '已办成', proof: '凭证' })
    expect(pending(done, 'negative-approval')).toEqual([])
  })

  test('on the spot: the case is taken on, and told once the answer is approved', () => {
    const story = new Story({}, 'officer', approved)
    story.does('officer', 'answerOnSpot', { ...explained, means: 'in-person', toWhom: '王芳' })
    expect(story.state).toMatchObject({ status: 'in-progress', grade: 'on-the-spot', told: null })
    story.does('supervisor', 'decideNegativeAnswer', decision(story, true))
    story.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' }).does('officer', 'resolveCase')
  })

  test('the approver’s own no is said at once; where the leader approves, the supervisor drafts too', () => {
    const own = inHand(approved).does('supervisor', 'recordResult', explained)
    expect(own.state.result).toMatchObject({ recorded: { by: 'supervisor' } })
    const above = inHand(under({ approvedBy: 'leader' })).does('supervisor', 'recordResult', explained)
    expect(above.task('negative-approval').party).toEqual({ kind: 'leader' })
    expect(above.refusal('supervisor', 'decideNegativeAnswer', decision(above, true))).toBe('forbidden')
    above.does('leader', 'decideNegativeAnswer', decision(above, true))
    expect(above.state.result).toMatchObject({ recorded: { by: 'supervisor' } })
  })

  test('a refusal is not approved while the applicant’s papers lie here; it can still be sent back', () => {
    const story = new Story({}, 'officer', approved).does('officer', 'refuseCase', refusal)
    const papers = [{ name: '许可证', form: 'original' as const, copies: 1, condition: '', materialId: null }]
    story.does('officer', 'takeInPapers', { papers, from: '王芳', place: 'A 柜', consentToHandIn: true })
    expect(story.refusal('supervisor', 'decideNegativeAnswer', decision(story, true))).toBe('tasks-open')
    expect(story.refusal('supervisor', 'decideNegativeAnswer', decision(story, false, '先退材料'))).toBeNull()
  })

  test('late, it climbs like any other task', () => {
    const story = inHand(approved).does('officer', 'recordResult', explained)
    const { taskId } = story.task('negative-approval')
    story.sounds('2026-03-03 09:00')
    const climbed = story.state.escalations.find((one) => one.taskId === taskId)
    expect(climbed?.paper?.kind).toBe('urging')
    story.does('supervisor', 'decideNegativeAnswer', decision(story, true))
    expect(pending(story, 'oversee').filter(({ subjectId }) => subjectId === taskId)).toEqual([])
  })
})

describe('a “no” that is reported once it was said', () => {
  test('it is said at once, and the approver is told', () => {
    const story = new Story({}, 'officer', under({ approvedBy: 'leader', report: 'after' }))
    story.does('officer', 'refuseCase', refusal)
    expect(story.state.status).toBe('refused')
    expect(story.log.at(-1)).toMatchObject({
      type: 'NegativeAnswerReported',
      payload: { party: { kind: 'leader' }, answer: '属于信访事项' },
    })
  })
})
