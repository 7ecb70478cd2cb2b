export type PasswordProblem = 'too-short' | 'too-long' | 'too-few-classes' | 'contains-name'

/** Ten characters, three of four classes: stricter than the eight that GB/T 22239-2019 8.1.4.1 is read to ask. */
export const PASSWORD_LENGTH = 10
/** A hash of any length costs the same to store, but not to compute. */
const LONGEST = 200
export const PASSWORD_CLASSES = 3
/** 口令历史: none of the last five may come back. */
export const PASSWORD_HISTORY = 5

const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u]

/** What is wrong with a new password, or null; the page and the server ask the same function. */
export function passwordProblem(password: string, signInName: string): PasswordProblem | null {
  const length = [...password].length
  if (length < PASSWORD_LENGTH) return 'too-short'
  if (length > LONGEST) return 'too-long'
  if (classes.filter((one) => one.test(password)).length < PASSWORD_CLASSES) return 'too-few-classes'
  if (signInName.length >= 4 && password.toLowerCase().includes(signInName.toLowerCase())) return 'contains-name'
  return null
}
