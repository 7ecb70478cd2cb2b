import type { CaseState, Task } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import { type Instant, localDateOf, timeOfDay } from '@bancheng/core/kernel/time.ts'
import { labels } from '@bancheng/core/texts/labels.ts'

/** 2026年3月2日, as a paper is dated. */
export function paperDate(instant: Instant): string {
  const [year, month, day] = localDateOf(instant).split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}

export const paperTime = (instant: Instant): string => `${paperDate(instant)} ${timeOfDay(instant)}`

export const unitName = (view: CaseView, unitId: string): string => view.names.units[unitId] ?? unitId
export const personName = (view: CaseView, personId: string): string => view.names.people[personId] ?? '—'

export const mayMove = '（暂定，节假日安排公布后可能调整）'

/** The date by which something is due; one that rests on holidays not announced yet is not promised as if it were certain. */
export const paperDue = (dueAt: Instant, isProvisional: boolean): string =>
  `${paperTime(dueAt)} 前${isProvisional ? mayMove : ''}`

/** The same for a task; the date of one that is over no longer moves. */
export const paperDueOf = (view: CaseView, { taskId, dueAt }: Pick<Task, 'taskId'> & { dueAt: Instant }): string =>
  paperDue(dueAt, view.courts.find((court) => court.taskId === taskId)?.isProvisional ?? false)

/** Who holds or does something, by name where there is one. */
export function partyName(view: CaseView, party: Party): string {
  if (party.kind === 'unit') return unitName(view, party.unitId)
  if (party.kind === 'person') return personName(view, party.personId)
  if (party.kind === 'owner') return personName(view, view.state.ownerId)
  if (party.kind === 'outside') return `${party.organisation} ${party.name}`
  if (party.kind === 'applicant') return view.state.applicant.name
  return labels.zh.party[party.kind]
}

/** The papers speak of the item where the case names one, and else of what the person wants. */
export const matterOf = (state: CaseState): string => state.item?.name ?? state.want

/** What is asked of an applicant is kept as one line; on paper each thing has its own (coordination/applicant.ts). */
export const askedItems = (ask: string): readonly string[] => ask.split('；').filter(Boolean)
