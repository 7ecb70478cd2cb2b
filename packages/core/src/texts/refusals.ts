import { type Facts, type Refusal, type RefusalCode, refusalCodes } from '../kernel/refusal.ts'
import { type Instant, sayInstant } from '../kernel/time.ts'
import { labels } from './labels.ts'
import { refusalsEn } from './refusals.en.ts'
import { refusalsZh } from './refusals.zh.ts'

export type Locale = 'zh' | 'en'

/** For each code: what is the matter, and what to do next. `{name}` stands for a fact. */
export type RefusalTexts = Readonly<Record<RefusalCode, readonly [title: string, nextStep: string]>>

const texts = { zh: refusalsZh, en: refusalsEn } as const satisfies Record<Locale, RefusalTexts>

const conflict: readonly RefusalCode[] = [
  'version-conflict',
  'entry-changed',
  'idempotency-conflict',
  'case-ended',
  'case-not-open-for-handling',
  'case-already-accepted',
  'case-not-accepted',
  'case-not-resolved',
  'case-already-resolved',
  'case-not-ended',
  'task-not-open',
  'task-already-signed',
  'task-waits-for-child',
  'task-return-forbidden',
  'task-return-too-late',
  'unit-already-asked',
  'extension-too-late',
  'extension-too-near',
  'extension-pending',
  'extension-used-up',
  'extension-decided-too-late',
  'procedure-running',
  'procedure-used-up',
  'clock-stopped',
  'paper-already-ended',
  'tolerance-already-pending',
  'delivery-ended',
  'delivery-not-posted',
  'result-missing',
  'result-not-told',
  'tasks-open',
  'closing-gate',
  'follow-up-try-again',
  'hand-over-pending',
  'setup-done',
  'contact-saved',
  'reception-task-ended',
  'report-not-corrected',
  'report-already-there',
  'ladder-at-top',
  'policy-version-kept',
  'review-too-early',
  'review-frozen',
  'review-entry-removed',
  'review-entry-on-list',
  'instruction-not-open',
  'instruction-not-answered',
  'link-locked',
  'link-code-spent',
  'rating-given',
  'follow-up-rated',
  'rating-none',
  'rating-not-asked',
  'rating-additions-full',
  'rating-link-expired',
  'rating-link-revoked',
  'link-expired',
  'link-revoked',
  'link-used',
  'link-over',
  'link-files-full',
  'copy-unread',
  'copy-none',
  'urged-today',
  'leave-over',
  'leave-begun',
  'leave-not-begun',
  'leave-overlaps',
  'stand-in-away',
  'stand-in-away-alone',
  'stand-in-circle',
  'hand-over-away',
  'hand-over-away-alone',
  'countersign-refused',
  'refusal-settled',
  'transfer-came-from-there',
  'reply-used',
  'supervision-pending',
]
const special: Partial<Record<RefusalCode, number>> = {
  'invalid-input': 400,
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'account-locked': 423,
  'password-must-change': 403,
  forbidden: 403,
  'csrf-failed': 403,
  'extension-of-another': 403,
  'telephony-off': 404,
  'sms-receipts-off': 404,
  'signature-invalid': 401,
  'signature-too-old': 401,
  'follow-up-by-handler': 403,
  'follow-up-by-unit': 403,
  'negative-not-yours': 403,
  'in-person-only': 403,
  'hand-over-to-oneself': 403,
  'leave-of-others': 403,
  'link-unknown': 404,
  'rating-link-unknown': 404,
  'link-code-needed': 401,
  'link-code-wrong': 403,
  'link-code-barred': 403,
  'case-not-visible': 404,
  'not-found': 404,
  'task-not-found': 404,
  'paper-not-found': 404,
  'tolerance-not-found': 404,
  'delivery-not-found': 404,
  'file-unknown': 404,
  'payload-too-large': 413,
  'too-many-requests': 429,
}

/** The HTTP status of a refusal: what does not fit now is 409, what cannot be right as typed is 422. */
export const refusalStatus = Object.fromEntries(
  refusalCodes.map((code) => [code, special[code] ?? (conflict.includes(code) ? 409 : 422)]),
) as Record<RefusalCode, number> // every code is in the list that it is made from

const fieldNames: Record<Locale, Record<string, string>> = {
  zh: { uscc: '统一社会信用代码', identity: '证件号码', phone: '电话号码', waybill: '运单号' },
  en: {
    uscc: 'The social credit code',
    identity: 'The identity number',
    phone: 'The phone number',
    waybill: 'The waybill',
  },
}

const isInstant = (value: string): value is Instant => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(value)

/** What a gate misses is named by its code, and by its thing behind a colon (cases/rules/result.ts). */
function sayMissing(text: string, locale: Locale): string | null {
  const [what = '', ...label] = text.split(': ')
  const names: Readonly<Record<string, string>> = labels[locale].missing
  const name = names[what]
  if (!name || label.length === 0) return name ?? null
  return locale === 'zh' ? `${name}（${label.join(': ')}）` : `${name} (${label.join(': ')})`
}

function say(fact: Facts[string] | undefined, locale: Locale): string {
  if (fact === null || fact === undefined) return ''
  if (typeof fact === 'object')
    return fact.map((one) => sayMissing(one, locale) ?? one).join(locale === 'zh' ? '、' : ', ')
  const text = String(fact)
  return isInstant(text) ? sayInstant(text) : (fieldNames[locale][text] ?? text)
}

/** The two sentences of a refusal, in the words of the person who reads them. */
export function describeRefusal(
  refusal: Pick<Refusal, 'code' | 'facts'>,
  locale: Locale,
): { title: string; nextStep: string } {
  const [title, nextStep] = texts[locale][refusal.code]
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => say(refusal.facts[name], locale))
  return { title: fill(title), nextStep: fill(nextStep) }
}
