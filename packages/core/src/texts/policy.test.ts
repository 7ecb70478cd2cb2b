import { describe, expect, it } from 'vitest'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { usualRungs } from '../policy/ladder.ts'
import { MessageKind } from '../policy/messages.ts'
import { Policy } from '../policy/schema.ts'
import { usualReview } from '../policy/service.ts'
import { changesOf, summaryOf } from './policy.ts'

const days = (amount: number) => ({ amount, unit: 'working-days' as const })

/** A policy in which every field of the schema says something. */
const full = Policy.parse({
  ...jingan2023,
  statedGrades: ['special', 'complex'],
  targets: {
    grades: { simple: days(1), complex: days(2) },
    tasks: Object.fromEntries(Object.keys(jingan2023.tasks).map((kind) => [kind, days(1)])),
  },
  caseLimits: [
    {
      name: '特急',
      when: {
        grades: ['simple', 'complex'],
        pains: ['hard', 'cannot'],
        channels: ['walk-in', 'phone'],
        applicants: ['person', 'enterprise'],
        urgencies: ['urgent', 'emergency'],
        items: ['食品经营许可', '户外广告'],
        reopened: 2,
      },
      limit: { amount: 2, unit: 'hours' },
      target: days(1),
    },
    { name: '网上', when: { channels: ['online'] }, limit: days(3), target: days(1) },
  ],
  taskLimits: [
    {
      name: '市级',
      kinds: ['coordinate', 'step'],
      levels: ['city', 'province'],
      grades: ['simple', 'complex'],
      urgencies: ['urgent', 'general'],
      channels: ['phone', 'online'],
      applicants: ['person', 'enterprise'],
      limit: days(4),
      target: days(2),
    },
    { name: '外部', kinds: ['deliver'], levels: ['outside'], limit: days(4), target: days(2) },
  ],
  pauses: {
    supplement: { ceiling: days(10), times: 2 },
    procedures: [
      { key: 'hearing', name: '听证', ceiling: days(20), times: 1 },
      { key: 'expert', name: '专家评审', ceiling: days(30), times: 2 },
    ],
  },
  extensions: {
    times: 2,
    longest: days(5),
    longestShare: 50,
    askBefore: days(1),
    decidedBy: 'supervisor',
    leaderFrom: 2,
    grades: ['complex', 'special'],
    mustTellApplicant: true,
  },
  followUp: { attempts: 3, byUnit: 'discipline' },
  negativeAnswers: { approvedBy: 'supervisor', report: 'before', within: days(2) },
  firstContact: { by: 'unit', within: days(3) },
  review: { ...usualReview, causes: [...usualReview.causes], circular: { worst: 2, accountableAfter: 3 } },
  tolerance: { kinds: ['deferral', 'commitment'], beyondPromise: false, longest: days(20) },
  ladder: {
    remindBefore: [days(1), { share: 50 }, { amount: 4, unit: 'working-hours' }],
    rungs: [
      ...usualRungs,
      { key: 'unsigned', when: { on: 'unsigned', after: days(1) }, to: 'holder', paper: 'urging', within: days(1) },
      {
        key: 'discipline',
        name: '纪检督办',
        when: { on: 'late', by: days(6) },
        grades: ['special', 'complex'],
        kinds: ['handle', 'coordinate'],
        to: 'unit',
        unitId: 'discipline',
        copyTo: ['office', 'bureau'],
        paper: 'circular',
        within: days(2),
        repeatEvery: days(5),
      },
    ],
  },
  messages: {
    signature: '【办成】',
    texts: Object.fromEntries(
      MessageKind.options.map((kind) => [kind, { zh: `${kind} {caseNo}`, en: 'word {caseNo}' }]),
    ),
  },
})

type Path = readonly (string | number)[]
const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Every place of the document that holds a value; a list holds its order too. */
function leavesOf(value: unknown, path: Path = []): Path[] {
  if (!isHolder(value)) return [path]
  const own = Array.isArray(value) && value.length > 1 ? [path] : []
  return [...own, ...Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))]
}

