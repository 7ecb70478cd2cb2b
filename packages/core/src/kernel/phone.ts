import { withPlainDashes } from './typed-number.ts'

export type PhoneProblem = 'wrong-characters' | 'wrong-length' | 'unknown-prefix'

export type PhoneCheck =
  | {
      readonly ok: true
      readonly kind: 'mobile' | 'landline' | 'service'
      /** One way of writing each number, by which it is found again: 13812345678 · 021-62471234-801 · 4001234567 */
      readonly value: string
    }
  | { readonly ok: false; readonly problem: PhoneProblem }

/** 010 and 02x have three digits, every other area code has four. */
const landline = /^(0(?:10|2\d)|0[3-9]\d{2})-?(\d{7,8})(?:-(\d{1,6}))?$/
const mobile = /^1[3-9]\d{9}$/
const service = /^(?:[48]00\d{7}|9[56]\d{3,6})$/

export function checkPhone(typed: string): PhoneCheck {
  const value = withPlainDashes(typed)
    .replace(/[()]/g, '')
    .replace(/^(?:\+|00)86-?/, '')
  const digits = value.replaceAll('-', '')
  if (!/^\d+$/.test(digits)) return { ok: false, problem: 'wrong-characters' }
  if (mobile.test(digits)) return { ok: true, kind: 'mobile', value: digits }
  if (service.test(digits)) return { ok: true, kind: 'service', value: digits }
  const parts = landline.exec(value) ?? landline.exec(digits)
  if (parts) return { ok: true, kind: 'landline', value: parts.slice(1).filter(Boolean).join('-') }
  const known = /^(1[3-9]|0[1-9]|400|800|95|96)/.test(digits)
  return { ok: false, problem: known ? 'wrong-length' : 'unknown-prefix' }
}
