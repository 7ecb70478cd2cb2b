import { describe, expect, test } from 'vitest'
import { countersignOf } from '../cases/countersign.ts'
import { resolvingGate } from '../cases/gate.ts'
import { recomputeDues } from '../cases/rules/recompute.ts'
import { involvedUnits } from '../identity/permissions.ts'
import { Story } from '../testing/kit.ts'
import { earlierSteps } from './send-back.ts'

const accepted = () => new Story().does('officer', 'acceptCase', { grade: 'complex' })
const both = ['district-market', 'district-tax']

describe('会签', () => {
  const asked = (onRefusal: 'ends' | 'supervisor-rules') =>
    accepted().does('officer', 'askCountersign', { ask: '是否同意容缺办理', unitIds: both, onRefusal })
  const standing = (story: Story) =>
    countersignOf(story.state, story.state.tasks.find((task) => task.purpose)?.requestId ?? '')
  const taskOf = (story: Story, unitId: string) => story.task('coordinate', unitId).taskId

  test('it is agreed when every unit has agreed, and blocks the result until then', () => {
    const story = asked('ends')
    story.does('district', 'agreeCountersign', { taskId: taskOf(story, 'district-market'), note: '同意' })
    expect(standing(story)).toBe('pending')
    expect(resolvingGate(story.state).some(({ what }) => what === 'task-open')).toBe(true)
    story.does('tax', 'agreeCountersign', { taskId: taskOf(story, 'district-tax') })
    expect(standing(story)).toBe('agreed')
  })

  test('a yes or no is asked: a plain reply is none, and only the unit itself says it', () => {
    const story = asked('ends')
    const taskId = taskOf(story, 'district-market')
    expect(story.refusal('district', 'replyToTask', { taskId, publicReply: '看情况' })).toBe('task-wrong-kind')
    expect(story.refusal('tax', 'agreeCountersign', { taskId })).toBe('forbidden')
    expect(story.refusal('officer', 'askCountersign', { ask: '再问', unitIds: both, onRefusal: 'ends' })).toBe(
      'unit-already-asked',
    )
  })

  test('where one refusal ends it, the others are not asked any longer', () => {
    const story = asked('ends')
    const taskId = taskOf(story, 'district-market')
    story.does('district', 'refuseCountersign', { taskId, reason: '缺主件' })
    expect(standing(story)).toBe('refused')
    expect(story.state.tasks.find(({ party }) => party.kind === 'unit' && party.unitId === 'district-tax')?.state).toBe(
      'withdrawn',
    )
  })

  test.each([
    [true, 'refused'],
    [false, 'pending'],
  ] as const)('where the supervisor rules: upheld %s leaves it %s', (upheld, left) => {
    const story = asked('supervisor-rules')
    story.does('district', 'refuseCountersign', { taskId: taskOf(story, 'district-market'), reason: '缺主件' })
    const ruling = { taskId: story.task('rule-on-refusal').taskId, upheld, reason: '按规则第八条' }
    expect(story.refusal('officer', 'ruleOnRefusal', ruling)).toBe('forbidden')
    story.does('supervisor', 'ruleOnRefusal', ruling)
    expect(standing(story)).toBe(left)
    if (upheld) return
    story.does('tax', 'agreeCountersign', { taskId: taskOf(story, 'district-tax') })
    expect(standing(story)).toBe('agreed')
  })
})

