import { StandardScopeReason, type TaskKind } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { gradesOf } from '../policy/grades.ts'
import type { CaseLimitRule, LimitScope, TaskLimitRule } from '../policy/limits.ts'
import { MessageKind } from '../policy/messages.ts'
import { rungTitle } from '../policy/rungs.ts'
import type { Policy } from '../policy/schema.ts'
import { withSignature } from '../policy/sms.ts'
import { type LabelKind, labelOf } from './labels.ts'
import type { PolicyWords } from './policy-words.ts'
import type { Locale } from './refusals.ts'

export type Line = { readonly key: string; readonly label: string; readonly text: string }
/** What a sentence needs besides the policy: the words, and what a unit is called. */
export type Saying = {
  readonly w: PolicyWords
  readonly locale: Locale
  readonly say: (limit: Limit) => string
  readonly unitName: (unitId: string) => string
  readonly gradeName: (grade: string) => string
}
type Say = (policy: Policy, saying: Saying) => Line[]

const line = ({ w }: Saying, key: string, text: string): Line => ({ key, label: w.line[key] ?? key, text })
const withTarget = ({ w, say }: Saying, target: Limit | null | undefined) => (target ? w.target(say(target)) : '')
const list = <K extends LabelKind>({ w, locale }: Saying, kind: K, values: readonly string[]): string =>
  // every vocabulary has all of its words among the labels
  values.map((value) => labelOf(kind, value as never, locale)).join(w.and)

const gradeList = ({ w, gradeName }: Saying, grades: readonly string[] | null | undefined): string =>
  (grades ?? []).map(gradeName).join(w.and)
const unitList = ({ w, unitName }: Saying, units: readonly string[] | undefined): string =>
  (units ?? []).map(unitName).join(w.and)

/** Two rules of one name are two lines. */
function byName<T extends { readonly name: string }>(prefix: string, rules: readonly T[], text: (rule: T) => string) {
  return rules.map((rule, index): Line => {
    const same = rules.slice(0, index).filter(({ name }) => name === rule.name).length
    return { key: `${prefix} ${rule.name}${same ? ` ${same + 1}` : ''}`, label: rule.name, text: text(rule) }
  })
}
/** Which comes first decides; one alone has no order. */
const inOrder = (saying: Saying, key: string, names: readonly string[]): Line[] =>
  names.length > 1 ? [line(saying, key, names.map((name, index) => `${index + 1}. ${name}`).join(' '))] : []

export const sayNames: Say = ({ name, source }, saying) => [line(saying, 'name', name), line(saying, 'source', source)]

export const sayTime: Say = (policy, saying) => {
  const { w, say } = saying
  const grades = gradesOf(policy).flatMap((grade): Line[] => {
    const limit = policy.grades[grade]
    if (!limit) return []
    const text = policy.statedGrades.includes(grade) ? w.stated(say(limit)) : say(limit)
    const label = saying.gradeName(grade)
    return [{ key: `grade ${grade}`, label, text: text + withTarget(saying, policy.targets.grades[grade]) }]
  })
  const special = byName('case', policy.caseLimits, ({ when, limit, target }: CaseLimitRule) => {
    const scope = sayScope(when, saying)
    return `${scope ? w.onlyFor(scope) : ''}${say(limit)}${withTarget(saying, target)}`
  })
  const names = policy.caseLimits.map(({ name }) => name)
  return [
    line(saying, 'counts-from', w.countsFrom[policy.countsFrom]),
    ...grades,
    ...special,
    ...inOrder(saying, 'case-order', names),
  ]
}

function sayScope(when: LimitScope, saying: Saying): string {
  const { w } = saying
  const parts = [
    list(saying, 'pain', when.pains ?? []),
    gradeList(saying, when.grades),
    list(saying, 'urgency', when.urgencies ?? []),
    list(saying, 'channel', when.channels ?? []),
    list(saying, 'applicantKind', when.applicants ?? []),
    (when.items ?? []).join(w.and),
    (when.itemTypes ?? []).join(w.and),
    when.reopened ? w.reopened(when.reopened) : '',
  ]
  return parts.filter((part) => part !== '').join(w.semicolon)
}

