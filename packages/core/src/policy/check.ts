import { TaskKind } from '../cases/words.ts'
import type { WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import type { Instant } from '../kernel/time.ts'
import { gradeNameOf } from './grades.ts'
import type { Ladder, Rung } from './ladder.ts'
import { type HowOften, Lengths } from './lengths.ts'
import { type LimitScope, limitOfKind } from './limits.ts'
import { wordingOf } from './messages.ts'
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
  'unit-unknown',
  'unit-unmanned',
  'follow-up-unknown',
  'follow-up-unmanned',
  'rung-repeats-never',
  'ladder-empty',
  'rule-shadowed',
  'target-after-limit',
  'limit-zero',
  'task-longer-than-case',
  'task-absurd',
  'reminder-never',
  'longer-than-promise',
  'quiet-all-day',
  'called-after-set-right',
  'rating-without-link',
  'pause-without-end',
] as const
export type PolicyFindingCode = (typeof policyFindingCodes)[number]

/** What the check has to know of the centre. */
export type CentreFacts = {
  readonly calendar: WorkingCalendar
  readonly now: Instant
  readonly leaders: number
  readonly supervisors: number
  readonly units: number
  /** Units above which no unit stands in which somebody has an account. */
  readonly unitsWithoutSuperior: number
  /** How many people with an account each unit has, by its id. */
  readonly manned: Readonly<Record<string, number>>
  /** 承诺办结时限 of the items in the catalogue. */
  readonly promises: readonly { readonly name: string; readonly typeName: string; readonly limit: Limit }[]
}

type Found = PolicyFinding | false
const finding = (
  severity: PolicyFinding['severity'],
  code: PolicyFindingCode,
  facts: PolicyFinding['facts'] = {},
  limits: readonly Limit[] = [],
): PolicyFinding => ({ severity, code, facts, limits })

export function checkPolicy(policy: Policy, centre: CentreFacts): readonly PolicyFinding[] {
  const lengths = new Lengths(centre.calendar, centre.now)
  const found: readonly Found[] = [
    ...checkRungs(policy),
    ...checkParties(policy, centre),
    ...checkShadows(policy),
    ...checkZeros(policy),
    ...checkTargets(policy, lengths),
    ...checkTasks(policy, lengths),
    ...checkPromises(policy, centre, lengths),
    ...checkRating(policy, lengths),
    policy.pauses.supplement.ceiling === null && finding('warning', 'pause-without-end'),
    policy.quietHours.from === policy.quietHours.until && finding('error', 'quiet-all-day'),
  ]
  return found.filter((one): one is PolicyFinding => one !== false)
}

const sameTrigger = (a: Rung, b: Rung) =>
  JSON.stringify([a.when, a.grades, a.kinds, a.to, a.unitId]) ===
  JSON.stringify([b.when, b.grades, b.kinds, b.to, b.unitId])

function checkRungs({ ladder, returns }: Policy): readonly Found[] {
  const rungs = ladder.rungs.flatMap((rung, index): Found[] => {
    const earlier = ladder.rungs.slice(0, index)
    const { key, when } = rung
    return [
      earlier.some((other) => other.key === key) && finding('error', 'rung-repeated-key', { rung: key }),
      earlier.some((other) => sameTrigger(other, rung)) &&
        finding('error', 'rung-unreachable', { rung: rung.name || key }),
      isBelow(rung, earlier) && finding('warning', 'rung-out-of-order', { rung: rung.name || key }),
      rung.repeatEvery !== null &&
        when.on !== 'late' &&
        finding('error', 'rung-repeats-never', { rung: rung.name || key }),
      when.on === 'returns' &&
        when.times > returns.times + 1 &&
        finding('warning', 'rung-returns-too-many', {
          rung: rung.name || key,
          times: when.times,
          most: returns.times + 1,
        }),
    ]
  })
  return [ladder.rungs.length === 0 && finding('warning', 'ladder-empty'), ...rungs]
}

/** How high somebody stands; a unit that is named may stand anywhere. */
const height = { holder: 0, superior: 1, centre: 2, district: 3, unit: null } as const

/** Later than a rung before it, and yet lower down: whoever climbs by hand would be sent back to the start. */
function isBelow(rung: Rung, earlier: Ladder['rungs']): boolean {
  const own = height[rung.to]
  return (
    own !== null &&
    rung.when.on === 'late' &&
    earlier.some(({ when, to }) => when.on === 'late' && (height[to] ?? 0) > own)
  )
}

