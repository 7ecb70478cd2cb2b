import { resolve } from 'node:path'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { z } from 'zod'
import { StartupError } from './platform/startup-error.ts'

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BANCHENG_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  /** 32 bytes in base64: the key of personal data. Without it one is made and kept in the data folder. */
  BANCHENG_KEY: z
    .base64()
    .refine((key) => Buffer.from(key, 'base64').length === 32, 'not 32 bytes')
    .optional(),
  /** Set to true behind HTTPS: cookies are then sent over HTTPS only. */
  BANCHENG_SECURE_COOKIES: z.stringbool().default(false),
  /** The secret by which a telephone exchange signs its events; without it the connector is off. */
  BANCHENG_TELEPHONY_SECRET: z.string().min(16).optional(),
  /** Where the SIP connector listens (address:port), and `extension[:password]@host[:port]` of each extension that it rings along with. */
  BANCHENG_SIP_LISTEN: z
    .string()
    .regex(/^[\d.]+:\d{1,5}$/)
    .optional(),
  BANCHENG_SIP_ACCOUNTS: z.string().optional(),
  /** `sample` loads the sample centre into an empty database; `none` leaves it empty for first-run. */
  BANCHENG_SAMPLE: z.enum(['sample', 'none']).default('sample'),
  /** An OpenAI-compatible server of the centre's own, and the model there. Without an address there is no assistant. */
  BANCHENG_ASSISTANT_URL: z.url({ protocol: /^https?$/ }).optional(),
  BANCHENG_ASSISTANT_MODEL: z.string().min(1).default('default'),
  BANCHENG_ASSISTANT_KEY: z.string().min(1).optional(),
  BANCHENG_ASSISTANT_SECONDS: z.coerce.number().min(0.1).max(600).default(30),
  /** `smtp://user:password@host:port`, or `smtps://`; without it no e-mail is sent. */
  BANCHENG_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  /** Whether a letter may leave without TLS; by default only to a mail server on this machine. */
  BANCHENG_SMTP_TLS: z.enum(['required', 'optional']).optional(),
  BANCHENG_MAIL_FROM: z.string().min(3).default('Bancheng <bancheng@localhost>'),
  /** Where an SMS is handed over (server/notifications/sms.ts), and the secret that signs it. */
  BANCHENG_SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  BANCHENG_SMS_SECRET: z.string().min(16).optional(),
  /** The address under which the desk is reached from outside; links in messages begin with it. */
  BANCHENG_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Only with the sample centre: the clock is put here at the start, so that months can be shown in minutes. */
  BANCHENG_TEST_CLOCK: z.iso.datetime({ precision: 3 }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
})

/** Where the assistant is asked; what leaves for it carries no personal data (core/triage/outgoing.ts). */
export type AssistantConfig = {
  readonly url: string
  readonly model: string
  readonly key: string | null
  readonly timeoutMs: number
}

/** How people are told who do not look at the desk. */
export type OutsideConfig = {
  readonly smtpUrl: string | null
  readonly isTlsRequired: boolean
  readonly mailFrom: string
  readonly sms: { readonly url: string; readonly secret: string } | null
  readonly publicUrl: string | null
}

export type Config = {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly databaseUrl: string | null
  readonly key: string | null
  readonly secureCookies: boolean
  readonly telephonySecret: string | null
  readonly sip: { readonly listen: string; readonly accounts: string } | null
  readonly loadSample: boolean
  readonly assistant: AssistantConfig | null
  readonly outside: OutsideConfig
  readonly testClock: Instant | null
  readonly logLevel: string
}

/** Every environment variable, read once. @throws StartupError naming the variable that is wrong */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(filled)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? '')
    throw new StartupError(
      `环境变量 ${name} 的值不正确，请修改后重新启动。`,
      `The environment variable ${name} has a wrong value (${issue?.message}).`,
    )
  }
  const read = parsed.data
  if (Boolean(read.BANCHENG_SMS_URL) !== Boolean(read.BANCHENG_SMS_SECRET))
    throw new StartupError(
      'BANCHENG_SMS_URL 和 BANCHENG_SMS_SECRET 要一起填写，或都不填。',
      'BANCHENG_SMS_URL and BANCHENG_SMS_SECRET go together.',
    )
  return {
    port: read.PORT,
    host: read.HOST,
    dataFolder: resolve(read.BANCHENG_DATA),
    databaseUrl: read.DATABASE_URL ?? null,
    key: read.BANCHENG_KEY ?? null,
    secureCookies: read.BANCHENG_SECURE_COOKIES,
    telephonySecret: read.BANCHENG_TELEPHONY_SECRET ?? null,
    sip: read.BANCHENG_SIP_LISTEN
      ? { listen: read.BANCHENG_SIP_LISTEN, accounts: read.BANCHENG_SIP_ACCOUNTS ?? '' }
      : null,
    loadSample: read.BANCHENG_SAMPLE === 'sample',
    assistant: assistantOf(read),
    outside: outsideOf(read),
    // An instant of exactly this shape went through the schema above.
    testClock: (read.BANCHENG_TEST_CLOCK as Instant | undefined) ?? null,
    logLevel: read.LOG_LEVEL,
  }
}

function assistantOf(read: z.output<typeof Environment>): AssistantConfig | null {
  if (!read.BANCHENG_ASSISTANT_URL) return null
  return {
    url: read.BANCHENG_ASSISTANT_URL,
    model: read.BANCHENG_ASSISTANT_MODEL,
    key: read.BANCHENG_ASSISTANT_KEY ?? null,
    timeoutMs: read.BANCHENG_ASSISTANT_SECONDS * 1_000,
  }
}

/** A mail server on this machine needs no TLS to be reached safely. */
const usualTls = (url: string | undefined) =>
  url && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname) ? 'optional' : 'required'

const outsideOf = (read: z.output<typeof Environment>): OutsideConfig => ({
  smtpUrl: read.BANCHENG_SMTP_URL ?? null,
  isTlsRequired: (read.BANCHENG_SMTP_TLS ?? usualTls(read.BANCHENG_SMTP_URL)) === 'required',
  mailFrom: read.BANCHENG_MAIL_FROM,
  sms:
    read.BANCHENG_SMS_URL && read.BANCHENG_SMS_SECRET
      ? { url: read.BANCHENG_SMS_URL, secret: read.BANCHENG_SMS_SECRET }
      : null,
  publicUrl: read.BANCHENG_PUBLIC_URL ?? null,
})
