import type { Directory } from '../cases/context.ts'
import { headOf, superiorOf } from '../cases/superior.ts'
import type { LadderCause, LadderPaper, Party } from '../cases/words.ts'
import { dueAfter, type WorkingCalendar } from '../kernel/calendar.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Ladder, Rung } from '../policy/ladder.ts'
import { lateRungs, overdueAt, remindersOf, unsignedRungs } from '../policy/late.ts'
import { PaperNumbers } from '../policy/paper-numbers.ts'
import { isRungForAll, rungTitle } from '../policy/rungs.ts'
import type { InstructedParty } from './instructions.ts'

/** What one party owes the leader, and what the clock has said about it so far. */
export type Owed = {
  /** Its number, under which its papers are counted. */
  readonly number: string
  readonly party: InstructedParty
  /** Who gave the instruction: the top of its ladder. */
  readonly givenBy: string
  /** When it was given, or sent back the last time. */
  readonly since: Instant
  readonly dueAt: Instant
  /** 签收: somebody there has received it. */
  readonly isSigned: boolean
  readonly said: readonly { readonly name: string; readonly paper: { readonly kind: LadderPaper } | null }[]
}

export type StepKind = 'reminded' | 'overdue' | 'escalated' | 'unmanned'
export type Step = {
  /** Said once under this name; a new day brings names of its own. */
  readonly name: string
  readonly kind: StepKind
  /** When it fell due, however much later somebody looked. */
  readonly at: Instant
  /** Who is told. */
  readonly party: Party
  readonly rung: string | null
  /** What the rung is called now; its paper keeps that. */
  readonly rungName: string | null
  readonly cause: LadderCause | null
  readonly paper: { readonly kind: LadderPaper; readonly number: string } | null
  /** Until when who is told has to see to it. */
  readonly until: Instant | null
}

export type Climbing = {
  readonly now: Instant
  readonly calendar: WorkingCalendar
  readonly ladder: Ladder
  readonly directory: Directory
  /** As it was when a step fell due; absent where nobody looks back. */
  readonly directoryAt?: (moment: Instant) => Directory
}

/**
 * What is due about an instruction that nobody has answered: reminder, overdue, and the rungs of the centre's own ladder
 * for what is late or not signed for, each once and in the order in which it fell due, however long nobody looked.
 */
export function stepsDue(owed: Owed, ctx: Climbing): readonly Step[] {
  const papers = new PaperNumbers({ caseNo: owed.number, escalations: owed.said })
  const said = new Set(owed.said.map(({ name }) => name))
  return [...unmannedStep(owed, ctx), ...unsignedSteps(owed, ctx), ...lateSteps(owed, ctx)]
    .filter((step) => compare(step.at, ctx.now) <= 0 && !said.has(step.name))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ rung, ...step }): Step => {
      const paper = rung?.paper ? { kind: rung.paper, number: papers.next(rung.paper) } : null
      const until = rung
        ? dueAfter({ calendar: ctx.calendar, start: ctx.now, limit: rung.within, pauses: [] }).dueAt
        : owed.dueAt
      const rungName = rung && rungTitle(rung.key, rung.name, 'zh')
      return { ...step, rung: rung?.key ?? null, rungName, paper, until }
    })
}

type Coming = Pick<Step, 'name' | 'kind' | 'at' | 'party' | 'cause'> & { readonly rung: Rung | null }

function lateSteps(owed: Owed, ctx: Climbing): Coming[] {
  const { dueAt, party } = owed
  const nth = (time: number) => (time === 0 ? '' : `/${time}`)
  const own = (kind: 'reminded' | 'overdue', at: Instant, time = 0): Coming => ({
    name: `${kind}/${dueAt}${nth(time)}`,
    kind,
    at,
    party,
    cause: null,
    rung: null,
  })
  return [
    ...remindersOf(ctx, owed).map(({ at, index }) => own('reminded', at, index)),
    own('overdue', overdueAt(dueAt)),
    ...lateRungs(ctx, { dueAt, until: ctx.now, isFor: isRungForAll }).map(
      ({ rung, at, time }): Coming => ({
        name: `${rung.key}/${dueAt}${nth(time)}`,
        kind: 'escalated',
        at,
        party: partyOf(rung, owed, ctx.directoryAt?.(at) ?? ctx.directory),
        cause: 'late',
        rung,
      }),
    ),
  ]
}

/** What is sent back was received before; so each is asked once whether anybody has it. */
function unsignedSteps(owed: Owed, ctx: Climbing): Coming[] {
  if (owed.isSigned) return []
  return unsignedRungs(ctx, { since: owed.since, isFor: isRungForAll }).map(({ rung, at }) => ({
    name: `${rung.key}/unsigned`,
    kind: 'escalated',
    at,
    party: partyOf(rung, owed, ctx.directoryAt?.(at) ?? ctx.directory),
    cause: 'unsigned',
    rung,
  }))
}

/** Everybody of the unit has left since: the head of the window has to find somebody. */
function unmannedStep({ party, since }: Owed, { directory }: Climbing): Coming[] {
  if (party.kind !== 'unit' || directory.peopleOf(party.unitId).length > 0) return []
  return [{ name: `unmanned/${since}`, kind: 'unmanned', at: since, party: headOf(directory), cause: null, rung: null }]
}

/** Whom a rung calls; at the top stands the leader who wrote it. */
function partyOf({ to, unitId }: Pick<Rung, 'to' | 'unitId'>, { party, givenBy }: Owed, directory: Directory): Party {
  switch (to) {
    case 'holder':
      return party
    case 'superior':
      return superiorOf(party, directory)
    case 'centre':
      return headOf(directory)
    case 'district':
      return { kind: 'person', personId: givenBy }
    case 'unit':
      return unitId && directory.peopleOf(unitId).length > 0 ? { kind: 'unit', unitId } : headOf(directory)
  }
}
