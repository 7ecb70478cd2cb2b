import type { Limit } from '../../kernel/limit.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { compare } from '../../kernel/time.ts'
import { caseLimitOf, limitFactsOf } from '../../policy/limits.ts'
import type { Context } from '../context.ts'
import type { Decisions } from '../decision.ts'
import type { CaseEvent } from '../events.ts'
import { sealApplicant } from '../identity-checks.ts'
import type { CaseState } from '../state.ts'
import { caseDueOf, requireNotEnded, startClock } from '../tasks.ts'

/** Wrong entries are corrected by a further event; the log is never edited. */
export const correctRules: Decisions<'correctDetails' | 'correctEntry' | 'addNote' | 'recordTrip' | 'setSmsConsent'> = {
  correctDetails: {
    guard: requireNotEnded,
    decide: (state, { applicant, ...input }, ctx) => {
      const { reason: _reason, overrides: _overrides, ...fields } = input
      if (!applicant && Object.values(fields).every((value) => value === null)) throw new Refusal('correction-empty')
      const sealed = applicant && sealApplicant(applicant, input.overrides, ctx)
      const corrected = {
        ...state,
        pain: input.pain ?? state.pain,
        item: input.item ?? state.item,
        applicant: sealed ?? state.applicant,
      }
      const payload = { ...input, applicant: sealed }
      return [{ type: 'DetailsCorrected', payload }, ...limitOf(corrected, input.reason, ctx)]
    },
  },
  correctEntry: {
    guard: () => {},
    decide: (state, input) => {
      if (input.seq > state.version) throw new Refusal('entry-unknown', { seq: input.seq })
      return [{ type: 'EntryCorrected', payload: input }]
    },
  },
  addNote: { guard: () => {}, decide: (_, input) => [{ type: 'NoteAdded', payload: input }] },
  setSmsConsent: {
    guard: requireNotEnded,
    decide: (state, input) => {
      if ((state.applicant.refusesSms ?? false) === input.refuses) throw new Refusal('correction-empty')
      return [{ type: 'SmsConsentSet', payload: input }]
    },
  },
  recordTrip: { guard: requireNotEnded, decide: (_, input) => [{ type: 'TripMade', payload: input }] },
}

/**
 * Where the policy makes the time depend on what was corrected (完全不能办的三日内 …), it follows, from the same start and with
 * every pause and extension. What was stated to the applicant stands; and what is late already stays late: no correction takes
 * it off anybody's list.
 */
function limitOf(state: CaseState, reason: string, ctx: Context): CaseEvent[] {
  const { caseClock: ledger, grade, status } = state
  if (!ledger || !grade || status === 'resolved' || ctx.policy.statedGrades.includes(grade)) return []
  if (ledger.dueAt !== null && compare(ledger.dueAt, ctx.now) < 0) return []
  const allowed = caseLimitOf(ctx.policy, limitFactsOf(state, grade))
  const { limit: from, target = null } = ledger.clock
  if (isSame(from, allowed.limit) && isSame(target, allowed.target)) return []
  const { clock } = startClock({ ...ctx, now: ledger.clock.startedAt }, allowed)
  const dueAt = caseDueOf(ctx, { ...ledger, clock })
  return [{ type: 'CaseLimitCorrected', payload: { from, reason, clock, dueAt } }]
}

const isSame = (a: Limit | null, b: Limit | null): boolean => a?.amount === b?.amount && a?.unit === b?.unit
