import type { Necessity } from '@bancheng/core/catalogue/item.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'

export type SampleMaterial = {
  readonly id?: string
  readonly name: string
  readonly necessity: Necessity
  readonly isPrincipal: boolean
  readonly form: 'original' | 'copy'
  readonly copies: number
  readonly condition: string
  readonly note: string
}

export type SampleItem = {
  /** K opening, X closing a restaurant; the number is that of the journey. */
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly group: string
  readonly type: '01' | '07' | '20'
  readonly conditions: string
  readonly promised: Limit | null
  readonly statutory: Limit | null
  readonly limitNote?: string
  readonly window: string
  readonly phone: string
  readonly fees?: string
  readonly materials: readonly SampleMaterial[]
}

type Rest = Partial<Omit<SampleMaterial, 'name' | 'necessity' | 'isPrincipal'>>
const material = (
  name: string,
  kind: Pick<SampleMaterial, 'necessity' | 'isPrincipal'>,
  rest: Rest = {},
): SampleMaterial => ({ name, form: 'copy', copies: 1, condition: '', note: '', ...kind, ...rest })

/** 主件: what the decision rests on. */
export const principal = (name: string, rest?: Rest): SampleMaterial =>
  material(name, { necessity: 'required', isPrincipal: true }, { form: 'original', ...rest })
export const required = (name: string, rest?: Rest): SampleMaterial =>
  material(name, { necessity: 'required', isPrincipal: false }, rest)
/** 可容缺 */
export const deferrable = (name: string, rest?: Rest): SampleMaterial =>
  material(name, { necessity: 'deferrable', isPrincipal: false }, rest)
export const optional = (name: string, rest?: Rest): SampleMaterial =>
  material(name, { necessity: 'optional', isPrincipal: false }, rest)

export const onTheSpot: Limit = { amount: 0, unit: 'on-the-spot' }
export const workingDays = (amount: number): Limit => ({ amount, unit: 'working-days' })
export const calendarDays = (amount: number): Limit => ({ amount, unit: 'calendar-days' })
