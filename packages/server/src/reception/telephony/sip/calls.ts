import { callerNumber } from '@bancheng/core/reception/calls.ts'
import { newTag } from './asking.ts'
import type { Dialog } from './dialog-info.ts'
import type { TakenBack } from './message.ts'
import type { Notified } from './subscription.ts'

export type Heard = {
  readonly type: 'ringing' | 'answered' | 'ended'
  readonly callId: string
  readonly extension: string
  readonly caller: string | null
}

export type Invited = {
  readonly sipCallId: string
  readonly extension: string
  /** Null where the number is withheld. */
  readonly caller: string | null
}

/** One extension that the call rings or rang at. */
type Leg = {
  readonly extension: string
  /** The exchange rings the desk itself and has not taken it back. */
  isRinging: boolean
  /** At telephones of this extension, as the exchange tells of them. */
  readonly dialogs: Set<string>
}
type Call = {
  readonly callId: string
  readonly sipCallId: string | null
  readonly caller: string | null
  readonly number: string | null
  readonly beganAt: number
  readonly legs: Map<string, Leg>
  /** Where and in which dialog it was answered; the dialog is null where only a CANCEL said so. */
  answered: { readonly extension: string; readonly dialog: string | null } | null
}

const isAlive = (leg: Leg): boolean => leg.isRinging || leg.dialogs.size > 0

/** A group is rung at once: the same number at another extension within this time is the same call. */
const GROUP_MS = 3_000
/** How long the exchange may take to tell that somebody answered after it has stopped ringing the desk. */
const HOLD_MS = 2_000
/** A call that nobody answered, as far as is known: a notification that was lost is repeated for half a minute. */
const LATE_MS = 35_000
/** Whoever is answered and never ends: a subscription that died. */
const LONGEST_MS = 12 * 3600_000
const MOST_CALLS = 2_000

type Told = {
  readonly tell: (heard: Heard) => void
  /** Whether the exchange tells of the telephones of this extension. */
  readonly watches: (extension: string) => boolean
  readonly nowMs?: () => number
}

/**
 * Makes one call of what comes in two ways: the ring at the desk, and what the exchange tells of the telephone. Their
 * Call-IDs are equal behind a proxy and differ behind an exchange that makes its own calls (B2BUA); then extension and
 * number tell which belongs to which.
 */
export class Calls {
  readonly #calls = new Set<Call>()
  readonly #holds = new Map<NodeJS.Timeout, { readonly call: Call; readonly then: () => void }>()
  readonly #told: Told

  constructor(told: Told) {
    this.#told = told
  }

  /** The desk is rung. @returns how to say that the exchange takes it back */
  rings(invited: Invited): (why: TakenBack) => void {
    const number = callerNumber(invited.caller)
    const call = this.#callOf(invited, number) ?? this.#open(invited)
    const before = call.legs.get(invited.extension)
    // Known from its telephone, or rung once more after it was given up there.
    const leg = before && before.dialogs.size > 0 ? before : this.#ring(call, invited.extension)
    leg.isRinging = true
    return (why) => this.#takenBack(call, leg, why)
  }

  #callOf({ sipCallId, extension }: Invited, number: string | null): Call | undefined {
    const now = this.#now()
    const isSame = (call: Call): boolean => {
      const leg = call.legs.get(extension)
      if (call.answered || leg?.isRinging) return false
      if (call.sipCallId === sipCallId) return true
      const isNear = now - call.beganAt <= GROUP_MS && [...call.legs.values()].some(isAlive)
      return isNear && number !== null && call.number === number && (leg === undefined || isAlive(leg))
    }
    return [...this.#calls].find(isSame)
  }

  #takenBack(call: Call, leg: Leg, why: TakenBack): void {
    leg.isRinging = false
    if (call.answered) return
    const settle = () => {
      if (call.answered) return
      if (why === 'elsewhere') this.#answer(call, leg.extension, null)
      else this.#end(call, leg.extension)
    }
    // What the telephones themselves say is better than what the exchange leaves unsaid.
    if (why !== 'given-up' && this.#told.watches(leg.extension)) this.#hold(call, settle)
    else settle()
  }

