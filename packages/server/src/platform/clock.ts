import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'

/** The one place of the server that reads the real clock; everything else is handed the time. */
export type Clock = () => Instant
export const systemClock: Clock = () => instantOfMs(Date.now())

/** A clock that was put somewhere else and goes on from there. */
export function shiftedClock(start: Instant): Clock {
  const shift = msOf(start) - Date.now()
  return () => instantOfMs(Date.now() + shift)
}

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
