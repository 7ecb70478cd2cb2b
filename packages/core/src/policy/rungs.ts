import type { Context } from '../cases/context.ts'
import type { Grade, TaskKind } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Rung } from './ladder.ts'
import { after } from './moments.ts'

/** Whether a rung is for a task of this kind in a case of this grade. */
export const isRungFor = ({ grades, kinds }: Rung, grade: Grade | null, kind: TaskKind): boolean =>
  (!grades || (grade !== null && grades.includes(grade))) && (!kinds || kinds.includes(kind))

/** A rung of some grades or kinds of task is for cases; what is owed outside of one climbs the others. */
export const isRungForAll = ({ grades, kinds }: Rung): boolean => grades === null && kinds === null

/** A task that nobody ever did is called for so often, and then it is the leader's own business. */
const mostCalls = 200

/**
 * When a rung calls for a task that is late: once, or again and again until a moment. What comes after that moment is
 * the next call only.
 */
export function callsOfRung(ctx: Pick<Context, 'calendar'>, rung: Rung, by: Limit, dueAt: Instant, until: Instant) {
  const calls = [after(ctx, dueAt, by)]
  const { repeatEvery } = rung
  for (let last = calls[0]; repeatEvery && last && compare(last, until) <= 0 && calls.length < mostCalls; ) {
    last = after(ctx, last, repeatEvery)
    calls.push(last)
  }
  return calls
}

/** The unit above, or whoever is called: the names that the usual keys have where a centre gives none. */
const usualNames: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  urge: { zh: '催办', en: 'Urging' },
  superior: { zh: '上级单位督办', en: 'Superior unit' },
  centre: { zh: '中心督办', en: 'Centre' },
  district: { zh: '区领导督办', en: 'District leader' },
  'returned-twice': { zh: '多次退单督办', en: 'Returned twice' },
  'reopened-twice': { zh: '多次重开督办', en: 'Reopened twice' },
  dissatisfied: { zh: '不满意督办', en: 'Dissatisfied' },
  old: { zh: '久拖未结督办', en: 'Open too long' },
  'leading-group': { zh: '领导小组督办', en: 'Leading group' },
}

/** What a rung is called: as the centre calls it, as it is usually called, or by its key. */
export const rungTitle = (key: string, name: string | undefined, locale: 'zh' | 'en'): string =>
  name || usualNames[key]?.[locale] || key
