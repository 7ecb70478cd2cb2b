import type { Limit } from '../../kernel/limit.ts'

export const workingDays = (amount: number): Limit => ({ amount, unit: 'working-days' })
export const onTheSpot: Limit = { amount: 0, unit: 'on-the-spot' }