function checkParties(policy: Policy, centre: CentreFacts): readonly Found[] {
  const { extensions, returns, ladder, negativeAnswers } = policy
  const called = new Set(ladder.rungs.map(({ to }) => to))
  const needsLeader =
    called.has('district') ||
    [returns.ruledBy, extensions.decidedBy, negativeAnswers.approvedBy].includes('leader') ||
    extensions.leaderFrom !== null
  const { units, unitsWithoutSuperior, manned } = centre
  const named = ladder.rungs.flatMap(({ key, name, to, unitId, copyTo }) =>
    [...(to === 'unit' && unitId ? [unitId] : []), ...copyTo].map((unit): Found => {
      const people = manned[unit]
      if (people === undefined) return finding('error', 'unit-unknown', { rung: name || key, unit })
      return people === 0 && unit === unitId && finding('warning', 'unit-unmanned', { rung: name || key, unit })
    }),
  )
  const { byUnit } = policy.followUp
  const followUp: readonly Found[] = byUnit
    ? [
        manned[byUnit] === undefined && finding('error', 'follow-up-unknown', { unit: byUnit }),
        manned[byUnit] === 0 && finding('warning', 'follow-up-unmanned', { unit: byUnit }),
      ]
    : []
  const asked = policy.taskLimits.flatMap((rule) =>
    (rule.units ?? []).map(
      (unit): Found => manned[unit] === undefined && finding('error', 'unit-unknown', { rung: rule.name, unit }),
    ),
  )
  return [
    needsLeader && centre.leaders === 0 && finding('error', 'party-missing', { party: 'leader' }),
    centre.supervisors === 0 && finding('error', 'party-missing', { party: 'supervisor' }),
    called.has('superior') &&
      unitsWithoutSuperior > 0 &&
      finding('warning', 'party-often-missing', { units, without: unitsWithoutSuperior }),
    ...named,
    ...followUp,
    ...asked,
  ]
}

type Scope = Readonly<Record<string, readonly string[] | number | undefined>>

/** Whether whatever fits the one scope fits the other too: of each condition it names as much, or nothing. */
const covers = (wide: Scope, narrow: Scope): boolean =>
  Object.entries(wide).every(([name, all]) => {
    const some = narrow[name]
    if (all === undefined) return true
    if (typeof all === 'number') return typeof some === 'number' && some >= all
    return Array.isArray(some) && some.every((one) => all.includes(one))
  })

/** The first rule that fits is taken: what an earlier one covers is never asked. */
function checkShadows({ caseLimits, taskLimits }: Policy): readonly Found[] {
  const scoped = [
    caseLimits.map(({ name, when }) => ({ name, scope: when as Scope })), // lists and a number
    taskLimits.map(({ name, limit: _, target: __, ...scope }) => ({ name, scope: scope as Scope })),
  ]
  return scoped.flatMap((rules) =>
    rules.map(({ name, scope }, index): Found => {
      const earlier = rules.slice(0, index).find((other) => covers(other.scope, scope))
      return earlier !== undefined && finding('warning', 'rule-shadowed', { name, earlier: earlier.name })
    }),
  )
}

/** A finding speaks of a grade as the centre does. */
const gradesByName = (policy: Policy): Readonly<Record<string, Limit>> =>
  Object.fromEntries(
    Object.entries(policy.grades).map(([grade, limit]) => [gradeNameOf(policy, grade) ?? grade, limit]),
  )

/** What allows nothing is late before anybody could do it. */
function checkZeros(policy: Policy): readonly Found[] {
  const { caseLimits, taskLimits } = policy
  const all = [
    ...Object.entries(gradesByName(policy)).map(([name, limit]) => ({ name, limit })),
    ...TaskKind.options.map((kind) => ({ name: kind, limit: limitOfKind(policy, kind) })),
    { name: 'rating-link', limit: policy.rating.linkValid },
    ...caseLimits,
    ...taskLimits,
  ]
  return all.map(
    ({ name, limit }) =>
      limit.amount === 0 && limit.unit !== 'on-the-spot' && finding('error', 'limit-zero', { name }, [limit]),
  )
}

