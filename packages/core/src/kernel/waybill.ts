import { weightedSum, withoutSpacing } from './typed-number.ts'

export type WaybillProblem = 'wrong-shape' | 'unknown-prefix' | 'wrong-check'

type Wrong = { readonly ok: false; readonly problem: WaybillProblem }

export type S10Check =
  | {
      readonly ok: true
      readonly kind: 's10'
      readonly value: string
      readonly service: string
      readonly country: string
    }
  | Wrong
export type DomesticWaybillCheck = { readonly ok: true; readonly kind: 'domestic'; readonly value: string } | Wrong
export type WaybillCheck = S10Check | DomesticWaybillCheck

/** UPU S10 */
const s10Weights = [8, 6, 4, 2, 3, 5, 9, 7] as const

/** International item number: EA123456785CN. */
export function checkS10(typed: string): S10Check {
  const value = withoutSpacing(typed)
  const parts = /^([A-Z]{2})(\d{8})(\d)([A-Z]{2})$/.exec(value)
  if (!parts) return { ok: false, problem: 'wrong-shape' }
  const [, service = '', serial = '', check, country = ''] = parts
  const remainder = 11 - weightedSum([...serial].map(Number), s10Weights, 11)
  const expected = remainder === 10 ? 0 : remainder === 11 ? 5 : remainder
  return Number(check) === expected
    ? { ok: true, kind: 's10', value, service, country }
    : { ok: false, problem: 'wrong-check' }
}

/** Thirteen digits: 10–13 EMS, 97–99 快递包裹. Their check digit is not public, so only the shape is looked at. */
export function checkDomesticWaybill(typed: string): DomesticWaybillCheck {
  const value = withoutSpacing(typed)
  if (!/^\d{13}$/.test(value)) return { ok: false, problem: 'wrong-shape' }
  return /^(1[0-3]|9[789])/.test(value)
    ? { ok: true, kind: 'domestic', value }
    : { ok: false, problem: 'unknown-prefix' }
}

export function checkWaybill(typed: string): WaybillCheck {
  return /^[A-Z]/.test(withoutSpacing(typed)) ? checkS10(typed) : checkDomesticWaybill(typed)
}
