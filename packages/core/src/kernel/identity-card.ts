import { LocalDate } from './time.ts'
import { weightedSum, withoutSpacing } from './typed-number.ts'

export type IdentityCardKind =
  | 'identity-card' // 居民身份证, 18
  | 'identity-card-old' // before 1999, 15
  | 'residence-permit-hmt' // 港澳台居民居住证
  | 'permanent-residence' // 外国人永久居留身份证, 18, since 2023
  | 'permanent-residence-old' // 15
  | 'travel-permit-hk-macao' // 港澳居民来往内地通行证
  | 'travel-permit-taiwan' // 台湾居民来往大陆通行证
  | 'passport'

export type IdentityCardProblem =
  | 'wrong-length'
  | 'wrong-characters'
  | 'wrong-division'
  | 'wrong-birth-date'
  | 'wrong-check'

export type IdentityCardCheck =
  | {
      readonly ok: true
      readonly kind: IdentityCardKind
      readonly value: string
      /** The number says these for a resident only; a travel document says neither. */
      readonly birthDate: LocalDate | null
      readonly sex: 'male' | 'female' | null
      /** Where the first card was given out; the code may have been abolished since. */
      readonly divisionCode: string | null
    }
  | { readonly ok: false; readonly problem: IdentityCardProblem }

/** GB 11643-1999 (ISO 7064 MOD 11-2) */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'
const province = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
const homeReturnDivision = /^8[1-3]0000/

/** Any number by which a person may prove who they are, recognised by its shape and checked as far as its rule is public. */
export function checkIdentityCard(typed: string): IdentityCardCheck {
  const value = withoutSpacing(typed)
  if (/^\d{17}[\dX]$/.test(value)) return value.startsWith('9') ? checkForeigner(value) : checkResident(value)
  if (/^\d{15}$/.test(value)) return checkOld(value)
  if (/^[A-Z]{3}\d{12}$/.test(value)) return withoutFacts('permanent-residence-old', value)
  if (/^[HM]\d{8}(\d{2})?$/.test(value)) return withoutFacts('travel-permit-hk-macao', value)
  if (/^\d{8}$/.test(value)) return withoutFacts('travel-permit-taiwan', value)
  if (/^(?=.*\d)[A-Z\d]{7,9}$/.test(value)) return withoutFacts('passport', value)
  return { ok: false, problem: value.length === 18 || value.length === 15 ? 'wrong-characters' : 'wrong-length' }
}

const withoutFacts = (kind: IdentityCardKind, value: string): IdentityCardCheck => ({
  ok: true,
  kind,
  value,
  birthDate: null,
  sex: null,
  divisionCode: null,
})

function checkResident(value: string): IdentityCardCheck {
  if (!province.test(value)) return { ok: false, problem: 'wrong-division' }
  const kind = homeReturnDivision.test(value) ? 'residence-permit-hmt' : 'identity-card'
  return checkEighteen(kind, value, value.slice(0, 6))
}

/** 9, two digits of the place of application, three of the country, then as every resident. */
const checkForeigner = (value: string): IdentityCardCheck => checkEighteen('permanent-residence', value, null)

function checkEighteen(kind: IdentityCardKind, value: string, divisionCode: string | null): IdentityCardCheck {
  const birthDate = birthDateOf(value.slice(6, 14))
  if (!birthDate) return { ok: false, problem: 'wrong-birth-date' }
  if (value[17] !== checkCharacters[weightedSum([...value.slice(0, 17)].map(Number), weights, 11)])
    return { ok: false, problem: 'wrong-check' }
  return { ok: true, kind, value, birthDate, sex: sexOf(value.slice(14, 17)), divisionCode }
}

/** Fifteen digits were given out until 1999, to people born in the 1900s, and carry no check. */
function checkOld(value: string): IdentityCardCheck {
  if (!province.test(value)) return { ok: false, problem: 'wrong-division' }
  const birthDate = birthDateOf(`19${value.slice(6, 12)}`)
  if (!birthDate) return { ok: false, problem: 'wrong-birth-date' }
  return {
    ok: true,
    kind: 'identity-card-old',
    value,
    birthDate,
    sex: sexOf(value.slice(12)),
    divisionCode: value.slice(0, 6),
  }
}

function birthDateOf(digits: string): LocalDate | null {
  const date = LocalDate.safeParse(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`)
  return date.success && date.data >= '1800' && date.data < '2100' ? date.data : null
}

const sexOf = (sequence: string): 'male' | 'female' => (Number(sequence) % 2 === 1 ? 'male' : 'female')
