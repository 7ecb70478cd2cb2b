import { isParty } from '../cases/party.ts'
import type { Party } from '../cases/words.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Instant } from '../kernel/time.ts'
import type { InstructedParty, InstructionState } from './instructions.ts'

export type Receipt = { readonly by: string; readonly at: Instant }
type Entry = Receipt & { readonly kind: 'answered' | 'accepted' | 'sent-back' }
type Alarm = { readonly party: Party; readonly at: Instant; readonly paper: { readonly number: string } | null }

/** An instruction to one party, with the papers that its rungs sent and what was signed for. */
export type Signable = {
  readonly number: string
  readonly party: InstructedParty
  readonly state: InstructionState
  readonly entries: readonly Entry[]
  readonly alarms: readonly Alarm[]
  /** By number: of the instruction itself, or of a paper. */
  readonly receipts: readonly (Receipt & { readonly number: string })[]
}

/** 签收 of the instruction itself: whoever answers has received it. */
export const receiptOf = ({ number, receipts, entries }: Signable): Receipt | null =>
  receipts.find((one) => one.number === number) ?? entries.find(({ kind }) => kind === 'answered') ?? null

export const receiptOfPaper = ({ receipts }: Signable, number: string): Receipt | null =>
  receipts.find((one) => one.number === number) ?? null

/** The deed answers the paper: what was said before an answer came waits for nothing any more. */
export const answerTo = ({ entries }: Signable, alarm: Alarm): Entry | null =>
  entries.find(({ kind, at }) => kind === 'answered' && at >= alarm.at) ?? null

/** Why this person cannot sign for it: it is to somebody else, is signed for, or waits for nothing. Null: they can. */
export function refusalToSign(task: Signable, number: string, actor: PersonActor): Refusal | null {
  const alarm = task.alarms.find(({ paper }) => paper?.number === number)
  if (!alarm && number !== task.number) return new Refusal('not-found')
  const { party } = alarm ?? task
  if (!isParty(party, actor, '')) return new Refusal('forbidden', { action: 'signInstruction', role: actor.role })
  if (alarm ? receiptOfPaper(task, number) : receiptOf(task)) return new Refusal('task-already-signed')
  const isOver = task.state !== 'open' || (alarm !== undefined && answerTo(task, alarm) !== null)
  return isOver ? new Refusal('instruction-not-open', { state: task.state }) : null
}

/** @throws Refusal not-found · forbidden · instruction-not-open · task-already-signed */
export function signFor(task: Signable, number: string, actor: PersonActor): void {
  const refusal = refusalToSign(task, number, actor)
  if (refusal) throw refusal
}
