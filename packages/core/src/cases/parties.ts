import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { Sealed } from '../kernel/sealed.ts'

export const ApplicantKind = z.enum(['person', 'enterprise'])
export type ApplicantKind = z.infer<typeof ApplicantKind>

export const IdentityKind = z.enum([
  'identity-card',
  'residence-permit-hmt',
  'permanent-residence',
  'passport',
  'other',
])
export type IdentityKind = z.infer<typeof IdentityKind>

/** Who asks. An enterprise has a contact person; the phone and identity number are theirs. */
export const Applicant = z.object({
  kind: ApplicantKind,
  name: z.string(),
  contactName: z.string().nullable(),
  uscc: z.string().nullable(),
  identityKind: IdentityKind.nullable(),
  identity: Sealed.nullable(),
  phone: Sealed.nullable(),
  /** They want no SMS; absent: nobody said so. */
  refusesSms: z.boolean().optional(),
})
export type Applicant = z.infer<typeof Applicant>

/** A number that failed its published check and was kept all the same, and why (a few real codes do fail). */
export const Override = z.object({ field: z.enum(['uscc', 'identity', 'phone', 'waybill']), reason: z.string().min(1) })
export type Override = z.infer<typeof Override>

/** The service item as it was when the person was told: the case keeps the version. */
export const ItemRef = z.object({
  itemId: Id,
  version: z.int().positive(),
  name: z.string(),
  /** 事项类型 (行政许可, 公共服务 …); absent where it was not written down. */
  typeName: z.string().optional(),
})
export type ItemRef = z.infer<typeof ItemRef>
