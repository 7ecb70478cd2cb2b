import { describe, expect, test } from 'vitest'
import { said } from '../kernel/testing/calendars.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { Policy, type PolicyDocument } from '../policy/schema.ts'
import { at, Story } from '../testing/kit.ts'

const under = (firstContact: PolicyDocument['firstContact']): Story =>
  new Story({}, 'officer', Policy.parse({ ...jingan2023, firstContact }))
const sameDay = { amount: 0, unit: 'on-the-spot' as const }
const contacts = (story: Story) =>
  story.state.tasks
    .filter(({ kind }) => kind === 'first-contact')
    .map(({ party, state, ended }) => [party.kind === 'unit' ? party.unitId : party.kind, ended?.outcome ?? state])
const said1 = { means: 'phone' as const, toWhom: '王芳', words: '已告知正在核查，三日内答复' }

describe('the window calls first', () => {
  const byWindow = { by: 'window' as const, within: { amount: 1, unit: 'working-days' as const } }

  test('given an accepted case, then its owner owes a call, and records when, how and what was said', () => {
    const story = under(byWindow).does('officer', 'acceptCase', { grade: 'complex' })
    const task = story.task('first-contact')
    expect(task.party).toEqual({ kind: 'owner' })
    expect(said(task.dueAt)).toBe('2026-03-03 17:00')
    const input = { taskId: task.taskId, at: at('2026-03-02 10:00'), ...said1 }
    expect(story.refusal('colleague', 'recordContact', input)).toBe('forbidden')
    expect(story.refusal('officer', 'recordContact', input)).toBe('contact-not-yet')
    story.at('2026-03-02 10:05').does('officer', 'recordContact', input)
    expect(contacts(story)).toEqual([['owner', 'contacted']])
  })

  test('whoever asks the applicant for something has called', () => {
    const story = under(byWindow).does('officer', 'acceptCase', { grade: 'complex' })
    story.does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    expect(contacts(story)).toEqual([['owner', 'contacted']])
  })

  test('what is answered on the spot owes none; a unit’s slip owes none either', () => {
    const onSpot = under(byWindow).does('officer', 'answerOnSpot', {
      kind: 'done',
      publicReply: '已办',
      proof: '通知书',
      means: 'in-person',
      toWhom: '王芳',
    })
    expect(contacts(onSpot)).toEqual([])
    const none = under(null).does('officer', 'acceptCase', { grade: 'complex' })
    expect(contacts(none)).toEqual([])
  })
})

describe('the lead unit calls first', () => {
  const asked = () =>
    under({ by: 'unit', within: sameDay })
      .does('officer', 'acceptCase', { grade: 'complex' })
      .does('officer', 'askUnits', {
        ask: '请查',
        units: [
          { unitId: 'district-market', part: 'lead' },
          { unitId: 'district-tax', part: 'assist' },
        ],
      })

  test('given a slip, then the unit owes a call the same day; late, it is urged', () => {
    const story = asked()
    expect(contacts(story)).toEqual([['district-market', 'open']])
    const task = story.task('first-contact')
    expect(said(task.dueAt)).toBe('2026-03-02 17:00')
    story.sounds('2026-03-03 09:00')
    expect(story.state.escalations.find(({ taskId }) => taskId === task.taskId)?.paper?.kind).toBe('urging')
    story.does('district', 'recordContact', { taskId: task.taskId, at: at('2026-03-03 09:00'), ...said1 })
    expect(contacts(story)).toEqual([['district-market', 'contacted']])
  })

  test('it goes with the slip: returned and given to another, that one calls', () => {
    const story = asked()
    story.does('district', 'returnTask', { taskId: story.task('coordinate', 'district-market').taskId, reason: '不属' })
    expect(contacts(story)).toEqual([['district-market', 'slip-returned']])
    story.does('officer', 'redirectTask', { taskId: story.task('redirect').taskId, toUnitId: 'info-centre' })
    const { taskId } = story.task('coordinate', 'info-centre')
    story.does('info', 'transferTask', { taskId, toUnitId: 'city-market', reason: '属市局' })
    expect(contacts(story).slice(1)).toEqual([
      ['info-centre', 'slip-returned'],
      ['city-market', 'open'],
    ])
  })

  test('who has called need not call again; the result told, nobody has to', () => {
    const story = asked()
    const { taskId } = story.task('first-contact')
    story.does('district', 'recordContact', { taskId, at: story.now, ...said1 })
    story.does('district', 'replyToTask', {
      taskId: story.task('coordinate', 'district-market').taskId,
      publicReply: '可以',
    })
    const again = { ask: '再查', units: [{ unitId: 'district-market', part: 'lead' as const }] }
    expect(contacts(story.does('officer', 'askUnits', again))).toHaveLength(1)
    const told = asked()
    told.does('officer', 'recordResult', { kind: 'done', publicReply: '已办', proof: '凭证' })
    told.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    expect(contacts(told)).toEqual([['district-market', 'contacted']])
  })
})