describe('会签 that is refused', () => {
  const done = { kind: 'done' as const, publicReply: '已办成', proof: '凭证' }
  const asked = (onRefusal: 'ends' | 'supervisor-rules' = 'ends') =>
    accepted()
      .does('officer', 'askCountersign', { ask: '是否同意容缺办理', unitIds: both, onRefusal })
      .does('officer', 'recordResult', done)
      .does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
  const refused = () => {
    const story = asked()
    const { taskId } = story.task('coordinate', 'district-market')
    return { story: story.does('district', 'refuseCountersign', { taskId, reason: '缺主件' }), taskId }
  }
  const missing = (story: Story) => resolvingGate(story.state).map(({ what }) => what)

  test('it stands between the case and its end; what cannot be done may be explained all the same', () => {
    const { story } = refused()
    expect(missing(story)).toEqual(['countersign-refused'])
    expect(story.refusal('officer', 'resolveCase')).toBe('countersign-refused')
    story.does('supervisor', 'recordResult', {
      kind: 'explained',
      publicReply: '不能办',
      legalBasis: '第八条',
      alternative: '补件',
    })
    expect(missing(story)).toEqual(['result-not-told'])
  })

  test('the supervisor overrules it with a reason, nobody else', () => {
    const { story, taskId } = refused()
    expect(story.refusal('officer', 'overruleRefusal', { taskId, reason: '可以' })).toBe('forbidden')
    story.does('supervisor', 'overruleRefusal', { taskId, reason: '按容缺清单可后补' })
    expect(missing(story)).toEqual([])
    expect(story.refusal('supervisor', 'overruleRefusal', { taskId, reason: '再次' })).toBe('task-wrong-kind')
    story.does('officer', 'resolveCase')
  })

  test('asked again of whoever has not agreed, it holds until everybody does', () => {
    const { story, taskId } = refused()
    story.does('officer', 'askCountersignAgain', { taskId, ask: '补了主件，是否同意' })
    expect(story.refusal('officer', 'askCountersignAgain', { taskId })).toBe('refusal-settled')
    expect(missing(story)).toEqual(['task-open', 'task-open'])
    story.does('tax', 'agreeCountersign', { taskId: story.task('coordinate', 'district-tax').taskId })
    const again = story.task('coordinate', 'district-market').taskId
    story.does('district', 'refuseCountersign', { taskId: again, reason: '仍缺' })
    expect(missing(story)).toEqual(['countersign-refused'])
    story.does('officer', 'askCountersignAgain', { taskId: again })
    story.does('district', 'agreeCountersign', { taskId: story.task('coordinate', 'district-market').taskId })
    expect(missing(story)).toEqual([])
  })

  test('whoever asked cannot make a yes of it by taking the unwilling unit out: the request ends', () => {
    const story = asked()
    const { taskId, requestId } = story.task('coordinate', 'district-market')
    story.does('tax', 'agreeCountersign', { taskId: story.task('coordinate', 'district-tax').taskId })
    story.does('officer', 'withdrawTask', { taskId, reason: '不再问' })
    expect(countersignOf(story.state, requestId ?? '')).toBe('withdrawn')
    const other = asked()
    other.does('officer', 'withdrawTask', {
      taskId: other.task('coordinate', 'district-market').taskId,
      reason: '不再问',
    })
    expect(other.state.tasks.filter((task) => task.purpose && task.state === 'open')).toEqual([])
  })

  test('the supervisor takes one unit out, and answers for it: the others go on', () => {
    const story = asked()
    const { taskId, requestId } = story.task('coordinate', 'district-market')
    story.does('supervisor', 'withdrawTask', { taskId, reason: '与该单位无关' })
    expect(story.lastTypes).toContain('CountersignerReleased')
    expect(countersignOf(story.state, requestId ?? '')).toBe('pending')
    story.does('tax', 'agreeCountersign', { taskId: story.task('coordinate', 'district-tax').taskId })
    expect(countersignOf(story.state, requestId ?? '')).toBe('agreed')
  })
})

