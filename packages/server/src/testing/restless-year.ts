import type { CaseView } from '@bancheng/core/cases/view.ts'
import { addDays, type Instant, instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import type { CalendarView } from '@bancheng/core/policy/contract.ts'
import { jingan2023 } from '@bancheng/core/policy/defaults/jingan-2023.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { newId } from '../platform/ids.ts'
import { samplePeople, sampleUnits } from '../sample/ids.ts'
import type { Due } from '../simulation/year.ts'
import { acceptedCase, restaurant, type Worker, workerAt } from './case-desk.ts'
import type { TestDesk } from './desk.ts'

const day = (date: string) => LocalDate.parse(date)
const on = (text: string): Instant => {
  const [date = '', time = '00:00'] = text.split(' ')
  return instantAt(day(date), time as Parameters<typeof instantAt>[1]) // written in the one shape of a time
}

export const FIRST_DAY = day('2025-06-02')
export const END = on('2026-05-29 17:00')

/** Minutes, days, three weeks over the New Year and the freezing of December, weeks, and one that lasts until the end. */
export const outages = [
  ['2025-06-12 08:50', '2025-06-12 09:10'],
  ['2025-09-08 00:00', '2025-09-19 00:00'],
  ['2025-12-24 00:00', '2026-01-16 00:00'],
  ['2026-03-02 00:00', '2026-04-10 00:00'],
  ['2026-05-06 00:00', '2026-05-29 17:00'],
].map(([from = '', until = '']) => [on(from), on(until)] as const)

/** The clock waits for an applicant no longer than this; the centre calls again every week. */
const shortPauses: Policy = {
  ...jingan2023,
  pauses: { ...jingan2023.pauses, supplement: { ceiling: { amount: 4, unit: 'working-hours' }, times: null } },
}
const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })
const stricter: Policy = {
  ...shortPauses,
  ladder: {
    remindBefore: [workingDays(2), workingDays(1)],
    rungs: jingan2023.ladder.rungs.map((rung) => {
      if (rung.key === 'district') return { ...rung, when: { on: 'late', by: workingDays(8) } }
      return rung.key === 'centre' ? { ...rung, repeatEvery: workingDays(7) } : rung
    }),
  },
}

/** When each decision about the calendar was made, by its reason: nobody could count by it before. */
export const closings = [
  { decided: on('2025-09-11 15:00'), date: day('2025-09-16'), reason: '台风，9 月 16 日停工' },
  { decided: on('2026-02-11 09:30'), date: day('2026-02-10'), reason: '前一日停电，2 月 10 日按停工计' },
  { decided: on('2026-03-05 11:00'), date: day('2026-03-12'), reason: '搬迁，3 月 12 日停工' },
]

const leaves = [
  // Begins and ends inside of an outage; the unit has nobody else.
  {
    who: samplePeople.districtMarket,
    standIn: null,
    entered: '2025-09-05 10:00',
    from: '2025-09-09',
    until: '2025-09-12',
  },
  // Begins in it and ends after it.
  {
    who: samplePeople.officer1,
    standIn: samplePeople.officer2,
    entered: '2025-09-10 09:20',
    from: '2025-09-11',
    until: '2025-10-15',
  },
  // Over the New Year: the leader answers for the window.
  { who: samplePeople.supervisor, standIn: null, entered: '2025-12-22 09:20', from: '2025-12-29', until: '2026-01-12' },
  { who: samplePeople.cityMarket, standIn: null, entered: '2026-01-05 09:20', from: '2026-01-06', until: '2026-01-20' },
  // Began before the outage and ends in it.
  {
    who: samplePeople.officer2,
    standIn: samplePeople.officer1,
    entered: '2026-02-24 09:20',
    from: '2026-02-25',
    until: '2026-03-18',
  },
  { who: samplePeople.tax, standIn: null, entered: '2026-03-16 14:00', from: '2026-03-17', until: '2026-03-24' },
  {
    who: samplePeople.districtMarket,
    standIn: null,
    entered: '2026-05-11 09:20',
    from: '2026-05-12',
    until: '2026-05-20',
  },
] as const

/**
 * What people decide in this year beside the cases, through the desk's own routes; the same in every run of it.
 * @param eachMorning what the timetable does once a day
 */
