import type { RecordedEvent } from '@bancheng/core/cases/events.ts'
import { foldLog } from '@bancheng/core/cases/fold.ts'
import { closingGate, type Missing } from '@bancheng/core/cases/gate.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { sayActor } from '@bancheng/core/kernel/actor.ts'
import { maskName, maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { circularOf, monthsNeeded } from '@bancheng/core/review/circular.ts'
import type { Counts, EntryPage, EntryRow, ReviewView } from '@bancheng/core/review/contract.ts'
import type { Month } from '@bancheng/core/review/month.ts'
import { countsOf, isTold } from '@bancheng/core/review/rules.ts'
import { reviewWords } from '@bancheng/core/review/texts.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import type { Locale } from '@bancheng/core/texts/refusals.ts'
import { type Names, sayWho, sentenceOf } from '@bancheng/core/texts/sentences.ts'
import { loadNames } from '../directory/names.ts'
import type { Db } from '../platform/db.ts'
import { hasChineseFaces } from '../platform/pdf/chinese-faces.ts'
import { loadCenterRules } from '../policy/center.ts'
import { knownOf, type Reader, taskView } from './instruction-reads.ts'
import { earlierTasks, type InstructionTaskRecord, tasksOfMonth } from './instruction-store.ts'
import {
  type EntryRecord,
  type Review,
  readCounted,
  readEntries,
  readFrozenLogs,
  readOpenStates,
  readReviews,
  removalOf,
} from './store.ts'

type Said = { readonly names: Names; readonly locale: Locale }

/** Two years of months to compare with are on record; the page shows the newest. */
const EARLIER = 3

/** @throws Refusal not-found */
export async function requireReview(db: Db, centerId: string, month: Month): Promise<Review> {
  const review = (await readReviews(db, centerId)).find((one) => one.month === month)
  if (!review) throw new Refusal('not-found')
  return review
}

export async function viewReview(db: Db, reader: Reader, month: Month): Promise<ReviewView> {
  const { centerId } = reader.session
  const reviews = await readReviews(db, centerId)
  const review = reviews.find((one) => one.month === month)
  if (!review) throw new Refusal('not-found')
  const before = reviews.filter((one) => one.month < month).map((one) => one.month)
  const known = await knownOf(db, centerId)
  const { names } = known
  const { review: rules } = (await loadCenterRules(db, centerId)).policyAt(review.frozenAt)
  const needed = before.slice(0, Math.max(EARLIER, monthsNeeded(rules.circular)))
  const counted = await readCounted(db, centerId, [month, ...needed])
  const saidUnit = ({ unitId }: { unitId: string | null }) => unitName(unitId, { names, locale: reader.locale })
  const countsIn = (of: Month): Counts => {
    const counts = countsOf(counted.filter((entry) => entry.month === of))
    const byUnit = counts.byUnit.map((one) => ({ ...one, unit: saidUnit(one) }))
    return { month: of, ...counts, byUnit }
  }
  const [counts, earlier] = [countsIn(month), needed.map(countsIn)]
  const shown = (tasks: readonly InstructionTaskRecord[]) => tasks.map((task) => taskView(task, known, reader))
  return {
    ...review,
    hasPdf: hasChineseFaces(),
    counts,
    earlier: earlier.slice(0, EARLIER),
    circular: rules.circular
      ? circularOf(counts, earlier, rules.circular).map((one) => ({ ...one, unit: saidUnit(one) }))
      : [],
    rows: (await readEntries(db, centerId, month)).map((entry) => rowOf(entry, { names, locale: reader.locale })),
    instructions: shown(await tasksOfMonth(db, centerId, month)),
    earlierInstructions: shown(await earlierTasks(db, centerId, month, before[0] ?? null)),
  }
}

const unitName = (unitId: string | null, { names, locale }: Said): string =>
  unitId ? names.unit(unitId) : reviewWords[locale].window

/** An enterprise is known by its name; a person is not put before the whole house. */
const applicantOf = ({ applicant }: Pick<CaseState, 'applicant'>): string =>
  applicant.kind === 'enterprise' ? applicant.name : maskName(applicant.name)

/** The names of people who asked, wherever a sentence has them. */
function maskPeople(text: string, { applicant }: CaseState): string {
  const people = [applicant.kind === 'person' ? applicant.name : '', applicant.contactName ?? '']
  const masked = people.reduce((so, name) => (name ? so.replaceAll(name, maskName(name)) : so), text)
  return maskPersonalDataInText(masked)
}

function rowOf(entry: EntryRecord, said: Said): EntryRow {
  const { state } = entry
  return {
    caseId: entry.caseId,
    caseNo: state.caseNo,
    applicant: applicantOf(state),
    want: maskPersonalDataInText(state.want),
    itemName: state.item?.name ?? null,
    causes: entry.causes,
    unitId: entry.unitId,
    unit: unitName(entry.unitId, said),
    pain: state.pain,
    grade: state.grade,
    registeredAt: state.registered.at,
    holdings: entry.holdings.map(({ party, workingDays }) => ({
      who: sayWho(party, state.ownerId, said.names, said.locale),
      workingDays,
    })),
    instructions: entry.instructions,
    removed: removalOf(entry),
    changes: [...entry.changes],
  }
}

/** One page a case: of all cases of the list, or of one. @throws Refusal not-found */
export async function viewPages(db: Db, reader: Reader, month: Month, caseId?: string): Promise<EntryPage[]> {
  const { centerId } = reader.session
  const { frozenAt } = await requireReview(db, centerId, month)
  const entries = await readEntries(db, centerId, month, caseId)
  if (caseId && entries.length === 0) throw new Refusal('not-found')
  const logs = await readFrozenLogs(db, centerId, month, caseId)
  const open = await readOpenStates(db, centerId, month, caseId)
  const said = { names: await loadNames(db, centerId), locale: reader.locale }
  return entries.map((entry) => {
    const { caseId: of } = entry
    return pageOf(entry, { log: logs.get(of) ?? [], now: open.get(of) ?? null, frozenAt }, said)
  })
}

/** What the page tells stands as it was when the list froze; what is missing is said as of now. */
function pageOf(entry: EntryRecord, { log, now, frozenAt }: Told, said: Said): EntryPage {
  const frozen = foldLog(log)
  if (!frozen) throw new Error(`case ${entry.caseId} has no log`)
  return {
    ...rowOf({ ...entry, state: frozen }, said),
    status: frozen.status,
    level: frozen.level,
    owner: said.names.person(frozen.ownerId),
    alreadyDone: maskPersonalDataInText(frozen.alreadyDone),
    dueAt: frozen.caseClock?.dueAt ?? null,
    frozenAt,
    timeline: log.filter(isTold).map((event) => ({
      at: event.at,
      who: sayActor(event.actor, said.locale),
      sentence: maskPeople(sentenceOf(event, said.names, said.locale), frozen),
    })),
    missing: now ? missingOf(now, said) : [],
  }
}

type Told = {
  readonly log: readonly RecordedEvent[]
  /** As the case stands now; null where it is over. */
  readonly now: CaseState | null
  readonly frozenAt: Instant
}

const missingOf = (state: CaseState, { names, locale }: Said) =>
  closingGate(state).map((missing) => ({
    sentence: maskPersonalDataInText(sayMissing(missing, locale)),
    who: sayWho(missing.who, state.ownerId, names, locale),
  }))

function sayMissing(missing: Missing, locale: Locale): string {
  const what = labelOf('missing', missing.what, locale)
  const kind = missing.what === 'task-open' ? labelOf('taskKind', missing.kind, locale) : ''
  const about = [kind, 'label' in missing ? missing.label : ''].filter(Boolean).join(locale === 'zh' ? '：' : ': ')
  return about ? `${what}${locale === 'zh' ? '：' : ': '}${about}` : what
}