describe('征求意见', () => {
  test('an opinion is asked for and holds nothing up; with the result it is no longer owed', () => {
    const story = accepted().does('officer', 'seekOpinion', { ask: '有何意见', unitIds: both })
    story.does('tax', 'replyToTask', { taskId: story.task('coordinate', 'district-tax').taskId, publicReply: '无意见' })
    const result = { kind: 'done' as const, publicReply: '已办成', proof: '凭证' }
    story.does('officer', 'recordResult', result).does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    expect(resolvingGate(story.state)).toEqual([])
    story.does('officer', 'resolveCase')
    expect(story.state.tasks.find((task) => task.purpose && task.state === 'withdrawn')?.ended?.outcome).toBe(
      'resolved',
    )
  })

  test('given a unit that sends it back, then another may be chosen, and nothing waits for that either', () => {
    const story = accepted().does('officer', 'seekOpinion', { ask: '有何意见', unitIds: ['district-tax'] })
    story.does('tax', 'returnTask', { taskId: story.task('coordinate').taskId, reason: '不属本局' })
    const result = { kind: 'done' as const, publicReply: '已办成', proof: '凭证' }
    story.does('officer', 'recordResult', result).does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    expect(
      story.refusal('officer', 'redirectTask', { taskId: story.task('redirect').taskId, toUnitId: 'city-market' }),
    ).toBeNull()
    expect(resolvingGate(story.state)).toEqual([])
    story.does('officer', 'resolveCase')
    expect(story.state.tasks.find(({ kind }) => kind === 'redirect')).toMatchObject({
      state: 'withdrawn',
      ended: { outcome: 'resolved' },
    })
  })
})

describe('加签 · 加派', () => {
  test('one more unit joins an open request, as one that assists; not the same again', () => {
    const story = accepted()
    story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
    const { taskId, requestId } = story.task('coordinate')
    story.does('officer', 'addUnit', { taskId, unitId: 'district-tax' })
    expect(story.task('coordinate', 'district-tax')).toMatchObject({ requestId, part: 'assist', ask: '请查' })
    expect(story.refusal('officer', 'addUnit', { taskId, unitId: 'district-tax' })).toBe('unit-already-asked')
    expect(story.refusal('officer', 'addUnit', { taskId, unitId: 'district-market' })).toBe('unit-same')
    expect(story.refusal('colleague', 'addUnit', { taskId, unitId: 'city-market' })).toBe('forbidden')
  })

  test('who is added to a 会签 must agree too', () => {
    const story = accepted().does('officer', 'askCountersign', { ask: '同意否', unitIds: both, onRefusal: 'ends' })
    story.does('officer', 'addUnit', { taskId: story.task('coordinate').taskId, unitId: 'city-market' })
    expect(story.task('coordinate', 'city-market').purpose).toEqual({ kind: 'countersign', onRefusal: 'ends' })
  })
})

describe('抄送', () => {
  test('the unit sees the case, owes nothing, and marks it as read once', () => {
    const story = accepted()
    expect(story.refusal('tax', 'addNote', { text: '看看' })).toBe('case-not-visible')
    const open = story.state.tasks.length
    story.does('officer', 'copyCase', { unitIds: ['district-tax'], note: '请知悉' })
    expect(story.state.tasks).toHaveLength(open)
    expect(involvedUnits(story.state)).toContain('district-tax')
    expect(story.refusal('officer', 'copyCase', { unitIds: ['district-tax'] })).toBe('copy-unread')
    story.does('tax', 'markCopyRead')
    expect(story.state.copies?.[0]?.read).not.toBeNull()
    expect(story.refusal('tax', 'markCopyRead')).toBe('copy-none')
  })
})

describe('催办', () => {
  test('whoever asked urges, once a day, and no due time moves', () => {
    const story = accepted()
    story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
    const { taskId, dueAt } = story.task('coordinate')
    story.does('officer', 'urgeTask', { taskId, words: '申请人在等' })
    expect(story.task('coordinate')).toMatchObject({ dueAt, urgings: [{ words: '申请人在等' }] })
    expect(story.refusal('supervisor', 'urgeTask', { taskId, words: '再催' })).toBe('urged-today')
    story.at('2026-03-03 10:00').does('supervisor', 'urgeTask', { taskId, words: '再催' })
    expect(story.refusal('colleague', 'urgeTask', { taskId, words: '也催' })).toBe('forbidden')
    const own = story.task('handle').taskId
    expect(story.refusal('officer', 'urgeTask', { taskId: own, words: '催自己' })).toBe('task-wrong-kind')
  })
})