export function happenings(desk: TestDesk, eachMorning: () => Promise<unknown>): readonly Due[] {
  const by = (name: string, at: string, act: (worker: Worker) => Promise<unknown>): Due => ({
    at: on(at),
    run: async () => {
      desk.setClock(on(at))
      await act(await workerAt(desk, name))
    },
  })
  const absences = new Map<string, string>()
  const mornings: Due[] = []
  for (let date = FIRST_DAY; instantAt(date, '09:01') < END; date = addDays(date, 1)) {
    const at = instantAt(date, '09:01')
    mornings.push({
      at,
      run: async () => {
        desk.setClock(at)
        await eachMorning()
      },
    })
  }
  return [
    ...mornings,
    by('supervisor', '2025-06-02 08:31', (worker) => publishes(worker, shortPauses, null)),
    // Decided in November, in force from a day of the outage over the New Year.
    by('supervisor', '2025-11-03 10:00', (worker) => publishes(worker, stricter, on('2025-12-30 00:00'))),
    ...closings.map(({ decided, date, reason }) => ({
      at: decided,
      run: async () => {
        desk.setClock(decided)
        await closes(await workerAt(desk, 'supervisor'), date, reason)
      },
    })),
    ...leaves.map(({ who, standIn, entered, from, until }) =>
      by(who, entered, async (worker) => {
        const body = { personId: who, standInId: standIn, from: on(from), until: on(until), note: '年休' }
        const { absenceId } = (await well(worker.asks('POST', '/api/absences', body))).json<{ absenceId: string }>()
        absences.set(`${who} ${from}`, absenceId)
      }),
    ),
    // Back earlier than planned, in the middle of the outage.
    by(samplePeople.districtMarket, '2026-05-14 09:20', (worker) =>
      well(worker.asks('POST', `/api/absences/${absences.get('liaison.sj 2026-05-12')}/end`, {})),
    ),
    by('officer1', '2025-08-04 10:00', (worker) => asksAndForgets(worker)),
    by('officer2', '2025-09-15 10:00', (worker) => asksAndForgets(worker)),
    by('officer1', '2026-02-26 10:00', (worker) => asksAndForgets(worker)),
    by('officer1', '2025-12-19 15:00', (worker) => worker.registers()), // and never accepts it
    by('officer1', '2025-09-04 10:00', (worker) => sendsLink(worker, 7)), // it runs out in the outage
    by('leader', '2025-09-02 10:00', (worker) => instructs(worker, '2025-08', '2025-09-10')),
    by('leader', '2026-02-27 10:00', (worker) => instructs(worker, '2026-01', '2026-03-06')),
  ]
}

type Answer = Awaited<ReturnType<Worker['asks']>>
async function well(answer: Promise<Answer>): Promise<Answer> {
  const { statusCode, body } = await answer
  if (statusCode >= 300) throw new Error(`${statusCode}: ${body}`)
  return answer
}

const publishes = (worker: Worker, document: Policy, inForceFrom: Instant | null) =>
  well(worker.asks('POST', '/api/policies', { document, inForceFrom, note: '年度修订' }))

async function closes(worker: Worker, date: LocalDate, reason: string): Promise<void> {
  const { version, layers } = (await well(worker.asks('GET', '/api/calendar'))).json<CalendarView>()
  const exceptions = { ...layers.exceptions, [date]: { isWorkday: false, name: '停工', appliesToUnits: true } }
  const body = { expectedVersion: version, layers: { ...layers, exceptions }, reason }
  await well(worker.asks('PUT', '/api/calendar', body))
}

/** A case that nobody touches again: it climbs all the way. */
async function asksAndForgets(worker: Worker): Promise<void> {
  const caseId = await acceptedCase(worker)
  await worker.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: sampleUnits.food, part: 'lead' }] })
}

async function sendsLink(worker: Worker, days: number): Promise<void> {
  const { state } = (await worker.registers({ ...restaurant, want: '商场不退押金' })).json<CaseView>()
  await worker.does(state.caseId, 'acceptCase', { grade: 'special' })
  const outside = { organisation: '东方商场', name: '李经理', ask: '请退押金', fileIds: [] }
  const { state: after } = await worker.does(state.caseId, 'askOutside', outside)
  const taskId = after.tasks.find(({ kind }) => kind === 'coordinate')?.taskId
  const body = { recipient: '李经理', organisation: '东方商场', days, fileIds: [] }
  await well(worker.asks('POST', `/api/cases/${state.caseId}/tasks/${taskId}/links`, body))
}

async function instructs(worker: Worker, month: string, dueOn: string): Promise<void> {
  const parties = [{ kind: 'unit', unitId: sampleUnits.food }]
  const body = { about: { kind: 'whole' }, text: '请查明原因', parties, dueOn }
  await well(worker.asks('POST', `/api/reviews/${month}/instructions`, body, { 'idempotency-key': newId() }))
}
