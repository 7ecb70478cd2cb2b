import { z } from 'zod'

/**
 * A length of time that a rule allows. `on-the-spot` ends with the working day on which it began; its amount is 0. `hours`
 * run by the clock on the wall, by night and on days of rest.
 */
export const Limit = z.strictObject({
  amount: z.int().min(0).max(3660),
  unit: z.enum(['on-the-spot', 'working-days', 'working-hours', 'calendar-days', 'hours']),
})
export type Limit = z.infer<typeof Limit>
