import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { HolidayNotice } from '../kernel/holidays-cn.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { Instant } from '../kernel/time.ts'
import { CalendarDifference } from './calendar-differences.ts'
import { CalendarLayers, OwnHours } from './calendar-layers.ts'
import { type PolicyFindingCode, policyFindingCodes } from './check.ts'
import { PolicyChoices } from './choices.ts'
import { Decider } from './clocks.ts'
import { RungParty } from './ladder.ts'
import { Policy } from './schema.ts'

const fromJson = z.unknown()
/** A whole document. It is parsed by its schema where it is used, so that what is wrong in it is named and not refused blindly. */
const Document = z.object({ document: fromJson })

export const PolicyVersion = z.object({
  version: z.string(),
  name: z.string(),
  inForceFrom: Instant,
  addedAt: Instant.nullable(),
  addedBy: z.string().nullable(),
  note: z.string(),
  state: z.enum(['coming', 'in-force', 'past']),
  /** Open cases that are judged by it. */
  cases: z.int(),
})
export type PolicyVersion = z.infer<typeof PolicyVersion>

export const Finding = z.object({
  severity: z.enum(['error', 'warning']),
  code: z.enum(policyFindingCodes as readonly [PolicyFindingCode, ...PolicyFindingCode[]]),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  limits: z.array(Limit),
})

export const Checked = z.object({
  /** Where the document itself is wrong: path and what is wrong there. */
  faults: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      unknown: z.object({ near: z.string().nullable(), known: z.array(z.string()) }).nullable(),
    }),
  ),
  findings: z.array(Finding),
})
export type Checked = z.infer<typeof Checked>

const Side = z.object({
  late: z.int(),
  lateCases: z.int(),
  reminders: z.int(),
  calls: z.record(RungParty, z.int()),
  rungs: z.array(z.object({ key: z.string(), to: RungParty, times: z.int() })),
  decisions: z.record(Decider, z.int()),
  refused: z.object({ returns: z.int(), extensions: z.int() }),
  /** 否定报备 and 首次联系: how often each would have been owed. */
  asked: z.object({ approvals: z.record(Decider, z.int()), reports: z.int(), contacts: z.int() }),
})

export const Rehearsal = z.object({
  from: Instant,
  to: Instant,
  cases: z.int(),
  /** Those of them that are still open, measured as they stand. */
  openCases: z.int(),
  tasks: z.int(),
  asItWas: Side,
  asItWould: Side,
  /** What was in time and would have been late, the latest first; at most a hundred. */
  newlyLate: z.array(z.object({ caseId: Id, caseNo: z.string(), what: z.string(), dueAt: Instant, endedAt: Instant })),
  newlyLateCount: z.int(),
  /** What was late and would have been in time. */
  noLongerLate: z.int(),
})
export type Rehearsal = z.infer<typeof Rehearsal>

export const UnitHours = z.object({
  unitId: Id,
  name: z.string(),
  organisationName: z.string(),
  hours: OwnHours.nullable(),
})
export const CalendarChange = z.object({
  version: z.int(),
  unitName: z.string().nullable(),
  reason: z.string(),
  changedAt: Instant,
  changedBy: z.string().nullable(),
  /** What was changed against the version before. */
  differences: z.array(CalendarDifference),
  /** What the counting again came to; null where it is not known. */
  counted: z.object({ seen: z.int(), moved: z.int(), isEnded: z.boolean() }).nullable(),
})
export const Recomputation = z.object({
  reason: z.string(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  seen: z.int(),
  moved: z.int(),
})
export type CalendarChange = z.infer<typeof CalendarChange>
export type Recomputation = z.infer<typeof Recomputation>
export const CalendarView = z.object({
  version: z.int(),
  layers: CalendarLayers,
  units: z.array(UnitHours),
  /** Notices that this version of the program knows; a year that is not loaded yet can be loaded from here. */
  known: z.array(HolidayNotice),
  changes: z.array(CalendarChange),
  recomputation: Recomputation.nullable(),
  /** Open tasks whose date rests on a year that is not announced. */
  provisionalTasks: z.int(),
})
export type CalendarView = z.infer<typeof CalendarView>

const reason = z.string().trim().min(1).max(500)

export const policyContract = contract({
  policies: {
    method: 'GET',
    path: '/api/policies',
    reply: z.object({
      current: Policy,
      versions: z.array(PolicyVersion),
      profiles: z.array(z.object({ version: z.string(), name: z.string(), source: z.string() })),
    }),
    permission: 'viewPolicy',
    audit: null,
    summary: 'The policy in force, every version, and the published rules to begin from',
  },
  policy: {
    method: 'GET',
    path: '/api/policies/:version',
    params: z.object({ version: z.string() }),
    reply: z.object({ policy: Policy }),
    permission: 'viewPolicy',
    audit: null,
    summary: 'One version, or one of the published rules',
  },
  choices: {
    method: 'GET',
    path: '/api/policies/choices',
    reply: PolicyChoices,
    permission: 'viewDirectory', // everybody at a desk sees the words of the rules in force
    audit: null,
    summary: 'What the rules in force call the grades, and why they take no case on',
  },
  check: {
    method: 'POST',
    path: '/api/policies/check',
    body: Document,
    reply: Checked,
    permission: 'viewPolicy',
    audit: null,
    summary: 'What is wrong in a document, against the centre’s own items, units and people',
  },
  rehearse: {
    method: 'POST',
    path: '/api/policies/rehearsal',
    body: Document,
    reply: Rehearsal,
    permission: 'viewPolicy',
    audit: 'policy.rehearse',
    summary: 'The document run over the cases that were open within the last twelve months',
  },
  publish: {
    method: 'POST',
    path: '/api/policies',
    body: Document.extend({ inForceFrom: Instant.nullable(), note: reason }),
    reply: z.object({ version: z.string(), inForceFrom: Instant }),
    permission: 'editPolicy',
    audit: 'policy.publish',
    summary: 'Puts a new version in force from a moment on; running cases keep theirs',
  },
  calendar: {
    method: 'GET',
    path: '/api/calendar',
    reply: CalendarView,
    permission: 'viewPolicy',
    audit: null,
    summary: 'The working calendar in its layers, of the centre and of units',
  },
  saveCalendar: {
    method: 'PUT',
    path: '/api/calendar',
    body: z.object({ expectedVersion: z.int(), layers: CalendarLayers, reason }),
    reply: CalendarView,
    permission: 'editPolicy',
    audit: 'calendar.save',
    summary: 'Changes the centre’s calendar; the dates of open cases are counted again',
  },
  saveUnitHours: {
    method: 'PUT',
    path: '/api/calendar/units/:unitId',
    params: z.object({ unitId: Id }),
    body: z.object({ hours: OwnHours.nullable(), reason }),
    reply: CalendarView,
    permission: 'editPolicy',
    audit: 'calendar.save-unit',
    summary: 'The hours that a unit keeps; null: those of the centre',
  },
})
