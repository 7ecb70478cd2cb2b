import { TaskKind } from '../cases/words.ts'
import { sayLimit } from '../kernel/calendar-explain.ts'
import type { PolicyFinding } from '../policy/check.ts'
import { gradeNameOf } from '../policy/grades.ts'
import type { PolicyFault } from '../policy/reading.ts'
import { rungTitle } from '../policy/rungs.ts'
import type { Policy } from '../policy/schema.ts'
import { gradeWord, labelOf, labels } from './labels.ts'
import {
  type Line,
  type Saying,
  sayClocks,
  sayCoordination,
  sayLadder,
  sayMessages,
  sayNames,
  sayService,
  sayTasks,
  sayTime,
  sayWords,
} from './policy-sayings.ts'
import { type PolicyGroup, policyWords } from './policy-words.ts'
import type { Locale } from './refusals.ts'

/** One sentence of a policy. The key stays when the sentence changes, so that two versions can be laid side by side. */
export type PolicyLine = Line & { readonly group: PolicyGroup }

const sayings: Record<PolicyGroup, (policy: Policy, saying: Saying) => Line[]> = {
  names: sayNames,
  time: sayTime,
  tasks: sayTasks,
  clocks: sayClocks,
  coordination: sayCoordination,
  ladder: sayLadder,
  service: sayService,
  words: sayWords,
  messages: sayMessages,
}
export const policyGroups = Object.keys(sayings) as readonly PolicyGroup[] // keys of the table above
export const policyGroupName = (group: PolicyGroup, locale: Locale): string => policyWords[locale].groups[group]

type UnitNames = (unitId: string) => string
const bare: UnitNames = (unitId) => unitId

/** The whole policy in plain words. */
export function summaryOf(policy: Policy, locale: Locale, unitName = bare): readonly PolicyLine[] {
  const saying: Saying = {
    w: policyWords[locale],
    locale,
    say: (limit) => sayLimit(limit, locale),
    unitName,
    gradeName: (grade) => gradeWord(grade, gradeNameOf(policy, grade), locale),
  }
  return policyGroups.flatMap((group) => sayings[group](policy, saying).map((line) => ({ group, ...line })))
}

/** What differs between two versions, in the order of the newer one; what fell away comes last. */
export type PolicyChange = Omit<PolicyLine, 'text'> & { readonly from: string | null; readonly to: string | null }

export function changesOf(from: Policy, to: Policy, locale: Locale, unitName = bare): readonly PolicyChange[] {
  const [old, next] = [summaryOf(from, locale, unitName), summaryOf(to, locale, unitName)]
  const find = (lines: readonly PolicyLine[], { group, key }: PolicyLine) =>
    lines.find((one) => one.group === group && one.key === key)
  const changed = next.flatMap((now): PolicyChange[] => {
    const was = find(old, now)
    const { text, ...named } = now
    if (was?.text === text && was.label === now.label) return []
    // What was only given another name is shown with both names.
    const isRenamed = was !== undefined && was.label !== now.label
    const say = (line: PolicyLine) => (isRenamed ? `${line.label}${policyWords[locale].colon}${line.text}` : line.text)
    return [{ ...named, from: was ? say(was) : null, to: say(now) }]
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

/** A finding names grades, kinds of task and rungs by their codes; here they get their words. */
export function sayFinding({ code, facts, limits }: PolicyFinding, locale: Locale, unitName = bare): string {
  const word = (fact: string | number | undefined): string | number => {
    if (fact === 'rating-link') return policyWords[locale].line[fact] ?? fact
    const kind = TaskKind.safeParse(fact)
    if (kind.success) return labelOf('taskKind', kind.data, locale)
    const grades: Readonly<Record<string, string>> = labels[locale].grade
    return grades[fact ?? ''] ?? fact ?? ''
  }
  const said = Object.entries(facts).map(([name, fact]) => [
    name,
    name === 'rung'
      ? rungTitle(String(fact), undefined, locale)
      : name === 'unit'
        ? unitName(String(fact))
        : name === 'name' || name === 'task'
          ? word(fact)
          : fact,
  ])
  return policyWords[locale].findings[code](
    Object.fromEntries(said),
    limits.map((limit) => sayLimit(limit, locale)),
  )
}
