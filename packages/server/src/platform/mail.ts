import { createTransport } from 'nodemailer'
import type { OutsideConfig } from '../config.ts'

export type Mail = {
  /** The same message tried again keeps its id, so that a mailbox can tell. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** @throws Error when the server did not take it */
export async function sendMail({ smtpUrl, mailFrom }: OutsideConfig, mail: Mail): Promise<void> {
  if (!smtpUrl) throw new Error('no mail server')
  const transport = createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 20_000 })
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
  } finally {
    transport.close()
  }
}
