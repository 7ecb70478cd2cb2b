import { LocalDate } from './time.ts'
import { withoutSpacing } from './typed-number.ts'
import { usccCheckOf } from './uscc.ts'

export type CaseNoProblem = 'wrong-shape' | 'wrong-date' | 'wrong-check'

export type CaseNoCheck =
  | {
      readonly ok: true
      readonly caseNo: string
      readonly letters: string
      readonly date: LocalDate
      readonly running: number
    }
  | { readonly ok: false; readonly problem: CaseNoProblem }

export type CaseNoParts = { readonly letters: string; readonly date: LocalDate; readonly running: number }

const shape = /^([A-Z]{1,6})(\d{8})(\d{4,6})([\dA-HJ-NP-RTUW-Y])$/

/**
 * JA-20230509-0007-K: the centre's letters, the day, the day's running number and a check character, for numbers that are
 * read aloud on the phone. The check is that of the 统一社会信用代码 (GB 32100-2015: weights 3^(i−1) modulo 31, alphabet
 * without I O S V Z), taken over letters (A = 1 … Z = 26) and digits: one wrong character and any two exchanged are found.
 */
export function caseNoOf({ letters, date, running }: CaseNoParts): string {
  const day = date.replaceAll('-', '')
  const number = String(running).padStart(4, '0')
  const caseNo = `${letters}-${day}-${number}-${checkCharacterOf(letters + day + number)}`
  if (!shape.test(caseNo.replaceAll('-', '')))
    throw new Error(`no case number can be made of ${letters} and ${running}`)
  return caseNo
}

/** As typed: in lower case, without dashes, with blanks. */
export function checkCaseNo(typed: string): CaseNoCheck {
  const parts = shape.exec(withoutSpacing(typed))
  if (!parts) return { ok: false, problem: 'wrong-shape' }
  const [, letters = '', day = '', number = '', check] = parts
  const date = LocalDate.safeParse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`)
  if (!date.success) return { ok: false, problem: 'wrong-date' }
  if (check !== checkCharacterOf(letters + day + number)) return { ok: false, problem: 'wrong-check' }
  const running = Number(number)
  return { ok: true, caseNo: `${letters}-${day}-${number}-${check}`, letters, date: date.data, running }
}

const checkCharacterOf = (text: string): string | undefined =>
  usccCheckOf([...text].map((character) => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 64)))
