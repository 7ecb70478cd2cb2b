import { Refusal } from '../../kernel/refusal.ts'
import type { InputOf } from '../commands.ts'
import type { Context } from '../context.ts'
import type { Decisions } from '../decision.ts'
import type { CaseEvent } from '../events.ts'
import { closingGate, resolvingGate } from '../gate.ts'
import { sayNo } from '../negative.ts'
import { type CaseState, isPending } from '../state.ts'
import { hasLiaison } from '../superior.ts'
import { done, openTask, requireInHand, requireNotEnded } from '../tasks.ts'
import type { Party, TellingMeans } from '../words.ts'

/** @throws Refusal telling-means-not-allowed · applicant-refuses-sms */
export function requireMeans(means: TellingMeans, { applicant }: CaseState, { policy }: Context): void {
  if (!policy.telling.means.includes(means)) throw new Refusal('telling-means-not-allowed', { means })
  requireSmsWanted(means, applicant)
}

/** @throws Refusal applicant-refuses-sms */
export function requireSmsWanted(means: TellingMeans, { refusesSms }: CaseState['applicant']): void {
  if (means === 'sms' && refusesSms) throw new Refusal('applicant-refuses-sms')
}

/**
 * A result of a stated kind with what that kind demands: proof that it was done; the rule and another way where the law
 * says no; the person's own words where they withdrew. A “no” that somebody must approve first is only drafted.
 * @throws Refusal result-proof-required · result-basis-required
 */
export function resultEvents(result: InputOf<'recordResult'>, ctx: Context): readonly CaseEvent[] {
  if (result.kind === 'done' && !result.proof && result.fileIds.length === 0)
    throw new Refusal('result-proof-required', { kind: result.kind })
  if (result.kind === 'returned-to-normal' && !result.proof)
    throw new Refusal('result-proof-required', { kind: result.kind })
  if (result.kind === 'explained' && (!result.legalBasis || !result.alternative))
    throw new Refusal('result-basis-required')
  if (result.kind === 'withdrawn' && !result.applicantWords)
    throw new Refusal('result-proof-required', { kind: result.kind })
  const recorded: CaseEvent = { type: 'ResultRecorded', payload: result }
  return result.kind === 'explained' ? sayNo({ ...result, kind: result.kind }, [recorded], ctx) : [recorded]
}

/** The unit that the policy names, if somebody there can do it now; else the window. */
function followUpBy({ policy, directory }: Context): Party {
  const { byUnit } = policy.followUp
  return byUnit && hasLiaison(byUnit, directory) ? { kind: 'unit', unitId: byUnit } : { kind: 'window' }
}

/** 办结: what is owed from here on is the follow-up by somebody else, and striking the case off. */
export function resolution(state: CaseState, ctx: Context): CaseEvent[] {
  const handle = state.tasks.find((task) => task.kind === 'handle' && isPending(task))
  return [
    ...(handle ? [done(handle.taskId, 'resolved')] : []),
    { type: 'CaseResolved', payload: {} },
    openTask(ctx, { kind: 'follow-up', party: followUpBy(ctx), ask: state.want }),
    openTask(ctx, { kind: 'strike-off', party: { kind: 'owner' }, ask: state.want }),
  ]
}

const sayMissing = (gate: ReturnType<typeof closingGate>) =>
  gate.map((missing) => ('label' in missing ? `${missing.what}: ${missing.label}` : missing.what))

function requireResolvable(state: CaseState): void {
  requireInHand(state)
  const gate = resolvingGate(state)
  if (gate.some((missing) => missing.what === 'result-missing')) throw new Refusal('result-missing')
  if (gate.some((missing) => missing.what === 'result-not-told')) throw new Refusal('result-not-told')
  if (gate.length > 0 && gate.every((missing) => missing.what === 'countersign-refused'))
    throw new Refusal('countersign-refused', { missing: sayMissing(gate) })
  if (gate.length > 0) throw new Refusal('tasks-open', { missing: sayMissing(gate) })
}

function requireClosable(state: CaseState): void {
  requireNotEnded(state)
  const gate = closingGate(state)
  if (gate.length > 0) throw new Refusal('closing-gate', { missing: sayMissing(gate) })
}

export const resultRules: Decisions<'recordResult' | 'tellApplicant' | 'resolveCase' | 'closeCase'> = {
  recordResult: { guard: requireInHand, decide: (_, input, ctx) => resultEvents(input, ctx) },
  tellApplicant: {
    guard: (state) => {
      requireNotEnded(state)
      if (!state.result) throw new Refusal('result-missing')
    },
    decide: (state, input, ctx) => {
      requireMeans(input.means, state, ctx)
      return [{ type: 'ApplicantTold', payload: input }]
    },
  },
  resolveCase: { guard: requireResolvable, decide: (state, _, ctx) => resolution(state, ctx) },
  closeCase: {
    guard: requireClosable,
    decide: (state) => {
      const strikeOff = state.tasks.find((task) => task.kind === 'strike-off' && isPending(task))
      return [...(strikeOff ? [done(strikeOff.taskId, 'closed')] : []), { type: 'CaseClosed', payload: {} }]
    },
  },
}
