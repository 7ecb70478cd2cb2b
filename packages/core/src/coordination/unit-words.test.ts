import { describe, expect, test } from 'vitest'
import { involvedUnits } from '../identity/permissions.ts'
import { tellingsOf } from '../notifications/telling.ts'
import { at, Story } from '../testing/kit.ts'

const asked = () =>
  new Story()
    .does('officer', 'acceptCase', { grade: 'complex' })
    .does('officer', 'askUnits', { ask: '请查执照', units: [{ unitId: 'district-market', part: 'lead' }] })
const reply = { publicReply: '已改好' }

describe('within a unit’s own task', () => {
  test('征求意见: its reply does not wait for the opinions, and ends them', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    const request = { taskId, ask: '有何意见', unitIds: ['district-tax'] }
    expect(story.refusal('tax', 'seekOpinionWithin', request)).toBe('case-not-visible')
    expect(story.refusal('district', 'seekOpinionWithin', { ...request, unitIds: ['district-market'] })).toBe(
      'unit-same',
    )
    story.does('district', 'seekOpinionWithin', request)
    expect(story.task('coordinate', 'district-tax')).toMatchObject({
      parentTaskId: taskId,
      purpose: { kind: 'opinion' },
    })
    story.does('district', 'replyToTask', { taskId, ...reply })
    expect(story.state.tasks.at(-1)).toMatchObject({ state: 'withdrawn' })
  })

  test('征求意见 that a unit sent back: the reply does not wait for the choice of another, and ends it', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    story.does('district', 'seekOpinionWithin', { taskId, ask: '有何意见', unitIds: ['district-tax'] })
    story.does('tax', 'returnTask', { taskId: story.task('coordinate', 'district-tax').taskId, reason: '不属本局' })
    expect(story.task('redirect')).toMatchObject({ parentTaskId: taskId, state: 'open' })
    story.does('district', 'replyToTask', { taskId, ...reply })
    expect(story.state.tasks.at(-1)).toMatchObject({ kind: 'redirect', state: 'withdrawn' })
  })

  test('会签: its reply waits until the other unit has said yes or no', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    story.does('district', 'askCountersignWithin', {
      taskId,
      ask: '是否同意',
      unitIds: ['district-tax'],
      onRefusal: 'ends',
    })
    expect(story.refusal('district', 'replyToTask', { taskId, ...reply })).toBe('task-waits-for-child')
    const child = story.task('coordinate', 'district-tax').taskId
    story.does('tax', 'refuseCountersign', { taskId: child, reason: '缺件' })
    expect(story.refusal('district', 'askCountersignAgain', { taskId: child })).toBeNull()
    story.does('district', 'replyToTask', { taskId, ...reply })
  })
})

describe('转办', () => {
  test('the other unit has the task, with its due time and rounds; the giver is out and still sees the case', () => {
    const story = asked()
    const { taskId, dueAt } = story.task('coordinate')
    story.does('district', 'transferTask', { taskId, toUnitId: 'district-tax', reason: '属税务' })
    expect(story.task('coordinate')).toMatchObject({ taskId, dueAt, party: { unitId: 'district-tax' }, signed: null })
    expect(story.refusal('district', 'replyToTask', { taskId, ...reply })).toBe('forbidden')
    expect(involvedUnits(story.state)).toContain('district-market')
    story.does('tax', 'replyToTask', { taskId, ...reply })
  })

  test('whoever asked is told as the other unit is: the owner, or the unit above in the chain', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    story.does('district', 'forwardTask', { taskId, toUnitId: 'city-market', direction: 'up', ask: '请指示' })
    const child = story.task('coordinate', 'city-market').taskId
    story.does('city', 'transferTask', { taskId: child, toUnitId: 'info-centre', reason: '属系统' })
    const transferred = () => story.log.filter(({ type }) => type === 'TaskTransferred').slice(-1)
    expect(tellingsOf(transferred(), story.state)).toMatchObject([
      { topic: 'task-assigned', taskId: child, party: { kind: 'unit', unitId: 'info-centre' } },
      { topic: 'task-transferred', taskId: child, party: { kind: 'unit', unitId: 'district-market' }, ask: '请指示' },
    ])
    story.does('district', 'withdrawTask', { taskId: child, reason: '已明确' })
    story.does('district', 'transferTask', { taskId, toUnitId: 'district-tax', reason: '属税务' })
    expect(tellingsOf(transferred(), story.state)[1]).toMatchObject({
      topic: 'task-transferred',
      taskId,
      party: { kind: 'owner' },
    })
  })

  test('not back to where it came from, not in a circle, not while something of it is asked', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    story.does('district', 'transferTask', { taskId, toUnitId: 'district-tax', reason: '属税务' })
    story.does('tax', 'transferTask', { taskId, toUnitId: 'info-centre', reason: '属系统' })
    for (const toUnitId of ['district-market', 'district-tax'])
      expect(story.refusal('info', 'transferTask', { taskId, toUnitId, reason: '不属' })).toBe(
        'transfer-came-from-there',
      )
    story.does('info', 'forwardTask', { taskId, toUnitId: 'city-market', direction: 'across', ask: '请协查' })
    expect(story.refusal('info', 'transferTask', { taskId, toUnitId: 'ems', reason: '不属' })).toBe(
      'task-waits-for-child',
    )
    const child = story.task('coordinate', 'city-market').taskId
    expect(story.refusal('city', 'transferTask', { taskId: child, toUnitId: 'info-centre', reason: '不属' })).toBe(
      'transfer-came-from-there',
    )
  })
})

