import { dueAfter, type Pause, type WorkingCalendar } from '../kernel/calendar.ts'
import { addMinutes, compare, type Instant } from '../kernel/time.ts'
import type { Ladder, Rung } from './ladder.ts'
import { before, shareOver } from './moments.ts'
import { callsOfRung } from './rungs.ts'

type Ctx = { readonly calendar: WorkingCalendar; readonly ladder: Ladder }

/** When whoever owes something is reminded, with the place in the ladder's list; never of what was given out after that. */
export function remindersOf(
  ctx: Ctx,
  owed: { readonly since: Instant; readonly dueAt: Instant; readonly pauses?: readonly Pause[] },
): { readonly at: Instant; readonly index: number }[] {
  return ctx.ladder.remindBefore
    .map((reminder, index) => {
      const at = 'share' in reminder ? shareOver(ctx, owed, reminder.share) : before(ctx, owed.dueAt, reminder)
      return { at, index }
    })
    .filter(({ at }) => compare(at, owed.since) > 0)
}

/** The minute after it was due. */
export const overdueAt = (dueAt: Instant): Instant => addMinutes(dueAt, 1)

/** The rungs that anything late climbs, each with its moments up to the next one after `until`, in the order of the ladder. */
export function lateRungs(
  ctx: Ctx,
  {
    dueAt,
    until,
    isFor,
  }: { readonly dueAt: Instant; readonly until: Instant; readonly isFor: (rung: Rung) => boolean },
): { readonly rung: Rung; readonly at: Instant; readonly time: number }[] {
  return ctx.ladder.rungs.flatMap((rung) => {
    if (rung.when.on !== 'late' || !isFor(rung)) return []
    return callsOfRung(ctx, rung, rung.when.by, dueAt, until).map((at, time) => ({ rung, at, time }))
  })
}

/** 未签收: the rungs that call for what nobody has signed for, and when, counted from the moment in which it was asked. */
export function unsignedRungs(
  { calendar, ladder }: Ctx,
  { since, isFor }: { readonly since: Instant; readonly isFor: (rung: Rung) => boolean },
): { readonly rung: Rung; readonly at: Instant }[] {
  return ladder.rungs.flatMap((rung) => {
    if (rung.when.on !== 'unsigned' || !isFor(rung)) return []
    const { dueAt } = dueAfter({ calendar, start: since, limit: rung.when.after, pauses: [] })
    return dueAt ? [{ rung, at: overdueAt(dueAt) }] : []
  })
}
