import { unannouncedYears } from '../../kernel/calendar-due.ts'
import { compare, type LocalDate } from '../../kernel/time.ts'
import type { WorkingCalendar } from '../../kernel/working-calendar.ts'
import type { Advice, Closing, PlannedStep } from './advice.ts'
import type { OrderStep } from './goal.ts'
import { scheduleOf, workdaysFromTo } from './schedule.ts'
import { type Sequence, sequenceOf } from './sequence.ts'
import { closingsOf, type Standing, type State, stateOf } from './state.ts'

export type Question = Standing & { readonly calendar: WorkingCalendar; readonly from: LocalDate }

/**
 * The order of what is left to do: waves of steps that may run side by side, each with its earliest days; what cannot
 * be undone, marked before it is reached; what is closed already, and the way in which it can still be done.
 */
export function advise(question: Question): Advice {
  const { calendar, from } = question
  const state = stateOf(question)
  const sequence = sequenceOf(state)
  const times = scheduleOf(state, sequence, question)
  const steps = sequence.order.flatMap((step): PlannedStep[] => {
    const time = times.get(step.stepId)
    if (!time) return []
    const wave = sequence.waveOf.get(step.stepId) ?? 1
    const workday = workdaysFromTo(calendar, from, time.finish)
    const isProvisional = unannouncedYears(calendar, from, time.finish).length > 0
    return [{ stepId: step.stepId, ...time, wave, workday, isProvisional, ...consequencesOf(step, state, sequence) }]
  })
  const finish = steps.reduce<LocalDate | null>(
    (late, one) => (late === null || compare(one.finish, late) > 0 ? one.finish : late),
    null,
  )
  const isMistake = (closing: Closing) => closing.stepId !== null && !comesAfterwards(closing, state)
  return {
    from,
    steps,
    finish,
    workdays: finish ? workdaysFromTo(calendar, from, finish) : 0,
    provisionalYears: finish ? [...unannouncedYears(calendar, from, finish)] : [],
    openEnded: sequence.order.filter(({ takes }) => takes === null).map(({ stepId }) => stepId),
    mistakes: state.closings.filter(isMistake),
    closed: state.closings.filter((closing) => !isMistake(closing)),
    heldUp: [...state.heldUp],
    presumed: [...state.presumed],
    notApplicable: [...state.notApplicable],
    unheeded: [...sequence.unheeded],
  }
}

/** A step whose own prerequisites put it after the one that closes its usual way: nobody did anything wrong. */
const comesAfterwards = ({ by, stepId }: Closing, { byId }: State): boolean =>
  byId.get(stepId ?? '')?.prerequisites.some(({ anyOf }) => anyOf.includes(by)) ?? false

function consequencesOf(step: OrderStep, state: State, { waveOf, order, reasonsOf }: Sequence) {
  const closes = closingsOf(step, state.byId)
  const open = new Set(state.open.map(({ stepId }) => stepId))
  const mine = waveOf.get(step.stepId) ?? 1
  const before = order.filter(({ stepId }) => stepId !== step.stepId && (waveOf.get(stepId) ?? 1) <= mine)
  const closers = [...state.closings, ...before.flatMap((one) => closingsOf(one, state.byId))]
  const shut = closers.find(({ stepId, kind }) => stepId === step.stepId && kind !== 'impossible')
  const stillToDo = closes.flatMap(({ stepId }) => (stepId !== null && open.has(stepId) ? [stepId] : []))
  const isLater = (id: string) => (waveOf.get(id) ?? 0) > mine
  return {
    after: [...reasonsOf(step.stepId)],
    byWayOut: shut ?? null,
    closes,
    // A step that is meant to come later, by another way, is not forgotten.
    firstDo: [...new Set(stillToDo)].filter((id) => !isLater(id)),
  }
}
