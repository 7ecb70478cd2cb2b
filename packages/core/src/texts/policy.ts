import { Grade, type TaskKind } from '../cases/words.ts'
import { sayLimit } from '../kernel/calendar-explain.ts'
import type { Limit } from '../kernel/limit.ts'
import type { PolicyFinding } from '../policy/check.ts'
import { MessageKind, wordingOf } from '../policy/messages.ts'
import type { PolicyFault } from '../policy/reading.ts'
import type { Policy } from '../policy/schema.ts'
import { withSignature } from '../policy/sms.ts'
import { labelOf } from './labels.ts'
import { type PolicyGroup, type PolicyWords, policyWords } from './policy-words.ts'
import type { Locale } from './refusals.ts'

/** One sentence of a policy. The key stays when the sentence changes, so that two versions can be laid side by side. */
export type PolicyLine = {
  readonly group: PolicyGroup
  readonly key: string
  readonly label: string
  readonly text: string
}

type Saying = { readonly w: PolicyWords; readonly locale: Locale; readonly say: (limit: Limit) => string }
type Lines = Omit<PolicyLine, 'group'>[]

export const policyGroups: readonly PolicyGroup[] = [
  'time',
  'tasks',
  'clocks',
  'coordination',
  'ladder',
  'service',
  'words',
]
export const policyGroupName = (group: PolicyGroup, locale: Locale): string => policyWords[locale].groups[group]

/** The whole policy in plain words. */
export function summaryOf(policy: Policy, locale: Locale): readonly PolicyLine[] {
  const saying: Saying = { w: policyWords[locale], locale, say: (limit) => sayLimit(limit, locale) }
  const said: Record<PolicyGroup, Lines> = {
    time: sayTime(policy, saying),
    tasks: sayTasks(policy, saying),
    clocks: sayClocks(policy, saying),
    coordination: sayCoordination(policy, saying),
    ladder: sayLadder(policy, saying),
    service: sayService(policy, saying),
    words: sayWords(policy, saying),
  }
  return policyGroups.flatMap((group) => said[group].map((line) => ({ group, ...line })))
}

const line = ({ w }: Saying, key: string, text: string) => ({ key, label: w.line[key] ?? key, text })
const withTarget = ({ w, say }: Saying, target: Limit | null | undefined) => (target ? w.target(say(target)) : '')

function sayTime(policy: Policy, saying: Saying): Lines {
  const { w, say, locale } = saying
  const grades = Object.entries(policy.grades).map(([name, limit]) => {
    const grade = name as Grade // a key of the record of grades
    const text = policy.statedGrades.includes(grade) ? w.stated(say(limit)) : say(limit)
    const label = labelOf('grade', grade, locale)
    return { key: `grade ${grade}`, label, text: text + withTarget(saying, policy.targets.grades[grade]) }
  })
  const special = policy.caseLimits.map(({ name, limit, target }) => ({
    key: `case ${name}`,
    label: name,
    text: say(limit) + withTarget(saying, target),
  }))
  return [...grades, ...special]
}

function sayTasks(policy: Policy, saying: Saying): Lines {
  const { say, locale } = saying
  // keys of the record of tasks
  const elsewhere = ['handle', 'rating-call', 'rating-right'] // these take the limit of the case, and of the rating
  const kinds = Object.entries(policy.tasks).filter(([kind]) => !elsewhere.includes(kind))
  return [
    ...kinds.map(([kind, limit]) => ({
      key: `task ${kind}`,
      label: labelOf('taskKind', kind as TaskKind, locale),
      text: say(limit),
    })),
    ...policy.taskLimits.map(({ name, limit, target }) => ({
      key: `tasks ${name}`,
      label: name,
      text: say(limit) + withTarget(saying, target),
    })),
    ...(['callBack', 'missedCall', 'complaint', 'report'] as const).map((key) =>
      line(saying, key, say(policy.reception[key])),
    ),
  ]
}

function sayClocks({ pauses }: Policy, saying: Saying): Lines {
  const { w, say } = saying
  const ceiling = (limit: Limit | null, times: number | null) =>
    [limit ? w.upTo(say(limit)) : w.noCeiling, times ? w.times(times) : w.anyTimes].join(w.and)
  return [
    line(saying, 'supplement', ceiling(pauses.supplement.ceiling, pauses.supplement.times)),
    ...pauses.procedures.map((one) => ({
      key: `procedure ${one.key}`,
      label: one.name,
      text: ceiling(one.ceiling, one.times),
    })),
  ]
}

