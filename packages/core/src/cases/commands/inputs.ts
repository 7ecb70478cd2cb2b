import { z } from 'zod'
import { Id } from '../../kernel/ids.ts'
import { ApplicantKind, IdentityKind, ItemRef, Override } from '../parties.ts'

/** One line that a person typed and meant: not empty, not a book. */
export const line = z.string().trim().min(1).max(500)
export const optionalLine = z.string().trim().max(500).default('')
export const paragraph = z.string().trim().min(1).max(10_000)
export const optionalParagraph = z.string().trim().max(10_000).default('')
export const fileIds = z.array(Id).max(50).default([])

/** What somebody writes on a phone about how they were served. */
export const ratingWords = z.string().trim().max(1_000)

/** The applicant as typed at the desk: numbers in clear, sealed by the rule before they reach the log. */
export const ApplicantInput = z.object({
  kind: ApplicantKind,
  name: line,
  contactName: z.string().trim().max(100).nullable().default(null),
  uscc: z.string().trim().max(40).nullable().default(null),
  identityKind: IdentityKind.nullable().default(null),
  identity: z.string().trim().max(40).nullable().default(null),
  phone: z.string().trim().max(40).nullable().default(null),
  refusesSms: z.boolean().optional(),
})
export type ApplicantInput = z.infer<typeof ApplicantInput>

export const overrides = z.array(Override).max(4).default([])
export const item = ItemRef.nullable().default(null)
