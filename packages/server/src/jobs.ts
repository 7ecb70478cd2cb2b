import type { Deps } from './deps.ts'
import { soundDueAlarms } from './escalation/job.ts'
import { relayOutbox } from './notifications/relay.ts'
import { sendPostings } from './notifications/send.ts'
import { recomputeDueDates } from './policy/job.ts'
import { soundOwed } from './reception/job.ts'
import { soundInstructions } from './review/climb.ts'
import { freezeDueReviews } from './review/freeze.ts'

type Work = (deps: Deps, isStopped: () => boolean) => Promise<unknown>

/** The timetable: what runs by itself, and how long it rests when there is nothing to do. */
const timetable: readonly { readonly name: string; readonly restMs: number; readonly work: Work }[] = [
  { name: 'alarms', restMs: 5_000, work: soundDueAlarms },
  { name: 'owed', restMs: 5_000, work: soundOwed },
  { name: 'due-dates', restMs: 3_000, work: recomputeDueDates },
  { name: 'outbox', restMs: 1_000, work: relayOutbox },
  { name: 'postings', restMs: 1_000, work: sendPostings },
  { name: 'instructions', restMs: 30_000, work: soundInstructions },
  { name: 'reviews', restMs: 60_000, work: freezeDueReviews },
]

export type Jobs = {
  readonly start: () => void
  /** Ends after what is being done, never in the middle of it. */
  readonly stop: () => Promise<void>
  /** What failed the last time that it ran. */
  readonly failing: () => readonly string[]
}

/** A job that fails is tried again after a longer rest; each runs for itself, so that none keeps another waiting. */
export function createJobs(deps: Deps, log: (error: unknown, job: string) => void): Jobs {
  let isStopped = false
  const failures = new Map<string, number>()
  const running: Promise<void>[] = []
  const alarmClocks = new Set<() => void>()
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        alarmClocks.delete(done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      alarmClocks.add(done)
    })
  const run = async ({ name, restMs, work }: (typeof timetable)[number]): Promise<void> => {
    while (!isStopped) {
      try {
        await work(deps, () => isStopped)
        failures.delete(name)
      } catch (error) {
        failures.set(name, (failures.get(name) ?? 0) + 1)
        log(error, name)
      }
      if (!isStopped) await rest(Math.min(restMs * 2 ** (failures.get(name) ?? 0), 60_000))
    }
  }
  return {
    start: () => void running.push(...timetable.map(run)),
    stop: async () => {
      isStopped = true
      for (const wake of [...alarmClocks]) wake()
      await Promise.all(running)
    },
    failing: () => [...failures.keys()],
  }
}
