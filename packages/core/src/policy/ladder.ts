import { z } from 'zod'
import { LadderPaper } from '../cases/words.ts'
import { Limit } from '../kernel/limit.ts'
import { TimeOfDay } from '../kernel/time.ts'

/** What makes a rung be reached. Limits count from the due time (late) or from the acceptance (age). */
export const RungTrigger = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('late'), by: Limit }),
  z.strictObject({ on: z.literal('age'), over: Limit }),
  z.strictObject({ on: z.literal('returns'), times: z.int().min(1) }),
  z.strictObject({ on: z.literal('reopenings'), times: z.int().min(1) }),
  z.strictObject({ on: z.literal('dissatisfied') }),
  z.strictObject({ on: z.literal('by-hand') }),
])
export type RungTrigger = z.infer<typeof RungTrigger>

/** Whom a rung calls: whoever holds the task, the unit above theirs, the centre, the district. */
export const RungParty = z.enum(['holder', 'superior', 'centre', 'district'])
export type RungParty = z.infer<typeof RungParty>

export const Rung = z.strictObject({
  /** Stable: what was sounded is remembered under it. */
  key: z.string().regex(/^[a-z0-9-]+$/),
  when: RungTrigger,
  to: RungParty,
  paper: LadderPaper.nullable(),
  /** How long the party has for it. */
  within: Limit,
})
export type Rung = z.infer<typeof Rung>

/** 多级帮办: in the order in which it is climbed. */
export const Ladder = z.strictObject({
  /** How long before the due time the holder is reminded; null: not at all. */
  remindBefore: Limit.nullable(),
  rungs: z.array(Rung).max(30),
})
export type Ladder = z.infer<typeof Ladder>

/** Nobody is called at night: what is told later than `from` waits until `until`; on a day of rest, until the next working day. */
export const QuietHours = z.strictObject({ from: TimeOfDay, until: TimeOfDay, isRestDayQuiet: z.boolean() })
export type QuietHours = z.infer<typeof QuietHours>

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/** What a centre climbs that has not written its own: 催办 on the day after, then one step higher each few days. */
export const usualLadder: Ladder = {
  remindBefore: workingDays(1),
  rungs: [
    { key: 'urge', when: { on: 'late', by: workingDays(1) }, to: 'holder', paper: 'urging', within: workingDays(1) },
    {
      key: 'superior',
      when: { on: 'late', by: workingDays(3) },
      to: 'superior',
      paper: 'supervision',
      within: workingDays(2),
    },
    {
      key: 'centre',
      when: { on: 'late', by: workingDays(5) },
      to: 'centre',
      paper: 'supervision',
      within: workingDays(2),
    },
    {
      key: 'district',
      when: { on: 'late', by: workingDays(10) },
      to: 'district',
      paper: 'supervision',
      within: workingDays(5),
    },
    {
      key: 'returned-twice',
      when: { on: 'returns', times: 2 },
      to: 'centre',
      paper: 'supervision',
      within: workingDays(1),
    },
    {
      key: 'reopened-twice',
      when: { on: 'reopenings', times: 2 },
      to: 'district',
      paper: 'supervision',
      within: workingDays(5),
    },
    { key: 'dissatisfied', when: { on: 'dissatisfied' }, to: 'centre', paper: null, within: workingDays(2) },
    {
      key: 'old',
      when: { on: 'age', over: workingDays(40) },
      to: 'district',
      paper: 'supervision',
      within: workingDays(5),
    },
  ],
}
export const usualQuietHours: QuietHours = { from: '20:00', until: '08:30', isRestDayQuiet: true }
