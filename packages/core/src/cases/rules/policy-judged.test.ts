import { describe, expect, it } from 'vitest'
import { Refusal } from '../../kernel/refusal.ts'
import { said } from '../../kernel/testing/calendars.ts'
import { decide } from '../../may.ts'
import { jingan2023 } from '../../policy/defaults/jingan-2023.ts'
import { Policy, type PolicyDocument } from '../../policy/schema.ts'
import { at, Story, type Who } from '../../testing/kit.ts'
import type { CommandName, InputOf } from '../commands.ts'
import { evolve } from '../fold.ts'
import type { CaseState } from '../state.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/** One command under rules of the test's own: what becomes of the case, or the code with which it is refused. */
function under<C extends CommandName>(
  document: Partial<PolicyDocument>,
  story: Story,
  who: Who,
  command: C,
  input: InputOf<C>,
): CaseState | string {
  const ctx = { ...story.context(who), policy: Policy.parse({ ...jingan2023, ...document }) }
  try {
    const actor = ctx.actor
    return decide(command, story.state, input, ctx).reduce<CaseState>(
      (state, event) =>
        evolve(state, event, {
          seq: state.version + 1,
          at: ctx.now,
          actor,
          policyVersion: ctx.policy.version,
          version: 1,
        }),
      story.state,
    )
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

const dueOf = (outcome: CaseState | string) =>
  typeof outcome === 'string' ? outcome : said(outcome.caseClock?.dueAt ?? null)

describe('a grade whose time is stated on acceptance', () => {
  const stated = { statedGrades: ['special' as const] }
  const accept = (limit: InputOf<'acceptCase'>['limit']) =>
    under(stated, new Story(), 'officer', 'acceptCase', { grade: 'special', reason: '', limit })

  it('is accepted with its time, and no longer than the rules allow', () => {
    expect(accept(null)).toBe('limit-not-stated')
    expect(accept(workingDays(16))).toBe('limit-beyond-policy')
    expect(dueOf(accept(workingDays(8)))).toBe('2026-03-12 17:00')
  })

  it('leaves the other grades to the rules', () => {
    const input = { grade: 'simple' as const, reason: '', limit: workingDays(1) }
    expect(under(stated, new Story(), 'officer', 'acceptCase', input)).toBe('limit-set-by-policy')
  })
})

describe('limits by kind of case', () => {
  it('follow what the person could not get done, and the target goes along', () => {
    const document = {
      caseLimits: [
        { name: '不能办', when: { pains: ['cannot' as const] }, limit: workingDays(3), target: workingDays(1) },
      ],
    }
    const input = { grade: 'complex' as const, reason: '', limit: null }
    expect(dueOf(under(document, new Story({ pain: 'cannot' }), 'officer', 'acceptCase', input))).toBe(
      '2026-03-05 17:00',
    )
    expect(dueOf(under(document, new Story({ pain: 'hard' }), 'officer', 'acceptCase', input))).toBe('2026-03-09 17:00')
    const outcome = under(document, new Story({ pain: 'cannot' }), 'officer', 'acceptCase', input)
    expect(outcome).toMatchObject({ caseClock: { clock: { target: workingDays(1) } } })
  })
})

describe('a pause with a ceiling', () => {
  it('stops the clock no longer than the rules allow, however late the answer', () => {
    const pauses = { ...jingan2023.pauses, supplement: { ceiling: workingDays(2), times: 1 } }
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    const input = { items: ['租赁合同'], means: 'phone' as const, limit: null }
    const asked = under({ pauses }, story, 'officer', 'askApplicant', input)
    if (typeof asked === 'string') throw new Error(asked)
    expect(said(asked.caseClock?.pauses[0]?.ceilingAt ?? null)).toBe('2026-03-04 17:00')
    story.state = asked
    expect(under({ pauses }, story, 'officer', 'askApplicant', input)).toBe('pause-used-up')
    expect(under({ pauses }, story, 'supervisor', 'askApplicant', input)).not.toBe('pause-used-up')
    story.now = at('2026-03-13 10:00')
    const taskId = asked.tasks.find(({ kind }) => kind === 'supplement')?.taskId ?? ''
    const answered = under({ pauses }, story, 'officer', 'recordApplicantAnswer', { taskId, note: '已补', fileIds: [] })
    // Five working days from 2 March, of which 3 and 4 stood still.
    expect(dueOf(answered)).toBe('2026-03-11 17:00')
  })
})

describe('what else a centre may decide', () => {
  const refusal = { reason: 'petition' as const, explanation: '属于信访事项', remedy: '' }
  it('否定报备, as an older document has it: nobody but the head of the window says “no”', () => {
    const document = { negativeAnswers: { onlyBySupervisor: true } }
    expect(under(document, new Story(), 'officer', 'refuseCase', refusal)).toMatchObject({ status: 'registered' })
    expect(under(document, new Story(), 'supervisor', 'refuseCase', refusal)).toMatchObject({ status: 'refused' })
  })

  it('which reasons are out of scope', () => {
    expect(under({ scopeReasons: ['emergency'] }, new Story(), 'officer', 'refuseCase', refusal)).toBe(
      'unknown-scope-reason',
    )
  })
})
