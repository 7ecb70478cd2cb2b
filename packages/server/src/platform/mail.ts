import { createTransport } from 'nodemailer'
import type { OutsideConfig } from '../config.ts'
import { Undeliverable } from './undeliverable.ts'

export type Mail = {
  /** The same message tried again keeps its id, so that a mailbox can tell. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

const TIMEOUT_MS = 10_000

/**
 * @throws Undeliverable when the server refuses this address or letter for good (5xx)
 * @throws Error when it did not take it now: busy, away, no TLS where it is required, wrong password
 */
export async function sendMail({ smtpUrl, isTlsRequired, mailFrom }: OutsideConfig, mail: Mail): Promise<void> {
  if (!smtpUrl) throw new Error('no mail server')
  const transport = createTransport({
    url: smtpUrl,
    requireTLS: isTlsRequired,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
  try {
    const { messageId, ...rest } = mail
    await transport.sendMail({
      ...rest,
      from: mailFrom,
      messageId: `<${messageId}@bancheng>`,
      textEncoding: 'base64', // most of what is said is Chinese
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    throw faultOf(error)
  } finally {
    transport.close()
  }
}

/** What a server answers may name the person: only its code is kept. */
function faultOf(error: unknown): Error {
  const { code = 'fault', responseCode = 0, command = '' } = error as Partial<SmtpFault> // the shape of the library's own
  const said = responseCode ? `SMTP ${responseCode} to ${command}` : `SMTP ${code}`
  // A wrong password is refused with 5xx too, and is mended without touching the letter.
  const isForGood = responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA')
  return isForGood ? new Undeliverable(said) : new Error(said)
}
type SmtpFault = { readonly code: string; readonly responseCode: number; readonly command: string }
