import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueAfter, type Pause } from '../kernel/calendar.ts'
import { addMinutes, compare } from '../kernel/time.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { Story } from '../testing/kit.ts'
import { foldLog } from './fold.ts'
import { isPending } from './state.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })
const [hearing, , testing] = jingan2023.pauses.procedures
if (!hearing || !testing) throw new Error('the usual procedures begin with these')
/** Short ceilings, so that many a pause reaches its own. */
const policy = {
  ...jingan2023,
  pauses: {
    supplement: { ceiling: workingDays(3), times: null },
    procedures: [
      { ...hearing, ceiling: workingDays(4), times: null },
      { ...testing, ceiling: null, times: null },
    ],
  },
}

type Move = {
  readonly what: 'ask' | 'hear' | 'test' | 'end' | 'regrade' | 'look'
  readonly which: number
  readonly later: number
}
const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.record({
    what: fc.constantFrom<Move['what'][]>('ask', 'hear', 'test', 'end', 'end', 'end', 'regrade', 'look'),
    which: fc.nat(5),
    later: fc.integer({ min: 0, max: 4_000 }),
  }),
  { maxLength: 14 },
)

const asked = (story: Story) =>
  story.state.tasks.filter((task) => (task.kind === 'supplement' || task.kind === 'procedure') && isPending(task))

function make(story: Story, { what, which }: Move): void {
  const party = { kind: 'unit' as const, unitId: 'district-market' }
  const telling = { reason: '需要', means: 'post' as const, toWhom: '王芳' }
  const running = asked(story)
  const task = running[which % Math.max(1, running.length)]
  const isGoingOn = (key: string) => running.some(({ procedure }) => procedure?.key === key)
  if (what === 'ask') story.does('officer', 'askApplicant', { items: ['甲'], means: 'phone' })
  if (what === 'hear' && !isGoingOn('hearing'))
    story.does('officer', 'startProcedure', { procedure: 'hearing', party, ...telling })
  if (what === 'test' && !isGoingOn('testing'))
    story.does('officer', 'startProcedure', { procedure: 'testing', party, ...telling })
  if (what === 'end' && task) end(story, task)
  if (what === 'regrade')
    story.does('officer', 'regradeCase', {
      grade: story.state.grade === 'complex' ? 'special' : 'complex',
      reason: '厘清',
    })
}

function end(story: Story, { taskId, kind }: { taskId: string; kind: string }): void {
  if (kind === 'procedure') story.does('officer', 'endProcedure', { taskId, outcome: '已完成' })
  else story.does('officer', 'recordApplicantAnswer', { taskId, note: '已补' })
}

/** The intervals as the log tells them, each cut at its ceiling, and those that touch made one. */
function union(story: Story): readonly Pause[] {
  const intervals = story.log.flatMap((event) => {
    if (event.type !== 'ClockStopped') return []
    const { taskId, ceilingAt } = event.payload
    const ended = story.state.tasks.find((task) => task.taskId === taskId)?.ended?.at ?? null
    const to = ceilingAt && (ended === null || ceilingAt < ended) ? ceilingAt : ended
    return to && to > event.at ? [{ from: event.at, to, reason: '' }] : []
  })
  const merged: { from: Pause['from']; to: Pause['from']; reason: string }[] = []
  for (const one of intervals.sort((a, b) => compare(a.from, b.from))) {
    const last = merged.at(-1)
    if (!last || one.from > last.to) merged.push({ ...one })
    else if (one.to > last.to) last.to = one.to
  }
  return merged
}

test('however pauses begin, overlap, reach their ceilings and end, the case is due as by their union, counted once', () => {
  const property = fc.property(moves, (made) => {
    const story = new Story()
    story.policy = policy
    story.does('officer', 'acceptCase', { grade: 'complex' })
    for (const move of made) {
      story.now = addMinutes(story.now, move.later)
      story.sounds() // the door says what is due before anything else happens
      make(story, move)
      const stands = asked(story).some(({ taskId }) =>
        story.state.caseClock?.pauses.some((pause) => pause.taskId === taskId && pause.to === null),
      )
      expect(story.state.caseClock?.dueAt === null).toBe(stands)
    }
    for (const task of asked(story)) end(story, task)
    const clock = story.state.caseClock?.clock
    if (!clock) throw new Error('an accepted case has a clock')
    const { startedAt: start, limit } = clock
    expect(story.state.caseClock?.dueAt).toBe(
      dueAfter({ calendar: story.calendar, start, limit, pauses: union(story) }).dueAt,
    )
    expect(foldLog(story.log)).toEqual(story.state)
  })
  fc.assert(property, { seed: 20260302, numRuns: 150 })
})