/** 好差评: what was wrong is asked before it is set right, and nobody rates without an address to do it at. */
function checkRating({ rating, messages }: Policy, lengths: Lengths): readonly Found[] {
  const { callBackWithin, setRightWithin } = rating
  const { zh } = wordingOf(messages, 'rating-asked')
  return [
    byHowOften(lengths.longer(callBackWithin, setRightWithin), 'warning', 'called-after-set-right', {}, [
      callBackWithin,
      setRightWithin,
    ]),
    !zh.includes('{link}') && finding('warning', 'rating-without-link'),
  ]
}

/** Certain is an error; what depends on the day is worth a warning. */
const byHowOften = (
  often: HowOften,
  severity: PolicyFinding['severity'],
  code: PolicyFindingCode,
  facts: PolicyFinding['facts'],
  limits: readonly Limit[],
): Found =>
  often !== 'never' && finding(often === 'always' ? severity : 'warning', code, { ...facts, when: often }, limits)

function checkTargets(policy: Policy, lengths: Lengths): readonly Found[] {
  const pairs = [
    // keys of the same records
    ...Object.entries(policy.targets.grades).map(([name, target]) => ({
      name: gradeNameOf(policy, name) ?? name,
      target,
      limit: policy.grades[name],
    })),
    ...Object.entries(policy.targets.tasks).map(([name, target]) => ({
      name,
      target,
      limit: policy.tasks[name as keyof Policy['tasks']],
    })),
    ...policy.caseLimits,
    ...policy.taskLimits,
  ]
  return pairs.map(
    ({ name, target, limit }) =>
      target !== null &&
      target !== undefined &&
      limit !== undefined &&
      byHowOften(lengths.longer(target, limit), 'error', 'target-after-limit', { name }, [target, limit]),
  )
}

/** Work of a moment: a word, a signature, a choice. It may not take longer than the matter itself. */
const ofAMoment: readonly TaskKind[] = [
  'accept',
  'redirect',
  'rule-on-return',
  'rule-on-refusal',
  'decide-extension',
  'negative-approval',
  'negative-revision',
  'first-contact',
  'tolerance-decision',
  'follow-up',
  'oversee',
  'accept-hand-over',
]
/** Longer than this nobody can have meant, whatever the task. */
const absurd: Limit = { amount: 60, unit: 'working-days' }

function checkTasks(policy: Policy, lengths: Lengths): readonly Found[] {
  const { ladder, grades, caseLimits } = policy
  const longest = lengths.longest([...Object.values(grades), ...caseLimits.map(({ limit }) => limit)]) ?? absurd
  const { coordinate } = policy.tasks
  const named = [
    ...TaskKind.options
      .filter((kind) => kind !== 'handle')
      .map((kind) => ({ name: kind as string, kinds: [kind], limit: limitOfKind(policy, kind) })),
    ...policy.taskLimits,
  ]
  const tooLong = named.map(({ name, kinds, limit }): Found => {
    const most = kinds.some((kind) => ofAMoment.includes(kind)) ? longest : absurd
    return (
      (lengths.longer(limit, most) === 'always' || lengths.longer(limit, absurd) === 'always') &&
      finding('warning', 'task-absurd', { task: name }, [limit, longest])
    )
  })
  return [
    byHowOften(lengths.longer(coordinate, longest), 'warning', 'task-longer-than-case', {}, [coordinate, longest]),
    ...tooLong,
    ...ladder.remindBefore.map(
      (remind) =>
        !('share' in remind) &&
        lengths.longer(coordinate, remind) === 'never' &&
        finding('warning', 'reminder-never', {}, [remind, coordinate]),
    ),
  ]
}

/** 承诺时限: the window may not take longer to get a matter done than the office promises for doing it plainly. */
function checkPromises(policy: Policy, centre: CentreFacts, lengths: Lengths): readonly Found[] {
  const limits = [
    ...Object.entries(gradesByName(policy)).map(([name, limit]) => ({ name, limit, when: {} as LimitScope })),
    ...policy.caseLimits,
  ]
  return limits.map(({ name, limit, when: { items, itemTypes } }) => {
    const asked = centre.promises.filter(
      (promise) => (items?.includes(promise.name) ?? true) && (itemTypes?.includes(promise.typeName) ?? true),
    )
    const shorter = asked.filter((promise) => lengths.longer(limit, promise.limit) === 'always')
    const [first] = shorter.sort((a, b) => (lengths.longer(a.limit, b.limit) === 'always' ? 1 : -1))
    return (
      first !== undefined &&
      finding('warning', 'longer-than-promise', { name, items: shorter.length, of: asked.length, item: first.name }, [
        limit,
        first.limit,
      ])
    )
  })
}