  /** What the exchange tells of the telephones of an extension. */
  notified(extension: string, { info, isFirst }: Notified): void {
    for (const dialog of info.dialogs) this.#dialog(extension, dialog, isFirst)
    if (!info.isFull) return
    const going = new Set(info.dialogs.map(({ id }) => id))
    for (const call of [...this.#calls])
      for (const id of [...(call.legs.get(extension)?.dialogs ?? [])])
        if (!going.has(id)) this.#over(call, extension, id)
  }

  #dialog(extension: string, dialog: Dialog, isFirst: boolean): void {
    if (dialog.direction === 'initiator') return // the officer calls somebody
    const bound = [...this.#calls].find((call) => call.legs.get(extension)?.dialogs.has(dialog.id))
    if (dialog.state === 'terminated') {
      if (bound) this.#over(bound, extension, dialog.id)
      return
    }
    const call = bound ?? this.#match(extension, dialog) ?? this.#unseen(extension, dialog, isFirst)
    if (!call) return
    const leg = call.legs.get(extension) ?? this.#ring(call, extension)
    leg.dialogs.add(dialog.id)
    if (dialog.state === 'confirmed') this.#answer(call, extension, dialog.id)
  }

  /** By Call-ID where it is equal, by number where both are known, else only where there is no choice. */
  #match(extension: string, { callId, remote }: Dialog): Call | undefined {
    const here = [...this.#calls].filter((call) => call.legs.has(extension) && (call.answered?.dialog ?? null) === null)
    const equal = callId === null ? undefined : here.find((call) => call.sipCallId === callId)
    if (equal) return equal
    const number = callerNumber(remote)
    const known = number === null ? undefined : here.findLast((call) => call.number === number)
    if (known) return known
    const unsaid = here.filter((call) => number === null || call.number === null)
    return unsaid.length === 1 ? unsaid[0] : undefined
  }

  /** A call that does not ring the desk. One that goes on already when the desk begins to listen was somebody's before. */
  #unseen(extension: string, { callId, direction, state, remote }: Dialog, isFirst: boolean): Call | undefined {
    if (direction !== 'recipient' || (isFirst && state === 'confirmed')) return undefined
    // Of several calls here it may be any: better none than the wrong one.
    if (callerNumber(remote) === null && [...this.#calls].some(({ legs }) => legs.has(extension))) return undefined
    const invited = { sipCallId: callId ?? newTag(), extension, caller: remote }
    return this.#callOf(invited, callerNumber(remote)) ?? this.#open(invited)
  }

  #over(call: Call, extension: string, id: string): void {
    const leg = call.legs.get(extension)
    leg?.dialogs.delete(id)
    const { answered } = call
    if (answered) {
      if (answered.dialog !== id || answered.extension !== extension) return
      this.#tell('ended', call, extension)
      this.#forget(call)
    } else if (leg && leg.dialogs.size === 0 && !leg.isRinging && !this.#isHeld(call)) this.#end(call, extension)
  }

  #answer(call: Call, extension: string, dialog: string | null): void {
    const before = call.answered
    if (before && before.dialog !== null) return // a second telephone of it: a conference, or told twice
    call.answered = { extension, dialog }
    if (before?.extension !== extension) this.#tell('answered', call, extension)
    // Nobody will tell of its end.
    if (dialog === null && !this.#told.watches(extension)) this.#forget(call)
  }

  #end(call: Call, extension: string): void {
    this.#tell('ended', call, extension)
    const isRinging = [...call.legs.values()].some((leg) => leg.isRinging)
    if (!isRinging) this.#later(LATE_MS, call, () => call.answered || this.#forget(call))
  }

  #open({ sipCallId, caller }: Invited): Call {
    const oldest = this.#calls.values().next().value
    if (oldest && (this.#calls.size >= MOST_CALLS || this.#now() - oldest.beganAt > LONGEST_MS)) this.#forget(oldest)
    const callId = `sip-${sipCallId}`.replace(/[^\x21-\x7e]/g, '').slice(0, 200)
    const number = callerNumber(caller)
    const call = { callId, sipCallId, caller, number, beganAt: this.#now(), legs: new Map(), answered: null }
    this.#calls.add(call)
    return call
  }

  #ring(call: Call, extension: string): Leg {
    const leg: Leg = { extension, isRinging: false, dialogs: new Set() }
    call.legs.set(extension, leg)
    this.#tell('ringing', call, extension)
    return leg
  }

  #tell(type: Heard['type'], { callId, caller }: Call, extension: string): void {
    this.#told.tell({ type, callId, extension, caller })
  }

  #hold = (call: Call, then: () => void): void => this.#later(HOLD_MS, call, then)
  #isHeld = (call: Call): boolean => [...this.#holds.values()].some((hold) => hold.call === call && !call.answered)

  #later(afterMs: number, call: Call, then: () => void): void {
    const timer = setTimeout(() => {
      this.#holds.delete(timer)
      then()
    }, afterMs)
    this.#holds.set(timer, { call, then })
  }

  #forget(call: Call): void {
    this.#calls.delete(call)
  }

  #now = (): number => (this.#told.nowMs ?? Date.now)()

  /** What was held back is told now: nothing of it is remembered over a restart. */
  close(): void {
    for (const [timer, { then }] of this.#holds) {
      clearTimeout(timer)
      then()
    }
    this.#holds.clear()
    this.#calls.clear()
  }
}