const words: Readonly<Record<string, readonly string[]>> = {
  unit: ['working-days', 'working-hours'],
  to: ['superior', 'centre'],
  paper: ['urging', 'supervision'],
  decidedBy: ['supervisor', 'leader'],
  ruledBy: ['supervisor', 'leader'],
  approvedBy: ['supervisor', 'leader'],
  report: ['before', 'after'],
  by: ['unit', 'window'],
  countsFrom: ['acceptance', 'registration'],
  from: ['20:00', '21:00'],
  until: ['08:30', '09:00'],
}

/** Something else of the same kind, that the schema allows too. */
function other(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return [...value].reverse()
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (value === null) return name === 'times' || name === 'leaderFrom' || name === 'longestShare' ? 3 : null
  const known = words[name]
  if (known) return known.find((word) => word !== value)
  return `${value}x`
}

function changed(document: unknown, [step, ...rest]: Path, name = ''): unknown {
  if (step === undefined) return other(document, name)
  if (!isHolder(document)) throw new Error(`nothing at ${step}`)
  const inner = changed(document[step], rest, String(step))
  return Array.isArray(document)
    ? document.map((one, index) => (String(index) === String(step) ? inner : one))
    : { ...document, [step]: inner }
}

/** Lists in which the order means nothing, and what the rules never read: a version is numbered, `handle` is the case's own. */
const isSilent = (path: Path) =>
  path[0] === 'version' ||
  (path[0] === 'tasks' && path[1] === 'handle') ||
  (path[0] === 'targets' && path[1] === 'tasks' && path[2] === 'handle')
const orderMatters = ['caseLimits', 'taskLimits', 'rungs']

describe('every field of a policy', () => {
  const leaves = leavesOf(full)
    .filter((path) => !isSilent(path))
    .flatMap((path) => {
      const holder = path.reduce<unknown>((value, step) => (isHolder(value) ? value[step] : value), full)
      if (holder === 0) return [] // “on the spot” has no number
      if (Array.isArray(holder) && !orderMatters.includes(String(path.at(-1)))) return [] // tried by its members
      const next = Policy.safeParse(changed(full, path))
      return [{ path: path.join('.'), next }]
    })
  // A word of a list cannot be made up: leaving it out is the change.
  const tried = leaves.map(({ path, next }) => ({
    path,
    policy: next.success ? next.data : withoutOne(path.split('.')),
  }))

  function withoutOne(path: string[]): Policy | null {
    const index = Number(path.at(-1))
    const read = Policy.safeParse(Number.isInteger(index) ? removed(full, path.slice(0, -1), index) : full)
    return read.success && JSON.stringify(read.data) !== JSON.stringify(full) ? read.data : null
  }
  function removed(document: unknown, [step, ...rest]: string[], index: number): unknown {
    if (step === undefined) return Array.isArray(document) ? document.filter((_, at) => at !== index) : document
    if (!isHolder(document)) return document
    const inner = removed(document[step], rest, index)
    return Array.isArray(document)
      ? document.map((one, at) => (String(at) === step ? inner : one))
      : { ...document, [step]: inner }
  }

  it('is tried', () => {
    expect(tried.length).toBeGreaterThan(250)
    // what cannot be changed alone: the kind of a trigger, the only word of a list, nothing where nothing stands
    const alone = /\.when\.on$|\.0$|\.(grades|kinds|unitId|repeatEvery)$|rungs\.6\.paper$/
    expect(tried.filter(({ path, policy }) => policy === null && !alone.test(path))).toEqual([])
  })

  it.each(['zh', 'en'] as const)('is a line of the summary and of the diff when it changes (%s)', (locale) => {
    const before = JSON.stringify(summaryOf(full, locale))
    const missed = tried
      .filter(({ policy }) => policy && JSON.stringify(policy) !== JSON.stringify(full))
      .filter(
        ({ policy }) =>
          policy &&
          (changesOf(full, policy, locale).length === 0 || JSON.stringify(summaryOf(policy, locale)) === before),
      )
    expect(missed.map(({ path }) => path)).toEqual([])
  })

  it('is no change where nothing changed', () => {
    expect(changesOf(full, full, 'zh')).toEqual([])
  })
})
