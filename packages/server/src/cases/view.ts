import type { Context } from '@bancheng/core/cases/context.ts'
import { closingGate, type Missing } from '@bancheng/core/cases/gate.ts'
import { negativeDuty } from '@bancheng/core/cases/negative.ts'
import { type CaseState, isEnded, openTasks, type Task, taskOf } from '@bancheng/core/cases/state.ts'
import { dueOf, targetOf } from '@bancheng/core/cases/tasks.ts'
import type { CaseView, TimelineEntry } from '@bancheng/core/cases/view.ts'
import { timesHad } from '@bancheng/core/coordination/procedures.ts'
import { sayActor } from '@bancheng/core/kernel/actor.ts'
import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { abilitiesOf } from '@bancheng/core/may.ts'
import { choicesOf } from '@bancheng/core/policy/choices.ts'
import { detailsOf } from '@bancheng/core/texts/details.ts'
import { explainCase, explainTarget, explainTask } from '@bancheng/core/texts/due.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { describeRefusal, type Locale } from '@bancheng/core/texts/refusals.ts'
import { type Names, sayWho, sentenceOf } from '@bancheng/core/texts/sentences.ts'
import type { Deps } from '../deps.ts'
import { loadNames } from '../directory/names.ts'
import { loadFiles } from '../files/store.ts'
import type { Db } from '../platform/db.ts'
import { loadContext } from './context.ts'
import type { Asker } from './execute.ts'
import { fileIdsOf } from './indexes.ts'
import { type LoggedEvent, readLog } from './log.ts'
import { shownState } from './shown.ts'

/** All that the case page needs, as this person may see it, in their language. */
export async function caseView(deps: Deps, db: Db, asker: Asker, state: CaseState): Promise<CaseView> {
  const { locale } = asker
  const context = await loadContext(deps, db, { ...asker, state })
  const names = await loadNames(db, asker.centerId)
  const reader = { names, locale }
  const log = await readLog(db, { centerId: asker.centerId, caseId: state.caseId })
  return {
    state: shownState(state),
    timeline: timelineOf(log, names, locale),
    abilities: abilitiesOf(state, context).map(({ command, target, refusal }) => ({
      command,
      target,
      refusal: refusal && { code: refusal.code, ...describeRefusal(refusal, locale) },
    })),
    closingGate: isEnded(state) ? [] : closingGate(state).map((missing) => sayMissing(missing, state, names, locale)),
    courts: courtsOf(state, context, names, locale),
    procedures: context.policy.pauses.procedures.map((procedure) => ({
      ...procedure,
      had: timesHad(state, procedure).length,
    })),
    choices: choicesOf(context.policy, state),
    negativeDuty: negativeDuty(context),
    dueExplained: [...explainCase(state, context, reader), ...explainTarget(state, context, reader)],
    dueOnPaper: explainCase(state, context, { names, locale: 'zh' }),
    dueIsProvisional: isProvisional(context.calendar, state.caseClock?.dueAt ?? null),
    targetAt: state.caseClock && !isEnded(state) ? targetOf(context, state.caseClock) : null,
    standingInFor: standingInFor(asker, state, context),
    names: { units: namesIn(names.units, state, log), people: namesIn(names.people, state, log) },
    files: await loadFiles(db, asker.centerId, [...fileIdsOf([state, log])]),
  }
}

/** Whose part of this case the reader may play at this moment (代办). */
function standingInFor(
  { actor }: Asker,
  state: CaseState,
  { directory }: Context,
): { personId: string; name: string }[] {
  if (actor.kind !== 'person') return []
  const named = openTasks(state).flatMap(({ party }) => (party.kind === 'person' ? [party.personId] : []))
  return [...new Set([state.ownerId, ...named])]
    .filter((personId) => directory.standInOf(personId) === actor.personId)
    .map((personId) => ({ personId, name: directory.person(personId)?.name ?? '' }))
}

/** Only the names that the case speaks of: the whole directory has a page of its own. */
function namesIn(all: ReadonlyMap<string, string>, ...spoken: readonly unknown[]): Record<string, string> {
  const text = JSON.stringify(spoken)
  return Object.fromEntries([...all].filter(([id]) => text.includes(`"${id}"`)))
}

function timelineOf(log: readonly LoggedEvent[], names: Names, locale: Locale): TimelineEntry[] {
  const corrections = new Map(
    log.flatMap((event) =>
      event.type === 'EntryCorrected'
        ? [[event.payload.seq, { text: event.payload.text, reason: event.payload.reason, seq: event.seq }] as const]
        : [],
    ),
  )
  return log.map((event) => ({
    seq: event.seq,
    at: event.at,
    type: event.type,
    actorName: sayActor(event.actor, locale),
    unitName: event.actor.kind === 'person' ? names.unit(event.actor.unitId) : '',
    sentence: sentenceOf(event, names, locale),
    details: [...detailsOf(event, names, locale)],
    fileIds: 'fileIds' in event.payload ? event.payload.fileIds : [],
    correction: corrections.get(event.seq) ?? null,
  }))
}

function sayMissing(missing: Missing, state: CaseState, names: Names, locale: Locale) {
  const label = 'label' in missing ? missing.label : ''
  const who = sayWho(missing.who, state.ownerId, names, locale)
  const what = labelOf('missing', missing.what, locale)
  const kind = missing.what === 'task-open' ? `${labelOf('taskKind', missing.kind, locale)}` : ''
  const about = [kind, label].filter(Boolean).join(locale === 'zh' ? '：' : ': ')
  const sentence = about ? (locale === 'zh' ? `${what}（${about}）` : `${what} (${about})`) : what
  return { what: missing.what, label, who, sentence }
}

const courtsOf = (state: CaseState, context: Context, names: Names, locale: Locale) =>
  [...openTasks(state)]
    .sort((a, b) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1))
    .map((task) => ({
      taskId: task.taskId,
      kind: task.kind,
      who: sayWho(task.party, state.ownerId, names, locale),
      ask: task.ask,
      dueAt: task.dueAt,
      isLate: task.dueAt !== null && task.dueAt < context.now,
      isProvisional: isProvisional(context.calendar, task.dueAt),
      explained: explainTask(task, state, context, { names, locale }),
      newDueAt: newDueOf(task, state, context),
    }))

/** The date that a request for more time would give; its decision tells it to the applicant. */
function newDueOf(task: Task, state: CaseState, context: Context): Instant | null {
  const subject = task.subjectId ? taskOf(state, task.subjectId) : undefined
  return subject?.dueAt && task.askedLimit ? dueOf(context, subject.dueAt, task.askedLimit, subject.party) : null
}
