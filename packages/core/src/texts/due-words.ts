import { type Instant, sayInstant } from '../kernel/time.ts'
import type { Locale } from './refusals.ts'

/** What stands around the counting of days: by which rule, what was waited for, what was added. */
export type DueReasons = {
  readonly byCaseRule: (policy: string, rule: string) => string
  readonly byGrade: (policy: string, grade: string) => string
  readonly byStatement: (policy: string, grade: string) => string
  readonly byTaskRule: (policy: string, rule: string) => string
  readonly byKind: (policy: string, kind: string) => string
  readonly byLadder: (policy: string) => string
  readonly byProcedure: (policy: string, procedure: string, most: string) => string
  readonly byHand: string
  readonly asItWas: string
  readonly policy: (name: string, version: string) => string
  readonly ownHours: (unit: string) => string
  readonly waitsForApplicant: (what: string) => string
  readonly waitsForProcedure: (procedure: string, who: string, why: string) => string
  readonly ceiling: (what: string, length: string, at: Instant) => string
  readonly ceilingReached: (what: string, at: Instant) => string
  readonly fromRegistration: string
  readonly latest: (at: Instant) => string
  readonly extended: (length: string, at: Instant, why: string) => string
  readonly extendedUnrecorded: string
  readonly decidedBefore: (at: Instant) => string
  readonly target: (at: Instant) => string
  readonly stands: (at: Instant) => string
}

export const dueReasons: Readonly<Record<Locale, DueReasons>> = {
  zh: {
    policy: (name, version) => `《${name}》（${version}）`,
    byCaseRule: (policy, rule) => `依据${policy}中“${rule}”的规定。`,
    byGrade: (policy, grade) => `依据${policy}对“${grade}”事项的规定。`,
    byStatement: (policy, grade) => `依据${policy}，“${grade}”事项的时限在受理时向申请人说明。`,
    byTaskRule: (policy, rule) => `依据${policy}中“${rule}”的规定。`,
    byKind: (policy, kind) => `依据${policy}对“${kind}”任务的规定。`,
    byLadder: (policy) => `依据${policy}关于多级帮办的规定。`,
    byProcedure: (policy, procedure, most) =>
      `依据${policy}，特别程序“${procedure}”${most && `最长${most}，`}所需时间已书面告知申请人。`,
    byHand: '时限由交办人另行确定。',
    asItWas: '时限按当时登记的情况确定。',
    ownHours: (unit) => `按${unit}自己的工作时间计算。`,
    waitsForApplicant: (what) => `等待申请人补充“${what}”`,
    waitsForProcedure: (procedure, who, why) => `${procedure}，由${who}进行（${why}）`,
    ceiling: (what, length, at) =>
      `${what}：最长暂停${length && `${length}，`}至${sayInstant(at)}；届时自动恢复计时，超出的时间照常计算。`,
    ceilingReached: (what, at) => `${what}：暂停到${sayInstant(at)}已满最长时间，之后的时间照常计算。`,
    fromRegistration: '按规定自登记之时起计算，不自受理起。',
    latest: (at) => `即使一直暂停到最长时间，也应在${sayInstant(at)}前办结。`,
    extended: (length, at, why) => `到期前经批准延期${length}，新的到期时间为${sayInstant(at)}：${why}。`,
    extendedUnrecorded: '此前延期的时长没有记录，以已登记的到期时间为准。',
    decidedBefore: (at) => `但须在所申请的任务到期前决定，即${sayInstant(at)}前。`,
    target: (at) => `目标日期为${sayInstant(at)}，是内部努力的方向；逾期以到期时间为准。`,
    stands: (at) => `已登记的到期时间为${sayInstant(at)}；工作日历有变动的，将按新日历重新计算。`,
  },
  en: {
    policy: (name, version) => `“${name}” (${version})`,
    byCaseRule: (policy, rule) => `By the rule “${rule}” of ${policy}.`,
    byGrade: (policy, grade) => `By what ${policy} allows for the grade “${grade}”.`,
    byStatement: (policy, grade) =>
      `By ${policy} the time of the grade “${grade}” is stated when the case is accepted.`,
    byTaskRule: (policy, rule) => `By the rule “${rule}” of ${policy}.`,
    byKind: (policy, kind) => `By what ${policy} allows for the task “${kind}”.`,
    byLadder: (policy) => `By the ladder of ${policy}.`,
    byProcedure: (policy, procedure, most) =>
      `By ${policy} for the procedure “${procedure}”${most && `, ${most} at most`}; the applicant has the time in writing.`,
    byHand: 'Whoever gave out the task set its time.',
    asItWas: 'The time was set by what was registered then.',
    ownHours: (unit) => `Counted by the working hours that ${unit} keeps.`,
    waitsForApplicant: (what) => `waiting for the applicant, “${what}”`,
    waitsForProcedure: (procedure, who, why) => `${procedure}, by ${who} (${why})`,
    ceiling: (what, length, at) =>
      `The clock stands still ${length && `for ${length} at most, `}until ${sayInstant(at)} (${what}); then it runs again by itself and what lies beyond counts.`,
    ceilingReached: (what, at) =>
      `On ${sayInstant(at)} the clock had stood still as long as it may (${what}); what lies beyond counts.`,
    fromRegistration: 'By the rules it counts from the registration, not from the acceptance.',
    latest: (at) => `Even if it stands still as long as it may, the case is due ${sayInstant(at)}.`,
    extended: (length, at, why) =>
      `Extended by ${length} before it was due, as approved; now due ${sayInstant(at)}: ${why}.`,
    extendedUnrecorded: 'How long earlier extensions were is not recorded; the date that was registered stands.',
    decidedBefore: (at) => `It has to be decided before the task itself is due, by ${sayInstant(at)}.`,
    target: (at) => `The target is ${sayInstant(at)}: an aim of our own; late is what is later than the due time.`,
    stands: (at) =>
      `The due time on record is ${sayInstant(at)}; where the working calendar changed, it is worked out again.`,
  },
}
