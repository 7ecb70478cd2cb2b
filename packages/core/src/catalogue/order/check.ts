import type { Finding } from './finding.ts'
import type { OrderGoal, OrderStep } from './goal.ts'
import { circleIn, emptyGraph, precedes, put } from './graph.ts'

const error = (code: Finding['code'], ...ids: string[]): Finding => ({ code, severity: 'error', ids })
const warning = (code: Finding['code'], ...ids: string[]): Finding => ({ code, severity: 'warning', ids })

/** Every contradiction that the steps of a goal hold, each by its name. */
export function checkCatalogue(goal: OrderGoal): readonly Finding[] {
  const names = checkNames(goal)
  if (names.some(({ severity }) => severity === 'error')) return names
  return [...names, ...checkCircles(goal), ...goal.steps.flatMap((step) => checkStep(goal, step))]
}

const doubled = (ids: readonly string[]) => [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))]

function checkNames({ steps, situations }: OrderGoal): Finding[] {
  const stepIds = steps.map(({ stepId }) => stepId)
  const situationIds = situations.map(({ situationId }) => situationId)
  const namedBy = (step: OrderStep) => [
    ...step.prerequisites.flatMap(({ anyOf }) => anyOf),
    ...step.effects.flatMap(({ closes }) => closes),
  ]
  return [
    ...doubled(stepIds).map((id) => error('duplicate-step', id)),
    ...doubled(situationIds).map((id) => error('duplicate-situation', id)),
    ...steps.flatMap((step) => [
      ...[...new Set(namedBy(step))].flatMap((id) => {
        if (id === step.stepId) return [error('needs-itself', id)]
        return stepIds.includes(id) ? [] : [error('unknown-step', step.stepId, id)]
      }),
      ...step.appliesWhen
        .filter((id) => !situationIds.includes(id))
        .map((id) => error('unknown-situation', step.stepId, id)),
    ]),
  ]
}

/** Two steps of which one applies only where the other does not: 普通注销 and 简易注销. */
function excludeEachOther(goal: OrderGoal, one: OrderStep, other: OrderStep): boolean {
  const groupOf = (id: string) => goal.situations.find(({ situationId }) => situationId === id)?.group ?? null
  if (one.appliesWhen.length === 0 || other.appliesWhen.length === 0) return false
  return one.appliesWhen.every((id) =>
    other.appliesWhen.every((otherId) => id !== otherId && groupOf(id) !== null && groupOf(id) === groupOf(otherId)),
  )
}

/** What must be so in every situation: the hard prerequisites, and each step before whatever makes it impossible. */
function checkCircles(goal: OrderGoal): Finding[] {
  const byId = new Map(goal.steps.map((step) => [step.stepId, step]))
  const graph = emptyGraph(byId.keys())
  const meet = (one: OrderStep, other: OrderStep | undefined): other is OrderStep =>
    other !== undefined && !excludeEachOther(goal, one, other)
  for (const step of goal.steps)
    for (const { anyOf, kind } of step.prerequisites)
      for (const id of anyOf) if (kind === 'hard' && meet(step, byId.get(id))) put(graph, id, step.stepId)
  const found: Finding[] = []
  for (const step of goal.steps)
    for (const { kind, closes } of step.effects)
      for (const id of closes) {
        if (kind !== 'impossible' || !meet(step, byId.get(id))) continue
        // Named as what it is, and left out of the graph so that it is not named a second time as a cycle.
        if (precedes(graph, step.stepId, id)) found.push(error('closed-before-possible', id, step.stepId))
        else put(graph, id, step.stepId)
      }
  const circle = circleIn(graph)
  return circle ? [...found, error('cycle', ...circle)] : found
}

function checkStep(goal: OrderGoal, step: OrderStep): Finding[] {
  const byId = new Map(goal.steps.map((one) => [one.stepId, one]))
  const others = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
  const hard = step.prerequisites.filter(({ kind }) => kind === 'hard')
  const advised = step.prerequisites.filter(({ kind }) => kind === 'advised').flatMap(({ anyOf }) => anyOf)
  return [
    ...hard
      .filter(({ anyOf }) => others(anyOf).every((other) => excludeEachOther(goal, step, other)))
      .map(({ anyOf }) => error('never-together', step.stepId, ...anyOf)),
    ...hard
      .flatMap(({ anyOf }) => anyOf)
      .filter((id) => advised.includes(id))
      .map((id) => warning('hard-and-advised', step.stepId, id)),
    ...others(advised)
      .filter((other) => other.effects.some(({ closes }) => closes.includes(step.stepId)))
      .map((other) => warning('advised-after-closing', step.stepId, other.stepId)),
  ]
}
