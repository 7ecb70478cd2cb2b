import { describe, expect, test } from 'vitest'
import { closingGate } from '../cases/gate.ts'
import { Story } from '../testing/kit.ts'

const result = { kind: 'done' as const, publicReply: '已注销', proof: '注销通知书' }
const resolved = () =>
  new Story()
    .does('officer', 'acceptCase', { grade: 'simple' })
    .does('officer', 'recordResult', result)
    .does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    .does('officer', 'resolveCase')

describe('回访', () => {
  test('is made by somebody else, within one working day', () => {
    const story = resolved()
    const solved = { solved: true, satisfaction: 5 }
    expect(story.refusal('officer', 'recordFollowUp', solved)).toBe('follow-up-by-handler')
    expect(story.refusal('colleague', 'recordFollowUp', solved)).toBeNull()
  })

  test('whoever cannot be reached was tried three times before that may stand', () => {
    const story = resolved()
    const nobody = { solved: null, satisfaction: null }
    expect(story.refusal('colleague', 'recordFollowUp', nobody)).toBe('follow-up-try-again')
    for (const note of ['无人接听', '无人接听', '停机']) story.does('colleague', 'recordFollowUpAttempt', { note })
    story.does('colleague', 'recordFollowUp', nobody).does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })

  test('not solved: one level higher, the first result kept, and everything possible again that was possible before', () => {
    const story = resolved().does('colleague', 'recordFollowUp', {
      solved: false,
      satisfaction: 2,
      words: '押金还没退',
    })
    expect(story.state).toMatchObject({ status: 'in-progress', level: 1, result: null })
    expect(story.state.rounds[0]?.result?.publicReply).toBe('已注销')
    expect(story.task('oversee').party).toEqual({ kind: 'supervisor' })
    story.does('officer', 'askUnits', { ask: '请再查', units: [{ unitId: 'district-market', part: 'lead' }] })
    story.does('district', 'replyToTask', { taskId: story.task('coordinate').taskId, publicReply: '系统已解锁' })
    story.does('officer', 'recordResult', result).does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    expect(story.refusal('officer', 'resolveCase')).toBe('tasks-open') // the supervisor has not said how it goes on
    story.does('supervisor', 'settleOversight', { taskId: story.task('oversee').taskId, decision: '同意按此办结' })
    story.does('officer', 'resolveCase').does('colleague', 'recordFollowUp', { solved: true, satisfaction: 4 })
    expect(story.refusal('officer', 'closeCase')).toBe('closing-gate') // nobody called back about the low rating
    const { taskId } = story.task('rating-call')
    story.does('supervisor', 'recordRatingCall', { taskId, finding: 'founded', words: '确实漏办，已致歉' })
    story.does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })
})

describe('差评', () => {
  const rated = (satisfaction: number | null, solved = true) =>
    resolved().does('colleague', 'recordFollowUp', { solved, satisfaction, words: '态度生硬' })
  const owed = (story: Story) => story.state.tasks.filter(({ kind }) => kind.startsWith('rating-'))

  test('somebody calls back within a day and it is set right within five, or the case stays open', () => {
    const story = rated(2)
    expect(story.task('rating-call')).toMatchObject({
      party: { kind: 'supervisor' },
      clock: { limit: { amount: 1, unit: 'working-days' } },
    })
    expect(story.task('rating-right')).toMatchObject({
      party: { kind: 'owner' },
      clock: { limit: { amount: 5, unit: 'working-days' } },
    })
    const [call, right] = [story.task('rating-call').taskId, story.task('rating-right').taskId]
    expect(story.refusal('officer', 'recordRatingCall', { taskId: call, finding: 'mistaken', words: '误点' })).toBe(
      'forbidden',
    )
    story.does('supervisor', 'recordRatingCall', { taskId: call, finding: 'founded', words: '情况属实' })
    expect(story.refusal('officer', 'closeCase')).toBe('closing-gate')
    story.does('officer', 'recordSettingRight', { taskId: right, outcome: '已当面致歉' }).does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })

  test('a mistaken one need not be set right', () => {
    const story = rated(1)
    const { taskId } = story.task('rating-call')
    story.does('supervisor', 'recordRatingCall', { taskId, finding: 'mistaken', words: '按错了键' })
    expect(owed(story).map(({ state }) => state)).toEqual(['done', 'withdrawn'])
    story.does('officer', 'closeCase')
    expect(story.state.status).toBe('closed')
  })

  test('three stars, or none, owe nothing', () => {
    expect(owed(rated(3))).toEqual([])
    expect(owed(rated(null))).toEqual([])
  })

  test('not solved and rated low: the reopened case is set right within the rating’s time, whatever its grade', () => {
    const story = new Story()
      .does('officer', 'acceptCase', { grade: 'special' })
      .does('officer', 'recordResult', result)
      .does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
      .does('officer', 'resolveCase')
      .does('colleague', 'recordFollowUp', { solved: false, satisfaction: 1, words: '没有办成' })
    expect(owed(story).map(({ kind }) => kind)).toEqual(['rating-call'])
    expect(story.state.caseClock?.clock.limit).toEqual({ amount: 5, unit: 'working-days' })
  })
})