describe('撤回 of one’s own reply', () => {
  const replied = () => {
    const story = asked()
    const { taskId, dueAt } = story.task('coordinate')
    return { story: story.does('district', 'replyToTask', { taskId, ...reply }), taskId, dueAt }
  }

  test('while nobody has used it, the task is open again and due when it was', () => {
    const { story, taskId, dueAt } = replied()
    expect(story.refusal('officer', 'recallReply', { taskId, reason: '错' })).toBe('forbidden')
    story.does('district', 'recallReply', { taskId, reason: '数据有误' })
    expect(story.task('coordinate')).toMatchObject({ taskId, dueAt, state: 'open', reply: null, ended: null })
    story.does('district', 'replyToTask', { taskId, publicReply: '更正后的答复' })
  })

  test('not once a plan was made from it, or the result recorded', () => {
    const result = replied()
    result.story.does('officer', 'recordResult', { kind: 'done', publicReply: '已办成', proof: '凭证' })
    expect(result.story.refusal('district', 'recallReply', { taskId: result.taskId, reason: '错' })).toBe('reply-used')
    const plan = replied()
    const party = { kind: 'owner' as const }
    const step = { key: 'a', title: '一', channel: 'offline' as const, party, after: [], limit: null, formId: null }
    plan.story.does('officer', 'layPlan', { steps: [step] })
    expect(plan.story.refusal('district', 'recallReply', { taskId: plan.taskId, reason: '错' })).toBe('reply-used')
  })
})

describe('督办 by hand', () => {
  test('the supervisor or the leader chooses whom and until when, and the paper has a number', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    const paper = { taskId, party: { kind: 'unit' as const, unitId: 'city-market' }, reason: '请亲自过问' }
    const dueAt = at('2026-03-04 17:00')
    expect(story.refusal('officer', 'superviseTask', { ...paper, dueAt })).toBe('forbidden')
    expect(story.refusal('leader', 'superviseTask', { ...paper, dueAt: at('2026-03-01 17:00') })).toBe(
      'supervision-date-past',
    )
    story.does('leader', 'superviseTask', { ...paper, dueAt })
    expect(story.task('oversee')).toMatchObject({ party: paper.party, dueAt, subjectId: taskId, ask: '请亲自过问' })
    expect(story.state.escalations.at(-1)?.paper).toEqual({ kind: 'supervision', number: `${story.state.caseNo}-D1` })
    expect(story.refusal('supervisor', 'superviseTask', { ...paper, dueAt })).toBe('supervision-pending')
    story.does('city', 'settleOversight', { taskId: story.task('oversee').taskId, decision: '已督促' })
  })

  test('a named person of a unit that had no part in the case sees it from then on', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    const party = { kind: 'person' as const, personId: 'tax' }
    story.does('supervisor', 'superviseTask', { taskId, party, dueAt: at('2026-03-04 17:00'), reason: '请过问' })
    story.does('tax', 'settleOversight', { taskId: story.task('oversee').taskId, decision: '已过问' })
    expect(
      story.refusal('supervisor', 'superviseTask', {
        taskId,
        party: { kind: 'person', personId: 'auditor' },
        dueAt: at('2026-03-04 17:00'),
        reason: '请过问',
      }),
    ).toBe('person-not-handler')
  })
})

test('抄送 to a person, and to the leader: only they mark it as read', () => {
  const story = asked()
  expect(story.refusal('officer', 'copyCase', {})).toBe('copy-to-nobody')
  expect(story.refusal('officer', 'copyCase', { personIds: ['auditor'] })).toBe('person-not-handler')
  story.does('officer', 'copyCase', { personIds: ['leader', 'tax'], note: '请知悉' })
  expect(story.refusal('supervisor', 'markCopyRead')).toBe('copy-none')
  story.does('leader', 'markCopyRead').does('tax', 'markCopyRead')
  expect(story.state.copies?.every(({ read }) => read)).toBe(true)
})

test('移交 before acceptance: the other person owns what was registered; whoever accepts it ends an offer', () => {
  const story = new Story().does('officer', 'offerHandOver', { toPersonId: 'colleague', note: '换班' })
  story.does('colleague', 'acceptHandOver', { taskId: story.task('accept-hand-over').taskId })
  expect(story.state).toMatchObject({ ownerId: 'colleague', status: 'registered' })
  story.does('colleague', 'offerHandOver', { toPersonId: 'officer', note: '换班' })
  story.does('supervisor', 'acceptCase', { grade: 'simple' })
  expect(story.state.ownerId).toBe('supervisor')
  expect(story.state.tasks.find((task) => task.kind === 'accept-hand-over' && task.state === 'open')).toBeUndefined()
  const refused = new Story().does('officer', 'offerHandOver', { toPersonId: 'colleague', note: '换班' })
  refused.does('officer', 'refuseCase', { reason: 'petition', explanation: '属信访' })
  expect(refused.state.status).toBe('refused')
})
