import type { InputOf, Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent, EventType } from '../cases/events.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { done, openTask, requireOpenTask } from '../cases/tasks.ts'
import type { Party } from '../cases/words.ts'
import { Refusal } from '../kernel/refusal.ts'
import { addMinutes } from '../kernel/time.ts'

/** 首次联系: what is owed because of these events, and what they settle. */
export function firstContacts(state: CaseState, events: readonly CaseEvent[], ctx: Context): readonly CaseEvent[] {
  const owed = state.tasks.filter((task) => task.kind === 'first-contact' && isPending(task))
  const settled = owed.flatMap((task) => settlement(task, events) ?? [])
  return [...events, ...settled, ...owedNow(state, events, ctx)]
}

/** Everything by which the window says that it spoke with the applicant. */
const spoken: ReadonlySet<EventType> = new Set([
  'ApplicantTold',
  'ApplicantAsked',
  'ApplicantAnswered',
  'ProcedureStarted',
] satisfies EventType[])

/** With these the slip is no longer the unit's. */
const givenUp: ReadonlySet<EventType> = new Set([
  'TaskReturned',
  'TaskWithdrawn',
  'TaskTransferred',
] satisfies EventType[])

function settlement({ taskId, party, subjectId }: Task, events: readonly CaseEvent[]): CaseEvent | null {
  // Once the applicant has the result nobody has to call them first; before that, the window's call is not the unit's.
  const isSpoken = ({ type }: CaseEvent) => (party.kind === 'unit' ? type === 'ApplicantTold' : spoken.has(type))
  if (events.some(isSpoken)) return done(taskId, 'contacted')
  const isGivenUp = ({ type, payload }: CaseEvent) =>
    givenUp.has(type) && 'taskId' in payload && payload.taskId === subjectId
  return events.some(isGivenUp) ? { type: 'TaskWithdrawn', payload: { taskId, reason: 'slip-returned' } } : null
}

function owedNow(state: CaseState, events: readonly CaseEvent[], ctx: Context): readonly CaseEvent[] {
  const rule = ctx.policy.firstContact
  // What is answered on the spot was talked about on the spot.
  if (!rule || events.some(({ type }) => type === 'ApplicantTold')) return []
  if (rule.by === 'unit')
    return events.flatMap((event) => slipIn(event, state)).flatMap((slip) => owe(slip, state, ctx))
  return events.some(({ type }) => type === 'CaseAccepted') ? [contact({ kind: 'owner' }, null, state, ctx)] : []
}

type Slip = { readonly taskId: string; readonly unitId: string }

/** 主办单位 receives the slip: at first, after a return, or by 转办. */
function slipIn({ type, payload }: CaseEvent, state: CaseState): readonly Slip[] {
  if (type === 'TaskOpened')
    return payload.kind === 'coordinate' && payload.part === 'lead' && payload.party.kind === 'unit'
      ? [{ taskId: payload.taskId, unitId: payload.party.unitId }]
      : []
  if (type !== 'TaskTransferred' || taskOf(state, payload.taskId)?.part !== 'lead') return []
  return [{ taskId: payload.taskId, unitId: payload.toUnitId }]
}

/** A unit that has called in this case, or is about to, need not call first again. */
function owe({ taskId, unitId }: Slip, state: CaseState, ctx: Context): readonly CaseEvent[] {
  const has = state.tasks.some(
    ({ kind, party, state: at }) =>
      kind === 'first-contact' && party.kind === 'unit' && party.unitId === unitId && at !== 'withdrawn',
  )
  return has ? [] : [contact({ kind: 'unit', unitId }, taskId, state, ctx)]
}

const contact = (party: Party, subjectId: string | null, state: CaseState, ctx: Context): CaseEvent =>
  openTask(ctx, { kind: 'first-contact', party, ask: state.want, subjectId })

const requireOwed = (state: CaseState, target: Target): Task => requireOpenTask(state, target, ['first-contact'])

/** The clock of a desk may be ahead of ours by so many minutes: a call of just now is not one of the future. */
const AHEAD = 15

/** When, how, with whom and what was said. @throws Refusal contact-not-yet */
function recordContact(state: CaseState, input: InputOf<'recordContact'>, { now }: Context): readonly CaseEvent[] {
  requireOwed(state, input)
  if (input.at > addMinutes(now, AHEAD)) throw new Refusal('contact-not-yet')
  return [{ type: 'ApplicantContacted', payload: { ...input, at: input.at < now ? input.at : now } }]
}

export const contactRules: Decisions<'recordContact'> = {
  recordContact: { guard: (state, target) => void requireOwed(state, target), decide: recordContact },
}
