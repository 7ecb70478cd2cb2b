import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Instant, LocalDate } from '../kernel/time.ts'
import { closingTimeOf, firstWorkday, type WorkingCalendar } from '../kernel/working-calendar.ts'

const words = z.string().trim().min(2).max(4_000)

/** Who carries out an instruction: a unit, or the head of the window. */
export const InstructedParty = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unit'), unitId: Id }),
  z.object({ kind: z.literal('supervisor') }),
])
export type InstructedParty = z.infer<typeof InstructedParty>

/** 批示: on one case, on a group of them, or on the month as a whole. */
export const InstructionInput = z.object({
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('cases'), caseIds: z.array(Id).min(1).max(500) }),
    z.object({ kind: z.literal('whole') }),
  ]),
  text: words,
  parties: z.array(InstructedParty).min(1).max(50),
  dueOn: LocalDate,
})
export type InstructionInput = z.infer<typeof InstructionInput>

/** Open: to be answered. Answered: the leader's turn. Accepted: over. */
export const InstructionState = z.enum(['open', 'answered', 'accepted'])
export type InstructionState = z.infer<typeof InstructionState>

export const AnswerInput = z.object({ text: words })
export type AnswerInput = z.infer<typeof AnswerInput>

export const VerdictInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accept'), text: z.string().trim().max(4_000).default('') }),
  z.object({ kind: z.literal('send-back'), text: words, dueOn: LocalDate }),
])
export type VerdictInput = z.infer<typeof VerdictInput>

type Knowledge = {
  readonly now: Instant
  readonly calendar: WorkingCalendar
  /** The cases of the list by id; `removed` tells whether one was taken off it. */
  readonly entries: ReadonlyMap<string, { readonly removed: unknown }>
  readonly hasPeople: (unitId: string) => boolean
}

/**
 * One task for each party, due at the close of the day named; a day of rest rolls on to the next working day.
 * @throws Refusal instruction-case-unknown · review-entry-removed · instruction-party-unmanned · instruction-date-past
 */
export function instruct(
  input: InstructionInput,
  { now, calendar, entries, hasPeople }: Knowledge,
): readonly { readonly party: InstructedParty; readonly dueAt: Instant }[] {
  if (input.about.kind === 'cases')
    for (const caseId of input.about.caseIds) {
      const entry = entries.get(caseId)
      if (!entry) throw new Refusal('instruction-case-unknown')
      if (entry.removed) throw new Refusal('review-entry-removed')
    }
  const unmanned = input.parties.find((party) => party.kind === 'unit' && !hasPeople(party.unitId))
  if (unmanned) throw new Refusal('instruction-party-unmanned')
  const dueAt = closeOf(calendar, input.dueOn, now)
  const parties = new Map(input.parties.map((party) => [JSON.stringify(party), party]))
  return [...parties.values()].map((party) => ({ party, dueAt }))
}

/** @throws Refusal instruction-date-past */
function closeOf(calendar: WorkingCalendar, day: LocalDate, now: Instant): Instant {
  const dueAt = closingTimeOf(calendar, firstWorkday(calendar, day))
  if (dueAt === null || dueAt <= now) throw new Refusal('instruction-date-past', { day })
  return dueAt
}

export type InstructionTask = {
  readonly state: InstructionState
  readonly party: InstructedParty
  readonly dueAt: Instant
}

/** @throws Refusal forbidden · instruction-not-open */
export function answerInstruction(
  task: InstructionTask,
  actor: { readonly role: string; readonly unitId: string },
): InstructionState {
  // The head of the window answers for whoever is late, and that stands in the record under their own name.
  const isTheirs = actor.role === 'supervisor' || (task.party.kind === 'unit' && task.party.unitId === actor.unitId)
  if (!isTheirs) throw new Refusal('forbidden', { action: 'answerInstruction', role: actor.role })
  if (task.state !== 'open') throw new Refusal('instruction-not-open', { state: task.state })
  return 'answered'
}

/** @throws Refusal instruction-not-answered · instruction-date-past */
export function judgeAnswer(
  task: InstructionTask,
  verdict: VerdictInput,
  { now, calendar }: Pick<Knowledge, 'now' | 'calendar'>,
): { readonly state: InstructionState; readonly dueAt: Instant } {
  if (task.state !== 'answered') throw new Refusal('instruction-not-answered')
  return verdict.kind === 'accept'
    ? { state: 'accepted', dueAt: task.dueAt }
    : { state: 'open', dueAt: closeOf(calendar, verdict.dueOn, now) }
}
