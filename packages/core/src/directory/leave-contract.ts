import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'

/** Who entered, changed, ended or withdrew a leave, and as what it stood then. */
export const LeaveChange = z.object({
  at: Instant,
  byName: z.string(),
  way: z.enum(['entered', 'changed', 'ended', 'withdrawn']),
  from: Instant,
  until: Instant,
  standInName: z.string().nullable(),
})
export type LeaveChange = z.infer<typeof LeaveChange>

export const LeaveRow = z.object({
  absenceId: Id,
  personId: Id,
  personName: z.string(),
  unitName: z.string(),
  standInId: Id.nullable(),
  standInName: z.string().nullable(),
  /** Who is there for them at this moment: the stand-in, or whoever follows where they are away too; null: nobody. */
  actingName: z.string().nullable(),
  from: Instant,
  until: Instant,
  isNow: z.boolean(),
  isWithdrawn: z.boolean(),
  /** Why somebody is away is theirs; null for whoever neither keeps this leave nor stands in. */
  note: z.string().nullable(),
  mayKeep: z.boolean(),
  history: z.array(LeaveChange),
})
export type LeaveRow = z.infer<typeof LeaveRow>

export const LeavePeriod = z.object({
  standInId: Id.nullable(),
  from: Instant,
  until: Instant,
  note: z.string().trim().max(500).default(''),
})
export type LeavePeriod = z.infer<typeof LeavePeriod>

/** Somebody whose leave this person may enter, with the colleagues who may stand in. */
export const LeavePerson = z.object({
  personId: Id,
  name: z.string(),
  unitName: z.string(),
  standIns: z.array(z.object({ personId: Id, name: z.string() })),
})
export type LeavePerson = z.infer<typeof LeavePerson>

const params = z.object({ absenceId: Id })

export const leaveContract = contract({
  leaves: {
    method: 'GET',
    path: '/api/absences',
    query: z.object({ over: z.stringbool().default(false) }),
    reply: z.object({
      rows: z.array(LeaveRow),
      people: z.array(LeavePerson),
      /** For whom I stand in at this moment. */
      standingInFor: z.array(z.object({ personId: Id, name: z.string(), until: Instant })),
    }),
    permission: 'session',
    audit: null,
    summary: 'Who is on leave now or later (or was, the latest first), and who stands in',
  },
  enterLeave: {
    method: 'POST',
    path: '/api/absences',
    body: LeavePeriod.extend({ personId: Id }),
    reply: params,
    permission: 'session',
    audit: 'absence.add',
    summary: 'I am on leave, or a supervisor or a colleague of the unit says that somebody is',
  },
  changeLeave: {
    method: 'PUT',
    path: '/api/absences/:absenceId',
    params,
    body: LeavePeriod,
    reply: params,
    permission: 'session',
    audit: 'absence.change',
    summary: 'Other days, another stand-in; the beginning only before it has begun',
  },
  endLeave: {
    method: 'POST',
    path: '/api/absences/:absenceId/end',
    params,
    reply: z.null(),
    permission: 'session',
    audit: 'absence.end',
    summary: 'Back earlier than planned',
  },
  withdrawLeave: {
    method: 'POST',
    path: '/api/absences/:absenceId/withdraw',
    params,
    reply: z.null(),
    permission: 'session',
    audit: 'absence.withdraw',
    summary: 'A leave that has not begun does not take place',
  },
})