function sayCoordination({ returns, extensions }: Policy, saying: Saying): Lines {
  const { w, say } = saying
  return [
    line(saying, 'returns-within', say(returns.within)),
    line(saying, 'returns-times', w.times(returns.times)),
    line(saying, 'returns-by', w.deciders[returns.ruledBy]),
    line(saying, 'extensions', w.times(extensions.times)),
    line(saying, 'extension-longest', extensions.longest ? say(extensions.longest) : w.noCeiling),
    line(saying, 'extension-by', w.deciders[extensions.decidedBy]),
    line(saying, 'extension-told', extensions.mustTellApplicant ? w.yes : w.no),
  ]
}

function sayLadder({ ladder, quietHours }: Policy, saying: Saying): Lines {
  const { w, say } = saying
  return [
    line(saying, 'remind', ladder.remindBefore ? w.before(say(ladder.remindBefore)) : w.no),
    ...ladder.rungs.map((rung) => {
      // The table pairs each trigger with its own words; TypeScript cannot follow the pair through the index.
      const trigger = (w.triggers[rung.when.on] as (when: unknown, say: Saying['say']) => string)(rung.when, say)
      const paper = rung.paper ? w.paper(rung.paper) : ''
      return {
        key: `rung ${rung.key}`,
        label: rung.key,
        text: w.rung(trigger, w.parties[rung.to], paper, say(rung.within)),
      }
    }),
    line(saying, 'quiet', `${quietHours.from}–${quietHours.until}`),
  ]
}

function sayService({ followUp, tolerance, review, rating, negativeAnswers }: Policy, saying: Saying): Lines {
  const { w, say, locale } = saying
  return [
    line(saying, 'attempts', w.times(followUp.attempts)),
    line(saying, 'handler', followUp.byHandler ? w.yes : w.no),
    line(saying, 'tolerance', tolerance.kinds.map((kind) => labelOf('toleranceKind', kind, locale)).join(w.and)),
    line(saying, 'tolerance-longest', tolerance.longest ? say(tolerance.longest) : w.noCeiling),
    line(saying, 'tolerance-beyond', tolerance.beyondPromise ? w.yes : w.no),
    line(saying, 'review', review.causes.map((cause) => w.reviewCauses[cause]).join(w.and)),
    line(saying, 'rating-call', say(rating.callBackWithin)),
    line(saying, 'rating-right', say(rating.setRightWithin)),
    line(saying, 'negative', negativeAnswers.onlyBySupervisor ? w.yes : w.no),
  ]
}

function sayWords({ telling, messages, scopeReasons, remedies }: Policy, saying: Saying): Lines {
  const { w, locale } = saying
  return [
    line(saying, 'telling', telling.means.map((means) => labelOf('means', means, locale)).join(w.and)),
    line(saying, 'signature', withSignature(messages.signature, '') || '—'),
    ...MessageKind.options.map((kind) => ({
      key: `message ${kind}`,
      label: w.messages[kind],
      text: Object.values(wordingOf(messages, kind)).join(' / '),
    })),
    ...scopeReasons.map((reason) => ({
      key: `scope ${reason}`,
      label: labelOf('scopeReason', reason, locale),
      text: remedies[reason],
    })),
  ]
}

/** What differs between two versions, in the order of the newer one; what fell away comes last. */
export type PolicyChange = Omit<PolicyLine, 'text'> & { readonly from: string | null; readonly to: string | null }

export function changesOf(from: Policy, to: Policy, locale: Locale): readonly PolicyChange[] {
  const [old, next] = [summaryOf(from, locale), summaryOf(to, locale)]
  const find = (lines: readonly PolicyLine[], { group, key }: PolicyLine) =>
    lines.find((one) => one.group === group && one.key === key)
  const changed = next.flatMap((now): PolicyChange[] => {
    const was = find(old, now)
    const { text, ...named } = now
    return was?.text === text ? [] : [{ ...named, from: was?.text ?? null, to: text }]
  })
  const gone = old
    .filter((was) => !find(next, was))
    .map(({ text, ...named }): PolicyChange => ({ ...named, from: text, to: null }))
  return [...changed, ...gone]
}

/** What is wrong in a document, and what was probably meant. */
export function sayFault({ message, unknown }: Omit<PolicyFault, 'path'>, locale: Locale): string {
  const w = policyWords[locale]
  return unknown ? w.unknownField(unknown.near, unknown.known.join(w.and)) : message
}

export function sayFinding({ code, facts, limits }: PolicyFinding, locale: Locale): string {
  const known = Grade.safeParse(facts.grade)
  const grade = known.success ? { grade: labelOf('grade', known.data, locale) } : {}
  return policyWords[locale].findings[code](
    { ...facts, ...grade },
    limits.map((limit) => sayLimit(limit, locale)),
  )
}
