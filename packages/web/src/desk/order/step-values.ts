import { OrderStep } from '@bancheng/core/catalogue/order/goal.ts'
import type { z } from 'zod'

type Amount = { readonly amount?: number | null | undefined; readonly unit?: string | undefined } | undefined

/** A step as its form holds it: lengths as two fields, materials one a line, waits by the day. */
export type StepValues = Omit<z.input<typeof OrderStep>, 'takes' | 'materials' | 'prerequisites'> & {
  takes?: Amount
  materials?: string | undefined
  prerequisites?: readonly { anyOf?: string[]; kind?: 'hard' | 'advised'; wait?: Amount; source?: string }[]
}

export const valuesOf = (step: OrderStep): StepValues => ({
  ...step,
  takes: step.takes ?? undefined,
  materials: step.materials.join('\n'),
  prerequisites: step.prerequisites.map((one) => ({ ...one, wait: one.wait ?? undefined })),
})

/** Null when something is missing that the fields themselves did not ask for. */
export function stepOf(values: StepValues): OrderStep | null {
  const { takes, materials = '', prerequisites = [], effects = [], itemId, ...rest } = values
  const parsed = OrderStep.safeParse({
    ...rest,
    itemId: itemId || null,
    takes: spanOf(takes),
    materials: materials
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    prerequisites: prerequisites.map(({ wait, ...one }) => ({ ...one, wait: wait?.amount ? spanOf(wait) : null })),
    effects,
  })
  return parsed.success ? parsed.data : null
}

function spanOf(takes: Amount) {
  if (takes?.unit === 'on-the-spot') return { amount: 0, unit: 'on-the-spot' }
  if (takes?.amount === undefined || takes.amount === null) return null
  return takes.amount === 0
    ? { amount: 0, unit: 'on-the-spot' }
    : { amount: takes.amount, unit: takes.unit ?? 'working-days' }
}
