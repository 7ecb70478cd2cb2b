import type { ProblemDetails } from '@bancheng/core/kernel/problem.ts'
import { Refusal, type RefusalCode } from '@bancheng/core/kernel/refusal.ts'
import { describeRefusal, type Locale, refusalStatus } from '@bancheng/core/texts/refusals.ts'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { newId } from './ids.ts'

/** A refusal with more to show than its sentence. */
export class DetailedRefusal extends Refusal {
  readonly extra: Partial<ProblemDetails>
  constructor(code: RefusalCode, extra: Partial<ProblemDetails>) {
    super(code)
    this.extra = extra
  }
}

/** The reader's language: what they chose on the page, or else what the browser asks for. */
export function localeOf(request: FastifyRequest): Locale {
  const chosen = request.cookies.bancheng_locale
  if (chosen === 'zh' || chosen === 'en') return chosen
  return request.headers['accept-language']?.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

function problemOf(refusal: Refusal, locale: Locale): ProblemDetails {
  const { title, nextStep } = describeRefusal(refusal, locale)
  const extra = refusal instanceof DetailedRefusal ? refusal.extra : {}
  return {
    type: `urn:bancheng:${refusal.code}`,
    title,
    status: refusalStatus[refusal.code],
    detail: nextStep,
    code: refusal.code,
    ...extra,
  }
}

const fault = {
  zh: ['系统出现故障', '您填写的内容没有丢失，请稍候再试；仍不行请把编号告诉系统管理员。'],
  en: [
    'Something broke in the system',
    'Nothing you typed is lost; try again, or give this reference to the administrator.',
  ],
} as const

const send = (reply: FastifyReply, problem: ProblemDetails) =>
  reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem))

/** Fastify's own refusals (too large, wrong media type, bad JSON) in our words. */
const codeOfStatus: Partial<Record<number, RefusalCode>> = { 413: 'payload-too-large', 429: 'too-many-requests' }

/** Every error leaves as a problem: a refusal with its way out, a fault with a reference that the log knows. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const locale = localeOf(request)
  if (error instanceof Refusal) return send(reply, problemOf(error, locale))
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      message: issue.message ?? '',
    }))
    return send(reply, { ...problemOf(new Refusal('invalid-input'), locale), errors })
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 500) {
    const known = codeOfStatus[status]
    return send(reply, { ...problemOf(new Refusal(known ?? 'invalid-input'), locale), status })
  }
  const reference = newId()
  request.log.error({ err: error, reference }, 'fault')
  const [title, detail] = fault[locale]
  return send(reply, { type: 'about:blank', title, status: 500, detail, code: 'fault', reference })
}

export const answerNotFound = (request: FastifyRequest, reply: FastifyReply) =>
  send(reply, problemOf(new Refusal('not-found'), localeOf(request)))
