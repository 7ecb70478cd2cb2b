import type { WorkingCalendar } from '../kernel/calendar.ts'
import { addMinutes, compare, type Instant } from '../kernel/time.ts'
import type { Ladder, Rung } from './ladder.ts'
import { after, before } from './moments.ts'

type Ctx = { readonly calendar: WorkingCalendar; readonly ladder: Ladder }

/** When whoever owes something is reminded; null where the centre does not, and of what was given out that very day. */
export function reminderAt(
  ctx: Ctx,
  { since, dueAt }: { readonly since: Instant; readonly dueAt: Instant },
): Instant | null {
  const { remindBefore } = ctx.ladder
  const at = remindBefore && before(ctx, dueAt, remindBefore)
  return at && compare(at, since) > 0 ? at : null
}

/** The minute after it was due. */
export const overdueAt = (dueAt: Instant): Instant => addMinutes(dueAt, 1)

/** The rungs that anything late climbs, each with its moment, in the order of the ladder. */
export function lateRungs(ctx: Ctx, dueAt: Instant): { readonly rung: Rung; readonly at: Instant }[] {
  return ctx.ladder.rungs.flatMap((rung) =>
    rung.when.on === 'late' ? [{ rung, at: after(ctx, dueAt, rung.when.by) }] : [],
  )
}
