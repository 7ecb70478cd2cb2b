import { Refusal } from '../../kernel/refusal.ts'
import type { Decisions } from '../decision.ts'
import { sealApplicant } from '../identity-checks.ts'
import { requireNotEnded } from '../tasks.ts'

/** Wrong entries are corrected by a further event; the log is never edited. */
export const correctRules: Decisions<'correctDetails' | 'correctEntry' | 'addNote' | 'recordTrip' | 'setSmsConsent'> = {
  correctDetails: {
    guard: requireNotEnded,
    decide: (_, { applicant, ...input }, ctx) => {
      const { reason: _reason, overrides: _overrides, ...fields } = input
      if (!applicant && Object.values(fields).every((value) => value === null)) throw new Refusal('correction-empty')
      const sealed = applicant && sealApplicant(applicant, input.overrides, ctx)
      return [{ type: 'DetailsCorrected', payload: { ...input, applicant: sealed } }]
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
