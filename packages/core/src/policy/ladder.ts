import { z } from 'zod'
import { Grade, LadderPaper, TaskKind } from '../cases/words.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { TimeOfDay } from '../kernel/time.ts'

/** What makes a rung be reached. Limits count from the due time (late) or from the acceptance (age). */
export const RungTrigger = z.discriminatedUnion('on', [
  z.strictObject({ on: z.literal('late'), by: Limit }),
  /** 未签收: what a unit was asked and nobody there has signed for so long after. */
  z.strictObject({ on: z.literal('unsigned'), after: Limit }),
  z.strictObject({ on: z.literal('age'), over: Limit }),
  z.strictObject({ on: z.literal('returns'), times: z.int().min(1) }),
  z.strictObject({ on: z.literal('reopenings'), times: z.int().min(1) }),
  z.strictObject({ on: z.literal('dissatisfied') }),
  z.strictObject({ on: z.literal('by-hand') }),
])
export type RungTrigger = z.infer<typeof RungTrigger>

/** Whom a rung calls: whoever holds the task, the unit above theirs, the centre, the district, or a unit that is named. */
export const RungParty = z.enum(['holder', 'superior', 'centre', 'district', 'unit'])
export type RungParty = z.infer<typeof RungParty>

const Length = Limit.refine(({ amount }) => amount > 0, { message: 'longer than nothing' })

const RungFields = z.strictObject({
  /** Stable: what was sounded is remembered under it. */
  key: z.string().regex(/^[a-z0-9-]+$/),
  /** As people call it, in the timeline and on its paper; empty: the usual name of its key. */
  name: z.string().max(30).default(''),
  when: RungTrigger,
  /** Only for cases of these grades and for tasks of these kinds; null: for all. */
  grades: z.array(Grade).min(1).nullable().default(null),
  kinds: z.array(TaskKind).min(1).nullable().default(null),
  to: RungParty,
  /** The unit that is called where `to` says so: 纪检监察组, 领导小组办公室 … */
  unitId: Id.nullable().default(null),
  /** 抄送: units that get to see the case when the rung is reached. */
  copyTo: z.array(Id).max(20).default([]),
  paper: LadderPaper.nullable(),
  /** How long the party has for it. */
  within: Limit,
  /** 反复督办: a rung that is reached by lateness calls again after each such length until the task is done; null: once. */
  repeatEvery: Length.nullable().default(null),
})
export const Rung = RungFields.refine(({ to, unitId }) => to !== 'unit' || unitId !== null, {
  path: ['unitId'],
  message: 'a rung that calls a unit names it',
})
export type Rung = z.infer<typeof Rung>

/** 时限过半: when so many percent of the time are over. */
const TimeShare = z.strictObject({ share: z.int().min(1).max(99) })
export const Reminder = z.union([Length, TimeShare])
export type Reminder = z.infer<typeof Reminder>

const ReminderList = z.array(Reminder).max(5)
const Reminders = z.codec(z.union([ReminderList, Limit, TimeShare, z.null()]), ReminderList, {
  decode: (reminders) => (reminders === null ? [] : Array.isArray(reminders) ? reminders : [reminders]),
  encode: (reminders) => reminders,
})

/** 多级帮办: in the order in which it is climbed. */
export const Ladder = z.strictObject({
  /** How long before the due time, or after which share of the time, the holder is reminded, each time once; empty: not at all. Older documents name one, or none. */
  remindBefore: Reminders,
  rungs: z.array(Rung).max(30),
})
export type Ladder = z.infer<typeof Ladder>

/** Nobody is called at night: what is told later than `from` waits until `until`; on a day of rest, until the next working day. */
export const QuietHours = z.strictObject({ from: TimeOfDay, until: TimeOfDay, isRestDayQuiet: z.boolean() })
export type QuietHours = z.infer<typeof QuietHours>

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/** A rung with what is usual of it. */
const rung = (key: string, when: RungTrigger, to: RungParty, paper: Rung['paper'], days: number): Rung =>
  Rung.parse({ key, when, to, paper, within: workingDays(days) })
const late = (days: number): RungTrigger => ({ on: 'late', by: workingDays(days) })

/** What a centre climbs that has not written its own: 催办 on the day after, then one step higher each few days. */
export const usualRungs: readonly Rung[] = [
  rung('urge', late(1), 'holder', 'urging', 1),
  rung('superior', late(3), 'superior', 'supervision', 2),
  rung('centre', late(5), 'centre', 'supervision', 2),
  rung('district', late(10), 'district', 'supervision', 5),
  rung('returned-twice', { on: 'returns', times: 2 }, 'centre', 'supervision', 1),
  rung('reopened-twice', { on: 'reopenings', times: 2 }, 'district', 'supervision', 5),
  rung('dissatisfied', { on: 'dissatisfied' }, 'centre', null, 2),
  rung('old', { on: 'age', over: workingDays(40) }, 'district', 'supervision', 5),
]
export const usualLadder: Ladder = { remindBefore: [workingDays(1)], rungs: [...usualRungs] }
export const usualQuietHours: QuietHours = { from: '20:00', until: '08:30', isRestDayQuiet: true }
