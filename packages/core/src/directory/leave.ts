import type { Directory, PersonFacts } from '../cases/context.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { addDays, type Instant, localDateOf, sayInstant, timeOfDay } from '../kernel/time.ts'

/** 休假: from when until when somebody is away, and who stands in; null where nobody does. */
export type Leave = {
  readonly absenceId: string
  readonly personId: string
  readonly standInId: string | null
  readonly from: Instant
  readonly until: Instant
}

/** The same unit and the same role; the supervisor, who may do all that an officer may, also stands in for one. */
export const mayStandIn = (absent: PersonFacts, standIn: PersonFacts): boolean =>
  absent.personId !== standIn.personId &&
  absent.unitId === standIn.unitId &&
  (absent.role === standIn.role || (absent.role === 'officer' && standIn.role === 'supervisor'))

/** Who is away at a moment, and who is there for them. */
export type Presences = { readonly isAway: (personId: string) => boolean; readonly standInOf: Directory['standInOf'] }

/**
 * Where the stand-in is away too, theirs stands in: to the first who is there. Whoever left, or went to another unit or
 * role meanwhile, stands in for nobody.
 */
export function presencesAt(
  leaves: readonly Leave[],
  now: Instant,
  person: (personId: string) => PersonFacts | undefined,
): Presences {
  const away = new Map(leaves.filter(({ from, until }) => from <= now && now < until).map((one) => [one.personId, one]))
  const standInOf = (personId: string): string | null => {
    const absent = person(personId)
    if (!absent) return null
    const passed = new Set<string>()
    for (let leave = away.get(personId); leave; leave = away.get(leave.standInId ?? '')) {
      const standIn = leave.standInId ? person(leave.standInId) : undefined
      if (!standIn || passed.has(standIn.personId) || !mayStandIn(absent, standIn)) return null
      if (!away.has(standIn.personId)) return standIn.personId
      passed.add(standIn.personId)
    }
    return null
  }
  return { isAway: (personId) => away.has(personId), standInOf }
}

/** What was known of a leave for a while: until it was changed, ended or withdrawn. */
export type KnownLeave = Leave & { readonly knownFrom: Instant; readonly knownUntil: Instant | null }

const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b)

/** What counted of it: nobody stands in for a leave that is not entered yet, and nobody any more once it was ended. */
export const asKnown = (known: readonly KnownLeave[]): readonly Leave[] =>
  known
    .map(({ knownFrom, knownUntil, from, until, ...leave }) => ({
      ...leave,
      from: laterOf(from, knownFrom),
      until: knownUntil !== null && knownUntil < until ? knownUntil : until,
    }))
    .filter(({ from, until }) => from < until)

/** One’s own; anybody’s for the supervisor; and liaisons of a unit look after each other’s. */
export const mayKeepLeave = (actor: PersonActor, person: Pick<PersonFacts, 'personId' | 'unitId' | 'role'>): boolean =>
  actor.personId === person.personId ||
  actor.role === 'supervisor' ||
  (actor.role === 'liaison' && person.role === 'liaison' && actor.unitId === person.unitId)

type Knowledge = {
  readonly now: Instant
  /** Every leave of the centre that is not over; the one that is being changed is left out. */
  readonly leaves: readonly Leave[]
  readonly person: (personId: string) => PersonFacts | undefined
}

/**
 * Whether this leave can stand beside the others. A stand-in must be there all the time when they are chosen; who falls
 * ill later is not refused: their own stand-in follows.
 * @throws Refusal person-unknown · leave-order · leave-over · leave-overlaps · stand-in-self · stand-in-gone ·
 *   stand-in-unfit · stand-in-circle · stand-in-away · stand-in-away-alone
 */
export function requirePossibleLeave(leave: Omit<Leave, 'absenceId'>, { now, leaves, person }: Knowledge): void {
  const absent = person(leave.personId)
  if (!absent) throw new Refusal('person-unknown')
  if (leave.from >= leave.until) throw new Refusal('leave-order')
  if (leave.until <= now) throw new Refusal('leave-over')
  const overlapping = leaves.filter(({ from, until }) => from < leave.until && leave.from < until)
  const own = overlapping.find(({ personId }) => personId === leave.personId)
  if (own) throw new Refusal('leave-overlaps', { name: absent.name, period: sayLeave(own) })
  if (leave.standInId === null) return
  if (leave.standInId === leave.personId) throw new Refusal('stand-in-self')
  const standIn = person(leave.standInId)
  if (!standIn) throw new Refusal('stand-in-gone')
  if (!mayStandIn(absent, standIn)) throw new Refusal('stand-in-unfit', { name: standIn.name })
  const away = overlapping.find(({ personId }) => personId === standIn.personId)
  if (away) throw awayToo(standIn, away, leave.personId, person)
}

function awayToo(standIn: PersonFacts, away: Leave, absentId: string, person: Knowledge['person']): Refusal {
  const facts = { name: standIn.name, period: sayLeave(away) }
  if (away.standInId === absentId) return new Refusal('stand-in-circle', facts)
  const next = away.standInId ? person(away.standInId) : undefined
  return next
    ? new Refusal('stand-in-away', { ...facts, standIn: next.name })
    : new Refusal('stand-in-away-alone', facts)
}

/**
 * What has begun keeps its beginning, and what is over stands as it was.
 * @throws Refusal leave-over · leave-begun
 */
export function requireChangeable(before: Leave, after: Pick<Leave, 'from'>, now: Instant): void {
  if (before.until <= now) throw new Refusal('leave-over')
  if (before.from <= now && after.from !== before.from) throw new Refusal('leave-begun')
}

/** @throws Refusal leave-over · leave-begun: what was, was; it can be ended */
export function requireWithdrawable({ from, until }: Leave, now: Instant): void {
  if (until <= now) throw new Refusal('leave-over')
  if (from <= now) throw new Refusal('leave-begun')
}

/** 上午 begins and 下午 ends with the day; noon parts them. */
export const NOON = '12:00'

/** 2026-10-08 至 2026-10-09 上午 */
export const sayLeave = ({ from, until }: Pick<Leave, 'from' | 'until'>, locale: 'zh' | 'en' = 'zh'): string =>
  `${sayFrom(from, locale)} ${locale === 'zh' ? '至' : 'to'} ${sayUntil(until, locale)}`

export function sayFrom(from: Instant, locale: 'zh' | 'en'): string {
  const time = timeOfDay(from)
  if (time === '00:00') return localDateOf(from)
  if (time === NOON) return `${localDateOf(from)} ${locale === 'zh' ? '下午' : 'afternoon'}`
  return sayInstant(from)
}

/** The last day of it; what ends at midnight ended the day before. */
export function sayUntil(until: Instant, locale: 'zh' | 'en'): string {
  const time = timeOfDay(until)
  if (time === '00:00') return addDays(localDateOf(until), -1)
  if (time === NOON) return `${localDateOf(until)} ${locale === 'zh' ? '上午' : 'morning'}`
  return sayInstant(until)
}