describe('退回 to a chosen step', () => {
  const step = (key: string, after: string[]) => ({
    key,
    title: key,
    channel: 'offline' as const,
    party: { kind: 'unit' as const, unitId: 'district-market' },
    after,
    limit: null,
    formId: null,
  })
  const named = (story: Story, ask: string) => {
    const task = story.state.tasks.find((one) => one.ask === ask)
    if (!task) throw new Error(`no step ${ask}`)
    return task
  }
  const planned = () => {
    const story = accepted().does('officer', 'layPlan', { steps: [step('a', []), step('b', ['a']), step('c', ['b'])] })
    for (const ask of ['a', 'b'])
      story.does('district', 'completeStep', { taskId: named(story, ask).taskId, outcome: '好' })
    return story
  }

  test('the chosen step is armed again, what stood on it waits, and the round is counted', () => {
    const story = planned()
    const [a, b, c] = ['a', 'b', 'c'].map((ask) => named(story, ask).taskId) as [string, string, string] // three names
    expect(earlierSteps(story.state, named(story, 'c')).map(({ ask }) => ask)).toEqual(['b', 'a'])
    story.does('district', 'requestExtension', { taskId: c, limit: { amount: 1, unit: 'working-days' }, reason: '等' })
    story.does('district', 'sendBackStep', { taskId: c, toTaskId: a, reason: '材料不对' })
    expect(named(story, 'a')).toMatchObject({ state: 'open', rounds: 1, reply: null })
    expect([named(story, 'b').state, named(story, 'c').state]).toEqual(['waiting', 'waiting'])
    expect(story.state.tasks.some((task) => task.kind === 'decide-extension' && task.state === 'open')).toBe(false)
    for (const taskId of [a, b, c]) story.does('district', 'completeStep', { taskId, outcome: '好' })
    expect(named(story, 'c').state).toBe('done')
  })

  test('a step that is done anew has its full time, and may be prolonged anew', () => {
    const story = planned()
    const [b, c] = [named(story, 'b').taskId, named(story, 'c').taskId]
    const limit = { amount: 1, unit: 'working-days' as const }
    story.does('district', 'requestExtension', { taskId: c, limit, reason: '等' })
    story.does('supervisor', 'decideExtension', {
      taskId: story.task('decide-extension').taskId,
      granted: true,
      reason: '可',
    })
    story.does('district', 'sendBackStep', { taskId: c, toTaskId: b, reason: '材料不对' })
    story.does('district', 'completeStep', { taskId: b, outcome: '好' })
    const again = named(story, 'c')
    expect(again).toMatchObject({ state: 'open', extensions: 0 })
    expect(again.extendedBy).toBeUndefined()
    expect(recomputeDues(story.state, '核对', story.context('officer'))).toEqual([])
    expect(story.refusal('district', 'requestExtension', { taskId: c, limit, reason: '再等' })).toBeNull()
  })

  test('a step that is not before it, or not done, cannot be chosen', () => {
    const story = planned()
    const c = named(story, 'c').taskId
    expect(story.refusal('district', 'sendBackStep', { taskId: c, toTaskId: c, reason: '错' })).toBe('step-not-earlier')
    const lone = accepted().does('officer', 'layPlan', { steps: [step('a', [])] })
    const { taskId } = named(lone, 'a')
    expect(lone.refusal('district', 'sendBackStep', { taskId, toTaskId: taskId, reason: '错' })).toBe(
      'step-not-earlier',
    )
  })
})

test('a hand-over that nobody takes in time comes back to the giver, and nobody climbs over it', () => {
  const story = accepted().does('officer', 'offerHandOver', { toPersonId: 'colleague', note: '休假' })
  story.sounds('2026-03-09 10:00')
  expect(story.state.ownerId).toBe('officer')
  expect(story.state.tasks.find((task) => task.kind === 'accept-hand-over')).toMatchObject({
    state: 'done',
    ended: { outcome: 'expired' },
  })
  const before = story.log.length
  story.sounds('2026-03-09 10:00')
  expect(story.log.slice(before)).toEqual([])
  expect(story.refusal('officer', 'offerHandOver', { toPersonId: 'colleague', note: '再次' })).toBeNull()
})