export const sayTasks: Say = (policy, saying) => {
  const { say, locale, w } = saying
  // keys of the record of tasks
  const kinds = Object.entries(policy.tasks).filter(([kind]) => kind !== 'handle') // that one takes the limit of the case
  const special = byName('tasks', policy.taskLimits, (rule: TaskLimitRule) => {
    const parts = [
      list(saying, 'taskKind', rule.kinds),
      list(saying, 'unitLevel', rule.levels ?? []),
      unitList(saying, rule.units),
      gradeList(saying, rule.grades),
      list(saying, 'urgency', rule.urgencies ?? []),
      list(saying, 'channel', rule.channels ?? []),
      list(saying, 'applicantKind', rule.applicants ?? []),
      (rule.items ?? []).join(w.and),
      (rule.itemTypes ?? []).join(w.and),
    ]
    const scope = parts.filter((part) => part !== '').join(w.semicolon)
    return `${w.onlyFor(scope)}${say(rule.limit)}${withTarget(saying, rule.target)}`
  })
  return [
    ...kinds.map(([kind, limit]) => ({
      key: `task ${kind}`,
      label: labelOf('taskKind', kind as TaskKind, locale),
      text: say(limit) + withTarget(saying, policy.targets.tasks[kind as keyof Policy['tasks']]),
    })),
    ...special,
    ...inOrder(
      saying,
      'task-order',
      policy.taskLimits.map(({ name }) => name),
    ),
    ...(['callBack', 'missedCall', 'complaint', 'report'] as const).map((key) =>
      line(saying, key, say(policy.reception[key])),
    ),
  ]
}

