import { z } from 'zod'
import type { PersonActor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { compare, type Instant, msOf } from '../kernel/time.ts'

/** What a telephone exchange tells of a call; its instants may come with or without milliseconds and in any zone. */
const printable = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/)
export const TelephonyEvent = z.object({
  type: z.enum(['ringing', 'answered', 'ended']),
  callId: printable.max(200),
  extension: printable.max(40),
  /** Null or empty where the caller withholds the number. */
  caller: z.string().trim().max(60).nullable().default(null),
  at: z.iso.datetime({ offset: true }),
  /** Where the exchange keeps the recording; never the sound itself. */
  recording: printable.max(500).nullable().default(null),
  /** Letters of the centre; needed only where one installation serves several. */
  center: z.string().trim().max(10).optional(),
})
export type TelephonyEvent = z.infer<typeof TelephonyEvent>

export const CallStatus = z.enum(['ringing', 'answered', 'ended', 'missed'])
export type CallStatus = z.infer<typeof CallStatus>

/** One call, from whatever order its events arrived in. */
export type Call = {
  readonly callId: string
  /** Where it rang first, or who has it: whoever answered last, when it was passed on. */
  readonly extension: string
  readonly ringingAt: Instant | null
  readonly answeredAt: Instant | null
  readonly endedAt: Instant | null
}

export type CallEvent = Pick<TelephonyEvent, 'type' | 'callId' | 'extension'> & { readonly at: Instant }

/** An end before the answer is that of another leg of the group, which only stopped ringing. */
export function callStatus({ answeredAt, endedAt }: Pick<Call, 'answeredAt' | 'endedAt'>): CallStatus {
  if (answeredAt === null) return endedAt === null ? 'ringing' : 'missed'
  return endedAt !== null && endedAt >= answeredAt ? 'ended' : 'answered'
}

/** How long was talked; null while it is not known. */
export function talkedSeconds({ answeredAt, endedAt }: Pick<Call, 'answeredAt' | 'endedAt'>): number | null {
  if (answeredAt === null || endedAt === null || endedAt < answeredAt) return null
  return Math.round((msOf(endedAt) - msOf(answeredAt)) / 1000)
}

/** The number without what an exchange writes around it (sip:…@host, spaces, the 0 before a mobile number from elsewhere); null where it was withheld. */
export function callerNumber(caller: string | null): string | null {
  const number = (caller ?? '')
    .replace(/^.*?(?:sips?|tel):/i, '')
    .replace(/[@;>].*$/, '')
    .replace(/[^\d+]/g, '')
    .replace(/^0(?=1[3-9]\d{9}$)/, '')
  return number.length >= 3 ? number : null
}

/** What the desk does about a call. */
export type CallEffects = {
  /** 弹屏: show the caller and an open contact at this extension. */
  readonly pops: boolean
  /** A missed call is owed a call-back; one that turns out to have been answered elsewhere no longer is. */
  readonly owes: boolean
  readonly releases: boolean
}

/**
 * One more thing known of a call. A group rings several extensions under one id: the end of one leg looks like a missed
 * call until another leg turns out to have been answered, and events overtake one another on the way. So a call is
 * worked out from all of its events, sorted, each time.
 */
export function heard(
  events: readonly CallEvent[],
  event: CallEvent,
): { readonly call: Call; readonly effects: CallEffects } {
  const before = events.length > 0 ? callOf(events) : null
  const call = callOf([...events, event])
  const wasMissed = before !== null && callStatus(before) === 'missed'
  const isMissed = callStatus(call) === 'missed'
  return {
    call,
    effects: {
      pops: pops([...events, event], event, call),
      owes: isMissed && !wasMissed,
      releases: wasMissed && !isMissed,
    },
  }
}

/** A ring that an answer overtook shows nobody anything any more; one after the answer passes the call on. */
function pops(events: readonly CallEvent[], event: CallEvent, call: Call): boolean {
  if (call.endedAt !== null && call.endedAt > event.at) return false
  switch (event.type) {
    case 'ringing':
      return events.every(({ type, at }) => type !== 'answered' || at < event.at)
    case 'answered':
      return call.extension === event.extension
    case 'ended':
      return false
  }
}

const order = { ringing: 0, answered: 1, ended: 2 } as const satisfies Record<CallEvent['type'], number>
const inOrder = (a: CallEvent, b: CallEvent): number => compare(a.at, b.at) || order[a.type] - order[b.type]

function callOf(told: readonly CallEvent[]): Call {
  const events = told.toSorted(inOrder)
  const [first] = events
  if (!first) throw new Error('a call has an event')
  const of = (type: CallEvent['type']) => events.filter((event) => event.type === type)
  const [rings, answers, ends] = [of('ringing'), of('answered'), of('ended')]
  const holder = answers.at(-1)
  return {
    callId: first.callId,
    extension: (holder ?? rings[0] ?? first).extension,
    ringingAt: rings[0]?.at ?? null,
    answeredAt: answers[0]?.at ?? null,
    endedAt: holder ? endOf(holder, ends) : (ends.at(-1)?.at ?? null),
  }
}

/** Others stop ringing, or pass the call on, within this time of the answer; later theirs is the end of the call as well. */
const LEG_SECONDS = 10

/** The end at whoever has the call counts above all; some exchanges tell the end of the whole call under another extension. */
function endOf(holder: CallEvent, ends: readonly CallEvent[]): Instant | null {
  const own = ends.findLast(({ extension, at }) => extension === holder.extension && at >= holder.at)
  const other = ends.findLast(({ at }) => msOf(at) > msOf(holder.at) + LEG_SECONDS * 1000)
  return (own ?? other)?.at ?? null
}

/**
 * Who sits at an extension. An officer takes one for themselves or leaves it; a supervisor seats anyone.
 * @throws Refusal extension-of-another
 */
export function seat(actor: PersonActor, now: { readonly personId: string | null }, next: string | null): void {
  if (actor.role === 'supervisor') return
  const isOwn = next === actor.personId || (next === null && now.personId === actor.personId)
  if (!isOwn) throw new Refusal('extension-of-another')
}