describe('短信意愿', () => {
  test('who wants no SMS is told otherwise, until they change their mind; a correction of the name changes nothing of it', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
    const asked = { items: ['租赁合同'], means: 'sms' as const }
    expect(story.refusal('officer', 'askApplicant', asked)).toBeNull()
    story.does('officer', 'setSmsConsent', { refuses: true, note: '本人要求' })
    const applicant = { kind: 'person' as const, name: '王方', contactName: null, uscc: null, identityKind: null }
    story.does('officer', 'correctDetails', {
      applicant: { ...applicant, identity: null, phone: null },
      reason: '错字',
    })
    expect(story.refusal('officer', 'askApplicant', asked)).toBe('applicant-refuses-sms')
    expect(story.refusal('officer', 'setSmsConsent', { refuses: true })).toBe('correction-empty')
    story.does('officer', 'setSmsConsent', { refuses: false })
    expect(story.refusal('officer', 'askApplicant', asked)).toBeNull()
  })
})

describe('销号', () => {
  test('the gate names everything that is missing, and who can do it', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
    story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
    story.does('officer', 'takeInPapers', {
      papers: [{ name: '许可证', form: 'original', copies: 1, condition: '', materialId: null }],
      from: '王芳',
      place: 'A 柜',
      consentToHandIn: true,
    })
    expect(closingGate(story.state)).toMatchObject([
      { what: 'task-open', kind: 'coordinate', who: { kind: 'unit', unitId: 'district-market' } },
      { what: 'paper-held', label: '许可证' },
      { what: 'result-missing', who: { kind: 'owner' } },
      { what: 'not-resolved', who: { kind: 'owner' } },
    ])
    expect(story.refusal('officer', 'closeCase')).toBe('closing-gate')
    expect(story.refusal('supervisor', 'closeCase')).toBe('closing-gate')
  })

  test('there is no closed without result: each kind demands its own proof', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
    const of = (kind: 'done' | 'explained' | 'returned-to-normal' | 'withdrawn', rest = {}) =>
      story.refusal('officer', 'recordResult', { kind, publicReply: '答复', ...rest })
    expect(of('done')).toBe('result-proof-required')
    expect(of('explained', { legalBasis: '食品安全法第三十五条' })).toBe('result-basis-required')
    expect(of('explained', { legalBasis: '食品安全法第三十五条', alternative: '可改办备案' })).toBeNull()
    expect(of('returned-to-normal')).toBe('result-proof-required')
    expect(of('withdrawn')).toBe('result-proof-required')
    expect(of('withdrawn', { applicantWords: '我自己去办了' })).toBeNull()
  })
})

describe('移交', () => {
  test('the owner is never empty: until the other accepts, the giver still has it', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
    expect(story.refusal('officer', 'offerHandOver', { toPersonId: 'district', note: '换人' })).toBe(
      'person-not-handler',
    )
    story.does('officer', 'offerHandOver', { toPersonId: 'colleague', note: '轮休' })
    expect(story.state.ownerId).toBe('officer')
    const { taskId } = story.task('accept-hand-over')
    expect(story.refusal('supervisor', 'acceptHandOver', { taskId })).toBe('forbidden')
    story.does('colleague', 'declineHandOver', { taskId, reason: '手上已满' })
    story.does('officer', 'offerHandOver', { toPersonId: 'colleague', note: '仍请接手' })
    story.does('colleague', 'acceptHandOver', { taskId: story.task('accept-hand-over').taskId })
    expect(story.state.ownerId).toBe('colleague')
    expect(story.state.handlerIds).toEqual(['officer', 'colleague']) // neither may make the follow-up
  })
})

describe('更正', () => {
  test('a wrong entry is set right by a further event, and the first one stays', () => {
    const story = new Story({ want: '注销烟草证' })
    story.does('officer', 'correctDetails', { want: '注销食品经营许可证', reason: '听错了' })
    expect(story.state.want).toBe('注销食品经营许可证')
    expect(story.log[0]).toMatchObject({ type: 'CaseRegistered', payload: { want: '注销烟草证' } })
    expect(story.refusal('officer', 'correctEntry', { seq: 99, text: '无', reason: '无' })).toBe('entry-unknown')
  })

  test('a number that fails its check is warned of, and kept when somebody says why', () => {
    const applicant = { kind: 'person' as const, name: '王芳', identity: '11010519491231002Y' }
    const typed = { ...applicant, contactName: null, uscc: null, identityKind: null, phone: null }
    expect(() => new Story({ applicant: typed })).toThrow('identifier-suspect')
    const kept = new Story({ applicant: typed, overrides: [{ field: 'identity', reason: '派出所已核实' }] })
    expect(kept.state.applicant.identity?.masked).toBe('identity***')
  })
})
