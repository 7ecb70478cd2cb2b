import type { RegisterCase } from '@bancheng/core/cases/commands.ts'
import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import type { Channel, Pain } from '@bancheng/core/cases/words.ts'
import { type ApplicantTyped, blankApplicant, readApplicant } from './commands/applicant-typed.ts'

/** A registration while it is typed. */
export type RegistrationTyped = {
  readonly channel: Channel
  readonly transferredFrom: string
  readonly applicant: ApplicantTyped
  readonly want: string
  /** Not guessed: the officer says it. */
  readonly pain: Pain | null
  readonly item: ItemRef | null
  readonly alreadyDone: string
  readonly tripsBefore: number
  readonly files: readonly { readonly fileId: string; readonly name: string; readonly size: number }[]
}

export const blankRegistration: RegistrationTyped = {
  channel: 'walk-in',
  transferredFrom: '',
  applicant: blankApplicant,
  want: '',
  pain: null,
  item: null,
  alreadyDone: '',
  tripsBefore: 0,
  files: [],
}

/** As the command wants it; the pain may still be missing. */
export function readRegistration(typed: RegistrationTyped): Omit<RegisterCase, 'pain' | 'overrides'> & {
  pain: Pain | null
  overrides: readonly RegisterCase['overrides'][number][]
} {
  const { applicant, overrides } = readApplicant(typed.applicant)
  return {
    channel: typed.channel,
    transferredFrom: typed.channel === 'transferred' ? typed.transferredFrom.trim() || null : null,
    applicant,
    overrides,
    want: typed.want.trim(),
    pain: typed.pain,
    item: typed.item,
    alreadyDone: typed.alreadyDone.trim(),
    tripsBefore: typed.tripsBefore,
    fileIds: typed.files.map((file) => file.fileId),
  }
}
