import { expect, test } from 'vitest'
import { foldLog } from '../cases/fold.ts'
import { isEnded, isOpen, isSupervision } from '../cases/state.ts'
import { presencesAt } from '../directory/leave.ts'
import { people, Story, type Who } from '../testing/kit.ts'
import { randomSource, randomStep } from '../testing/random-case.ts'

const STEPS = 2_400
const STEPS_A_CASE = 120
const comers: readonly Who[] = [
  'officer',
  'colleague',
  'supervisor',
  'leader',
  'district',
  'tax',
  'city',
  'info',
  'ems',
]

/** Somebody goes, with a stand-in or without, or somebody comes back. */
function randomLeave(story: Story, random: () => number): void {
  const who = comers[Math.floor(random() * comers.length)]
  if (!who) return
  const isAway = story.away.delete(who)
  if (story.standIns.delete(who) || isAway) return
  if (who === 'officer' && random() < 0.8) story.standIns.set(who, 'colleague')
  else story.away.add(who)
  // A stand-in who goes too stands in for nobody.
  for (const [absent, standIn] of story.standIns)
    if (story.away.has(standIn)) story.standIns.delete(absent) && story.away.add(absent)
}

const vacanciesIn = (story: Story) => {
  const ofRungs = new Set(story.state.escalations.map(({ supervisionTaskId }) => supervisionTaskId))
  return story.state.tasks.filter((task) => isOpen(task) && isSupervision(task) && !ofRungs.has(task.taskId))
}

test('whoever comes and goes: no invariant breaks, and of each task it is said once at a time that nobody can do it', () => {
  const random = randomSource(20261008)
  const seen = new Set<string>()
  for (let steps = 0; steps < STEPS; ) {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    for (let step = 0; step < STEPS_A_CASE; step += 1, steps += 1) {
      if (random() < 0.1) randomLeave(story, random)
      randomStep(story, random, step < STEPS_A_CASE / 4 ? 'wild' : 'finishing')
      if (random() < 0.3) story.sounds()
      if (isEnded(story.state)) break
      const subjects = vacanciesIn(story).map(({ subjectId }) => subjectId)
      expect(new Set(subjects).size).toBe(subjects.length)
      const { length } = story.log
      story.sounds().sounds()
      const again = story.log.slice(length).map((event) => ('alarm' in event.payload ? event.payload.alarm : null))
      expect(new Set(again.filter(Boolean)).size).toBe(again.filter(Boolean).length)
    }
    for (const { type, actor } of story.log) {
      seen.add(type)
      if (actor.kind === 'person' && actor.onBehalfOf) seen.add('onBehalfOf')
    }
    expect(foldLog(story.log)).toEqual(story.state)
  }
  for (const needed of ['TaskUnmanned', 'TaskManned', 'onBehalfOf']) expect(seen).toContain(needed)
}, 60_000)

test('however leaves lie, nobody who is away stands in, nor anybody for themselves', () => {
  const random = randomSource(7)
  const staff = Array.from({ length: 6 }, (_, index) => ({ ...people.officer, personId: `p${index}` }))
  const person = (personId: string) => staff.find((one) => one.personId === personId)
  const now = '2026-03-02T01:00:00.000Z' as Parameters<typeof presencesAt>[1] // written in the one shape of an Instant
  const until = '2026-03-03T01:00:00.000Z' as typeof now
  for (let round = 0; round < 2_000; round += 1) {
    const leaves = staff
      .filter(() => random() < 0.6)
      .map(({ personId }) => {
        const standInId = random() < 0.2 ? null : `p${Math.floor(random() * 7)}`
        return { absenceId: personId, personId, standInId, from: now, until }
      })
    const { isAway, standInOf } = presencesAt(leaves, now, person)
    for (const { personId } of staff) {
      const standIn = standInOf(personId)
      if (standIn === null) continue
      expect(isAway(personId)).toBe(true)
      expect(isAway(standIn)).toBe(false)
      expect(standIn).not.toBe(personId)
    }
  }
})
