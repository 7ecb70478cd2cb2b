/** Every way in which the system says no to a person. A closed list: each code has a status and two texts (texts/refusals*.ts). */
export const refusalCodes = [
  'not-signed-in',
  'wrong-credentials',
  'account-locked',
  'password-must-change',
  'password-too-weak',
  'password-reused',
  'forbidden',
  'case-not-visible',
  'not-found',
  'invalid-input',
  'version-conflict',
  'idempotency-conflict',
  'csrf-failed',
  'too-many-requests',
  'payload-too-large',
  'case-ended',
  'case-not-open-for-handling',
  'case-already-accepted',
  'case-not-accepted',
  'case-not-resolved',
  'case-already-resolved',
  'case-not-ended',
  'remedy-required',
  'unknown-scope-reason',
  'identifier-suspect',
  'grade-unchanged',
  'task-not-found',
  'task-not-open',
  'task-wrong-kind',
  'task-not-signed',
  'task-already-signed',
  'task-waits-for-child',
  'task-return-forbidden',
  'task-return-too-late',
  'unit-unknown',
  'unit-same',
  'unit-not-superior',
  'unit-already-asked',
  'one-lead-needed',
  'person-unknown',
  'person-not-handler',
  'form-unknown',
  'form-invalid',
  'plan-step-unknown',
  'plan-has-cycle',
  'extension-too-late',
  'extension-pending',
  'extension-used-up',
  'extension-not-later',
  'applicant-not-told',
  'clock-stopped',
  'paper-not-found',
  'paper-already-ended',
  'receipt-empty',
  'tolerance-not-found',
  'tolerance-principal-document',
  'tolerance-ground-required',
  'tolerance-beyond-promise',
  'tolerance-already-pending',
  'delivery-not-found',
  'delivery-ended',
  'delivery-not-posted',
  'waybill-invalid',
  'result-basis-required',
  'result-proof-required',
  'result-missing',
  'result-not-told',
  'tasks-open',
  'closing-gate',
  'follow-up-by-handler',
  'follow-up-answer-incomplete',
  'follow-up-try-again',
  'hand-over-pending',
  'hand-over-same',
  'entry-unknown',
  'correction-empty',
  'file-unknown',
  'import-refused',
  'setup-done',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** What the sentence needs: names, numbers, dates. Never a phone or an identity number. */
export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A sentence to a person with a way out. Anything else that is thrown is a fault. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly facts: Facts

  constructor(code: RefusalCode, facts: Facts = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}
