import type { Actor, Role } from '../kernel/actor.ts'
import type { WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import type { Seal } from '../kernel/sealed.ts'
import type { Instant } from '../kernel/time.ts'
import type { CaseFactsOfTask } from '../policy/limits.ts'
import type { Policy } from '../policy/schema.ts'
import type { FormDefinition } from './forms.ts'

export type OrganisationKind = 'centre' | 'bureau' | 'information-centre' | 'courier' | 'other'
export type Level = 'district' | 'city' | 'province' | 'nation' | 'outside'

/** What a rule may know of a unit. */
export type UnitFacts = {
  readonly unitId: string
  readonly name: string
  readonly organisationId: string
  readonly organisationName: string
  readonly organisationKind: OrganisationKind
  readonly level: Level
  readonly superiorOrganisationId: string | null
}

export type PersonFacts = {
  readonly personId: string
  readonly name: string
  readonly unitId: string
  readonly role: Role
}

export type Directory = {
  readonly unitsOf: (organisationId: string) => readonly UnitFacts[]
  readonly peopleOf: (unitId: string) => readonly PersonFacts[]
  readonly peopleOfRole: (role: Role) => readonly PersonFacts[]
  /** Whether a person is on leave now. */
  readonly isAway: (personId: string) => boolean
  /** Who is there and stands in for a person who is on leave now; null while they are there, or where nobody does. */
  readonly standInOf: (personId: string) => string | null
  readonly unit: (unitId: string) => UnitFacts | undefined
  readonly person: (personId: string) => PersonFacts | undefined
}

/** What a rule may know of the case's service item, in the version that the case keeps. */
export type ItemFacts = {
  readonly itemId: string
  readonly version: number
  readonly name: string
  /** 承诺办结时限; null when the guide states none. */
  readonly promised: Limit | null
  readonly materials: readonly {
    readonly materialId: string
    readonly name: string
    readonly isPrincipal: boolean
    readonly mayBeDeferred: boolean
  }[]
}

/** Something that no case says and that changes what is due in many: a leave began or ended, a calendar was corrected. */
export type Turn = {
  readonly at: Instant
  /** Why dates are counted again from here on; null where the calendar stays as it was. */
  readonly recount: string | null
}

/** The centre as it stood at a moment, by what was known then. */
export type Standing = Pick<Context, 'directory' | 'calendar' | 'unitCalendars'>

/** What the clock has to know to say late what fell due earlier as if it had said it then. */
export type Past = {
  /** In order, as far back as nobody may have looked. */
  readonly turns: readonly Turn[]
  readonly at: (moment: Instant) => Standing
  /** The policy by which the clock watches a case: the one of its registration, then the one of its acceptance. */
  readonly policyOf: (version: string) => Policy
}

/** Everything that a rule may know besides the case. */
export type Context = {
  readonly now: Instant
  readonly actor: Actor
  readonly policy: Policy
  readonly calendar: WorkingCalendar
  /** Units that keep other hours than the centre; what they owe is counted by these. */
  readonly unitCalendars?: ReadonlyMap<string, WorkingCalendar>
  readonly directory: Directory
  /** Absent where nobody looks back: everything always was as it is. */
  readonly past?: Past
  readonly newId: () => string
  readonly seal: Seal
  readonly item: ItemFacts | null
  /** What the time of a task depends on besides its kind; absent where there is no case yet. */
  readonly ofCase?: CaseFactsOfTask
  readonly form: (formId: string) => FormDefinition | undefined
}
