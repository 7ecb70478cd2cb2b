import { weightedSum, withoutSpacing } from './typed-number.ts'

/** GB 32100-2015: no I, O, S, V, Z, which are read as 1, 0, 5, U, 2. */
export const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** GB 11714-1997, the organisation code inside. */
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2] as const

export type UsccProblem = 'wrong-length' | 'wrong-characters' | 'wrong-organisation-check' | 'wrong-check'

export type UsccCheck =
  | {
      readonly ok: true
      readonly value: string
      /** 登记管理部门: '1' 机构编制, '5' 民政, '9' 市场监管 … */
      readonly authority: string
      /** 登记管理部门 and 机构类别: '11' 机关, '91' 企业, '92' 个体工商户 … */
      readonly category: string
      readonly divisionCode: string
      readonly organisationCode: string
    }
  | { readonly ok: false; readonly problem: UsccProblem }

/** 统一社会信用代码. A few real codes fail their own check: a caller warns and lets a person overrule with a reason. */
export function checkUscc(typed: string): UsccCheck {
  const value = withoutSpacing(typed)
  if (value.length !== 18) return { ok: false, problem: 'wrong-length' }
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(value))
    return { ok: false, problem: 'wrong-characters' }
  const organisationCode = value.slice(8, 17)
  if (organisationCode[8] !== organisationCheckOf(organisationCode))
    return { ok: false, problem: 'wrong-organisation-check' }
  if (value[17] !== usccCheckOf([...value.slice(0, 17)].map((character) => usccAlphabet.indexOf(character))))
    return { ok: false, problem: 'wrong-check' }
  return {
    ok: true,
    value,
    authority: value.slice(0, 1),
    category: value.slice(0, 2),
    divisionCode: value.slice(2, 8),
    organisationCode,
  }
}

/**
 * GB 32100-2015: weights 3^(i−1) mod 31, which are all different for 30 places, so one wrong character or any two exchanged
 * ones always show. The outer modulo is for a sum of 0, which many published implementations get wrong.
 */
export function usccCheckOf(values: readonly number[]): string | undefined {
  let sum = 0
  let weight = 1
  for (const value of values) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return usccAlphabet[(31 - (sum % 31)) % 31]
}

function organisationCheckOf(code: string): string {
  const values = [...code.slice(0, 8)].map((character) => Number.parseInt(character, 36))
  const check = 11 - weightedSum(values, organisationWeights, 11)
  return check === 10 ? 'X' : String(check % 11)
}
