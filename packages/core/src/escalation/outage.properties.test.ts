import { expect, test } from 'vitest'
import { isSupervision } from '../cases/state.ts'
import type { Party } from '../cases/words.ts'
import { asKnown, type KnownLeave, presencesAt } from '../directory/leave.ts'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { addMinutes, type Instant, LocalDate } from '../kernel/time.ts'
import { apartFromTimes } from '../testing/apart-from-times.ts'
import { at, directory, people, Story } from '../testing/kit.ts'
import { randomSource } from '../testing/random-case.ts'

const first = at('2026-03-02 10:00')
const last = at('2026-04-10 12:00')
const moments = (step: number): Instant[] => {
  const all: Instant[] = []
  for (let moment = first; moment < last; moment = addMinutes(moment, step)) all.push(moment)
  return [...all, last]
}
const everyMoment = moments(120)

type Random = () => number
const momentOf = (random: Random) => everyMoment[Math.floor(random() * everyMoment.length)] ?? last

/** One leave: entered at some time, perhaps after it began; half of them are cut short. */
function randomLeave(random: Random, index: number): KnownLeave[] {
  const everybody = Object.keys(people)
  const someone = () => everybody[Math.floor(random() * 9)] ?? 'officer'
  const standIn = () => (random() < 0.5 ? 'colleague' : someone())
  const [from = first, until = last] = [momentOf(random), momentOf(random)].sort()
  const personId = index === 0 ? 'officer' : someone()
  const leave = { absenceId: `leave-${index}`, personId, standInId: random() < 0.6 ? standIn() : null, from }
  const knownFrom = random() < 0.7 ? first : momentOf(random)
  const [changed = last] = [momentOf(random), momentOf(random)].sort()
  if (random() < 0.5 || changed <= knownFrom || changed <= from)
    return [{ ...leave, until, knownFrom, knownUntil: null }]
  return [
    { ...leave, until, knownFrom, knownUntil: changed },
    { ...leave, until: changed, knownFrom: changed, knownUntil: null },
  ]
}

/** A storm closes the centre on a day, as is decided before or after it. */
const stormOf = (random: Random) => ({
  decided: momentOf(random),
  calendar: {
    ...chinaCalendar,
    days: {
      ...chinaCalendar.days,
      [LocalDate.parse(`2026-03-${10 + Math.floor(random() * 20)}`)]: { isWorkday: false, name: '台风' },
    },
  },
})

function storyOf(seed: number): Story {
  const random = randomSource(seed)
  const leaves = asKnown(Array.from({ length: 6 }, (_, index) => randomLeave(random, index)).flat())
  const storm = stormOf(random)
  const story = new Story()
  const turns = [
    ...leaves.flatMap(({ from, until }) => [from, until]).map((moment) => ({ at: moment, recount: null })),
    { at: storm.decided, recount: '台风停工' },
  ].sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
  const standing = (moment: Instant) => ({
    directory: { ...directory, ...presencesAt(leaves, moment, directory.person) },
    calendar: moment < storm.decided ? chinaCalendar : storm.calendar,
  })
  story.past = { turns, at: standing, policyOf: () => story.policy }
  story.does('officer', 'acceptCase', { grade: 'simple' })
  return story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
}

/** Somebody acts, and before that whatever was due is said, as the one door does it. */
function lived(seed: number, looks: readonly Instant[]): Story {
  const story = storyOf(seed)
  const random = randomSource(seed + 1)
  const question = momentOf(random)
  const isAnswered = random() < 0.5
  const deeds: readonly [Instant, () => void][] = [
    [question, () => story.does('officer', 'askApplicant', { items: ['身份证'], means: 'phone' })],
    [
      momentOf(random),
      () => isAnswered && story.does('district', 'signTask', { taskId: story.task('coordinate').taskId }),
    ],
  ]
  const acts = looks.map((moment): [Instant, () => void] => [moment, () => story.sounds()])
  const all = [...acts, ...deeds].sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  for (const [moment, act] of all) {
    story.now = moment
    if (moment < last || deeds.some(([, deed]) => deed !== act)) story.sounds()
    act()
  }
  return story
}

type Said = { readonly type: string; readonly party?: Party; readonly about: unknown }

/** What the clock said, in order. A date that hangs on when it called somebody may be counted again in one run only. */
const said = ({ log, state }: Story): readonly Said[] => {
  const called = new Set(state.tasks.flatMap((task) => (isSupervision(task) ? [task.taskId] : [])))
  return log.flatMap((event): Said[] => {
    if (event.type === 'DueRecomputed') {
      const tasks = event.payload.tasks.filter(({ taskId }) => !called.has(taskId))
      return tasks.length > 0 ? [{ type: event.type, about: tasks }] : []
    }
    if (!('alarm' in event.payload)) return []
    const { alarm, party } = event.payload
    return [{ type: event.type, party, about: [alarm, 'paper' in event.payload && event.payload.paper] }]
  })
}

test('whenever the clock looks, the same is said in the same order, to the same people, and the case ends the same', () => {
  const types = new Set<string>()
  let standIns = 0
  for (let seed = 1; seed <= 25; seed += 1) {
    const watched = lived(seed, everyMoment)
    const random = randomSource(seed + 2)
    const looks = [...Array.from({ length: Math.floor(random() * 4) }, () => momentOf(random)), last]
    const withOutage = lived(seed, looks)
    expect({ seed, said: said(withOutage) }).toEqual({ seed, said: said(watched) })
    expect(apartFromTimes(withOutage.state)).toEqual(apartFromTimes(watched.state))
    expect(new Set(watched.state.alarms).size).toBe(watched.state.alarms.length)
    for (const { type, party } of said(watched)) {
      types.add(type)
      if (party?.kind === 'person') standIns += 1
    }
  }
  for (const needed of ['TaskReminded', 'TaskOverdue', 'TaskEscalated', 'TaskUnmanned', 'TaskManned', 'DueRecomputed'])
    expect(types).toContain(needed)
  expect(standIns).toBeGreaterThan(5)
}, 60_000)