export const sayClocks: Say = ({ pauses }, saying) => {
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

export const sayCoordination: Say = ({ returns, extensions }, saying) => {
  const { w, say } = saying
  const { longest, longestShare, leaderFrom, decidedBy, askBefore, grades } = extensions
  const longestText = [longest ? say(longest) : '', longestShare ? w.share(longestShare) : '']
  const by = [w.deciders[decidedBy], leaderFrom ? w.leaderFrom(leaderFrom) : '']
  const said = (parts: readonly string[]) => parts.filter((part) => part !== '').join(w.semicolon)
  return [
    line(saying, 'returns-within', say(returns.within)),
    line(saying, 'returns-times', w.times(returns.times)),
    line(saying, 'returns-by', w.deciders[returns.ruledBy]),
    line(saying, 'extensions', w.times(extensions.times)),
    line(saying, 'extension-longest', said(longestText) || w.noCeiling),
    line(saying, 'extension-before', w.before(askBefore ? say(askBefore) : '')),
    line(saying, 'extension-grades', grades ? gradeList(saying, grades) : w.all),
    line(saying, 'extension-by', said(by)),
    line(saying, 'extension-told', extensions.mustTellApplicant ? w.yes : w.no),
  ]
}

export const sayLadder: Say = ({ ladder, quietHours }, saying) => {
  const { w, say, locale } = saying
  const title = ({ key, name }: Policy['ladder']['rungs'][number]) => rungTitle(key, name, locale)
  const reminders = ladder.remindBefore.map((one) => ('share' in one ? w.shareOver(one.share) : w.before(say(one))))
  return [
    line(saying, 'remind', reminders.join(w.and) || w.no),
    ...ladder.rungs.map((rung) => ({ key: `rung ${rung.key}`, label: title(rung), text: sayRung(rung, saying) })),
    ...inOrder(saying, 'rung-order', ladder.rungs.map(title)),
    line(saying, 'quiet', `${quietHours.from}–${quietHours.until}`),
    line(saying, 'quiet-rest', quietHours.isRestDayQuiet ? w.yes : w.no),
  ]
}

function sayRung(rung: Policy['ladder']['rungs'][number], saying: Saying): string {
  const { w, say, unitName } = saying
  const { when, to, unitId, copyTo, repeatEvery } = rung
  // The table pairs each trigger with its own words; TypeScript cannot follow the pair through the index.
  const trigger = (w.triggers[when.on] as (when: unknown, say: Saying['say']) => string)(when, say)
  const scope = [gradeList(saying, rung.grades), list(saying, 'taskKind', rung.kinds ?? [])]
  const only = scope.filter((part) => part !== '').join(w.semicolon)
  const party = to === 'unit' && unitId ? unitName(unitId) : w.parties[to]
  const paper = rung.paper ? w.paper(rung.paper) : ''
  return [
    only ? w.onlyFor(only) : '',
    w.rung(trigger, party, paper, say(rung.within)),
    repeatEvery ? w.repeat(say(repeatEvery)) : '',
    copyTo.length > 0 ? w.copies(copyTo.map(unitName).join(w.and)) : '',
  ].join('')
}

export const sayService: Say = (policy, saying) => {
  const { followUp, tolerance, review, rating } = policy
  const { w, say, unitName } = saying
  return [
    line(saying, 'follow-up-by', followUp.byUnit ? unitName(followUp.byUnit) : w.window),
    line(saying, 'attempts', w.times(followUp.attempts)),
    line(saying, 'handler', followUp.byHandler ? w.yes : w.no),
    line(saying, 'tolerance', list(saying, 'toleranceKind', tolerance.kinds) || w.none),
    line(saying, 'tolerance-longest', tolerance.longest ? say(tolerance.longest) : w.noCeiling),
    line(saying, 'tolerance-beyond', tolerance.beyondPromise ? w.yes : w.no),
    line(saying, 'review', review.causes.map((cause) => w.reviewCauses[cause]).join(w.and)),
    line(saying, 'review-returned', w.times(review.returnedFrom)),
    line(saying, 'review-old', w.days(review.olderThan)),
    line(saying, 'review-day', w.nthDay(review.day)),
    line(
      saying,
      'review-circular',
      review.circular ? w.circular(review.circular.worst, review.circular.accountableAfter) : w.noCircular,
    ),
    line(saying, 'rating-link', say(rating.linkValid)),
    line(saying, 'rating-call', say(rating.callBackWithin)),
    line(saying, 'rating-right', say(rating.setRightWithin)),
    line(saying, 'rating-additions', rating.additions === 0 ? w.none : w.times(rating.additions)),
    ...sayAnswers(policy, saying),
  ]
}

/** 否定报备与首次联系. */
const sayAnswers: Say = ({ negativeAnswers, firstContact }, saying) => {
  const { w, say } = saying
  const { approvedBy, report, within } = negativeAnswers
  return [
    line(
      saying,
      'negative',
      approvedBy === 'nobody' ? w.noApproval : w.negative(w.deciders[approvedBy], report, say(within)),
    ),
    line(saying, 'contact', firstContact ? w.contact(firstContact.by, say(firstContact.within)) : w.noContact),
  ]
}

export const sayWords: Say = ({ telling, scopeReasons, ownScopeReasons, remedies }, saying) => {
  const { w, locale } = saying
  return [
    line(saying, 'telling', list(saying, 'means', telling.means)),
    ...StandardScopeReason.options.map((reason) => ({
      key: `scope ${reason}`,
      label: labelOf('scopeReason', reason, locale),
      text: scopeReasons.includes(reason) ? remedies[reason] : w.outOfScope(remedies[reason]),
    })),
    ...ownScopeReasons.map(({ reason, name, remedy }) => ({ key: `scope ${reason}`, label: name, text: remedy })),
  ]
}

export const sayMessages: Say = ({ messages }, saying) => {
  const { w } = saying
  return [
    line(saying, 'signature', withSignature(messages.signature, '') || w.none),
    ...MessageKind.options.map((kind): Line => {
      const wording = messages.texts[kind]
      const text = wording ? w.message(wording.zh, wording.en) : w.usualText
      return { key: `message ${kind}`, label: w.messages[kind], text }
    }),
  ]
}
