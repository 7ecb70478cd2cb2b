import type { CaseState, Task } from '../cases/state.ts'
import { requireOpenTask } from '../cases/tasks.ts'
import { Refusal, type RefusalCode } from '../kernel/refusal.ts'
import { compare, type Instant } from '../kernel/time.ts'

/** How many days a link may work; long enough for a weekend, short enough to be forgotten. */
export const LINK_DAYS = { least: 1, usual: 3, most: 14 } as const
/** Long enough to be guessed at from a hundred places, short enough to be said by phone. */
export const CODE_DIGITS = 8
/** Guesses are counted where they come from: a stranger shuts out themself, and not the party somewhere else. */
export const WRONG_CODES = 5
/** From everywhere together; eight digits bear five hundred, as six bore five: one in two hundred thousand gets in. */
export const WRONG_CODES_IN_ALL = 500
/** What one party may attach; nobody who is not signed in fills the store. */
export const LINK_FILES = 10

/** What decides whether a link still works. */
export type LinkFacts = {
  readonly expiresAt: Instant
  /** From everywhere together. */
  readonly wrongCodes: number
  readonly usedAt: Instant | null
  readonly revokedAt: Instant | null
  /** The task that it is for is still open. */
  readonly isTaskOpen: boolean
}
export const linkStandings = ['open', 'used', 'revoked', 'over', 'locked', 'expired'] as const
/** What a visit came to: before the code, with the content, turned away because the link no longer works … */
export const linkVisits = ['knock', 'open', 'wrong-code', 'turned-away', 'file', 'read-file', 'answer'] as const
export type LinkStanding = (typeof linkStandings)[number]

/** The first thing that is true of it, in the order in which a person would say it. */
export function linkStandingOf(link: LinkFacts, now: Instant): LinkStanding {
  if (link.usedAt) return 'used'
  if (link.revokedAt) return 'revoked'
  if (!link.isTaskOpen) return 'over'
  if (link.wrongCodes >= WRONG_CODES_IN_ALL) return 'locked'
  return compare(link.expiresAt, now) <= 0 ? 'expired' : 'open'
}

const refusals = {
  used: 'link-used',
  revoked: 'link-revoked',
  over: 'link-over',
  locked: 'link-locked',
  expired: 'link-expired',
} as const satisfies Record<Exclude<LinkStanding, 'open'>, RefusalCode>

/** @throws Refusal link-used · link-revoked · link-over · link-locked · link-expired */
export function requireOpenLink(link: LinkFacts, now: Instant): void {
  const standing = linkStandingOf(link, now)
  if (standing !== 'open') throw new Refusal(refusals[standing], { at: link.usedAt ?? link.expiresAt })
}

/** What a unit was asked, or a step of the plan, can be asked of somebody outside. @throws Refusal task-not-found · task-wrong-kind · task-not-open */
export function requireLinkable(state: CaseState, taskId: string): Task {
  const task = requireOpenTask(state, { taskId }, ['coordinate', 'step'])
  // An agreement binds the unit that gives it: it takes somebody who is signed in.
  if (task.purpose?.kind === 'countersign') throw new Refusal('task-wrong-kind', { kind: task.kind })
  return task
}

/** To whom a link is made out: where the task is somebody's outside, to nobody else. */
export const addresseeOf = (task: Pick<Task, 'party'>, typed: { organisation: string; recipient: string }) =>
  task.party.kind === 'outside' ? { organisation: task.party.organisation, recipient: task.party.name } : typed

/** Only what was sent with the task may go along. @throws Refusal file-unknown */
export function requireFilesOfTask(task: Pick<Task, 'fileIds'>, fileIds: readonly string[]): void {
  const unknown = fileIds.find((fileId) => !task.fileIds.includes(fileId))
  if (unknown) throw new Refusal('file-unknown', { fileId: unknown })
}
