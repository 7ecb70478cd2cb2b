import { z } from 'zod'
import type { PersonActor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Instant } from '../kernel/time.ts'

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
  readonly extension: string
  readonly ringingAt: Instant | null
  readonly answeredAt: Instant | null
  readonly endedAt: Instant | null
  readonly recording: string | null
}

export type CallEvent = Pick<TelephonyEvent, 'type' | 'callId' | 'extension' | 'recording'> & { readonly at: Instant }

/** An end before the answer is that of another leg of the group, which only stopped ringing. */
export function callStatus({ answeredAt, endedAt }: Pick<Call, 'answeredAt' | 'endedAt'>): CallStatus {
  if (answeredAt === null) return endedAt === null ? 'ringing' : 'missed'
  return endedAt !== null && endedAt > answeredAt ? 'ended' : 'answered'
}

/** The number without what an exchange writes around it (sip:…@host, spaces); null where it was withheld. */
export function callerNumber(caller: string | null): string | null {
  const number = (caller ?? '')
    .replace(/^.*?sips?:/i, '')
    .replace(/[@;>].*$/, '')
    .replace(/[^\d+]/g, '')
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
 * call until another leg turns out to have been answered, and events overtake one another on the way.
 */
export function heard(before: Call | null, event: CallEvent): { readonly call: Call; readonly effects: CallEffects } {
  const known: Call = before ?? {
    callId: event.callId,
    extension: event.extension,
    ringingAt: null,
    answeredAt: null,
    endedAt: null,
    recording: null,
  }
  const call: Call = {
    ...known,
    // Whoever answered is who the call was for.
    extension: event.type === 'answered' ? event.extension : known.extension,
    ringingAt: event.type === 'ringing' ? earlier(known.ringingAt, event.at) : known.ringingAt,
    answeredAt: event.type === 'answered' ? earlier(known.answeredAt, event.at) : known.answeredAt,
    endedAt: event.type === 'ended' ? later(known.endedAt, event.at) : known.endedAt,
    recording: event.recording ?? known.recording,
  }
  const wasMissed = before !== null && callStatus(before) === 'missed'
  const isMissed = callStatus(call) === 'missed'
  return {
    call,
    effects: {
      pops: event.type !== 'ended' && (call.endedAt === null || call.endedAt <= event.at),
      owes: isMissed && !wasMissed,
      releases: wasMissed && !isMissed,
    },
  }
}

const earlier = (a: Instant | null, b: Instant): Instant => (a === null || b < a ? b : a)
const later = (a: Instant | null, b: Instant): Instant => (a === null || b > a ? b : a)

/**
 * Who sits at an extension. An officer takes one for themselves or leaves it; a supervisor seats anyone.
 * @throws Refusal extension-of-another
 */
export function seat(actor: PersonActor, now: { readonly personId: string | null }, next: string | null): void {
  if (actor.role === 'supervisor') return
  const isOwn = next === actor.personId || (next === null && now.personId === actor.personId)
  if (!isOwn) throw new Refusal('extension-of-another')
}
