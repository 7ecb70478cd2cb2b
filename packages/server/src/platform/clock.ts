import { type Instant, instantOfMs } from '@bancheng/core/kernel/time.ts'

/** The one place of the server that reads the real clock; everything else is handed the time. */
export type Clock = () => Instant
export const systemClock: Clock = () => instantOfMs(Date.now())

/** A clock that stands where it is put: for tests and for the simulation of years. */
export function settableClock(start: Instant): { clock: Clock; set: (now: Instant) => void } {
  let now = start
  return {
    clock: () => now,
    set: (next) => {
      now = next
    },
  }
}
