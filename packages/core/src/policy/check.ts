import { dueAfter, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Ladder, Rung } from './ladder.ts'
import type { Policy } from './schema.ts'

/** Something that a policy says and that cannot be kept, or that nobody can have meant. Errors keep it from coming into force. */
export type PolicyFinding = {
  readonly severity: 'error' | 'warning'
  readonly code: PolicyFindingCode
  readonly facts: Readonly<Record<string, string | number>>
  readonly limits: readonly Limit[]
}
export const policyFindingCodes = [
  'rung-repeated-key',
  'rung-unreachable',
  'rung-out-of-order',
  'rung-returns-too-many',
  'party-missing',
  'party-often-missing',
  'target-after-limit',
  'task-longer-than-case',
  'reminder-never',
  'longer-than-promise',
  'quiet-all-day',
] as const
export type PolicyFindingCode = (typeof policyFindingCodes)[number]

/** What the check has to know of the centre. */
export type CentreFacts = {
  readonly calendar: WorkingCalendar
  readonly now: Instant
  readonly leaders: number
  readonly supervisors: number
  readonly units: number
  readonly unitsWithoutSuperior: number
  /** 承诺办结时限 of the items in the catalogue. */
  readonly promises: readonly { readonly name: string; readonly limit: Limit }[]
}

type Found = PolicyFinding | false

const finding = (
  severity: PolicyFinding['severity'],
  code: PolicyFindingCode,
  facts: PolicyFinding['facts'] = {},
  limits: readonly Limit[] = [],
): PolicyFinding => ({ severity, code, facts, limits })

export function checkPolicy(policy: Policy, centre: CentreFacts): readonly PolicyFinding[] {
  const found: readonly Found[] = [
    ...checkRungs(policy),
    ...checkParties(policy, centre),
    ...checkLengths(policy, centre),
    ...checkPromises(policy, centre),
    policy.quietHours.from === policy.quietHours.until && finding('error', 'quiet-all-day'),
  ]
  return found.filter((one): one is PolicyFinding => one !== false)
}

const sameTrigger = (a: Rung, b: Rung) => JSON.stringify(a.when) === JSON.stringify(b.when) && a.to === b.to

function checkRungs({ ladder, returns }: Policy): readonly Found[] {
  return ladder.rungs.flatMap((rung, index): Found[] => {
    const earlier = ladder.rungs.slice(0, index)
    const { key, when } = rung
    return [
      earlier.some((other) => other.key === key) && finding('error', 'rung-repeated-key', { rung: key }),
      earlier.some((other) => sameTrigger(other, rung)) && finding('error', 'rung-unreachable', { rung: key }),
      isBelow(rung, earlier) && finding('warning', 'rung-out-of-order', { rung: key }),
      when.on === 'returns' &&
        when.times > returns.times + 1 &&
        finding('warning', 'rung-returns-too-many', { rung: key, times: when.times, most: returns.times + 1 }),
    ]
  })
}

const height = { holder: 0, superior: 1, centre: 2, district: 3 } as const

/** Later than a rung before it, and yet lower down: whoever climbs by hand would be sent back to the start. */
const isBelow = (rung: Rung, earlier: Ladder['rungs']): boolean =>
  rung.when.on === 'late' && earlier.some(({ when, to }) => when.on === 'late' && height[to] > height[rung.to])

function checkParties(policy: Policy, centre: CentreFacts): readonly Found[] {
  const called = new Set(policy.ladder.rungs.map(({ to }) => to))
  const needsLeader = called.has('district') || [policy.returns.ruledBy, policy.extensions.decidedBy].includes('leader')
  const { units, unitsWithoutSuperior } = centre
  return [
    needsLeader && centre.leaders === 0 && finding('error', 'party-missing', { party: 'leader' }),
    centre.supervisors === 0 && finding('error', 'party-missing', { party: 'supervisor' }),
    called.has('superior') &&
      unitsWithoutSuperior > 0 &&
      finding('warning', 'party-often-missing', { units, without: unitsWithoutSuperior }),
  ]
}

/** Lengths of different units are compared by where they end when they begin now. */
function endOf({ calendar, now }: CentreFacts, limit: Limit): Instant {
  const { dueAt } = dueAfter({ calendar, start: now, limit, pauses: [] })
  if (dueAt === null) throw new Error('a limit without pauses has an end')
  return dueAt
}

function checkLengths(policy: Policy, centre: CentreFacts): readonly Found[] {
  const isLonger = (a: Limit, b: Limit) => compare(endOf(centre, a), endOf(centre, b)) > 0
  const longest = Object.values(policy.grades).reduce((most, limit) => (isLonger(limit, most) ? limit : most))
  const pairs = [
    ...Object.entries(policy.targets.grades).map(([name, target]) => ({
      name,
      target,
      limit: policy.grades[name as keyof Policy['grades']],
    })), // keys of the same record
    ...policy.caseLimits.map(({ name, target, limit }) => ({ name, target, limit })),
    ...policy.taskLimits.map(({ name, target, limit }) => ({ name, target, limit })),
  ]
  const { remindBefore } = policy.ladder
  return [
    ...pairs.map(
      ({ name, target, limit }) =>
        target !== null &&
        target !== undefined &&
        isLonger(target, limit) &&
        finding('error', 'target-after-limit', { name }, [target, limit]),
    ),
    isLonger(policy.tasks.coordinate, longest) &&
      finding('warning', 'task-longer-than-case', {}, [policy.tasks.coordinate, longest]),
    remindBefore !== null &&
      !isLonger(policy.tasks.coordinate, remindBefore) &&
      finding('warning', 'reminder-never', {}, [remindBefore, policy.tasks.coordinate]),
  ]
}

/** 承诺时限: the window may not take longer to get a matter done than the office promises for doing it plainly. */
function checkPromises({ grades }: Policy, centre: CentreFacts): readonly Found[] {
  const ends = centre.promises.map(({ name, limit }) => ({ name, limit, end: endOf(centre, limit) }))
  return Object.entries(grades).map(([grade, limit]) => {
    const end = endOf(centre, limit)
    const shorter = ends.filter((promise) => compare(promise.end, end) < 0).sort((a, b) => compare(a.end, b.end))
    const [first] = shorter
    return (
      first !== undefined &&
      finding('warning', 'longer-than-promise', { grade, items: shorter.length, of: ends.length, item: first.name }, [
        limit,
        first.limit,
      ])
    )
  })
}
