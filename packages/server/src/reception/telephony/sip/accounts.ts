export type Account = {
  readonly extension: string
  /** Null: the exchange rings this desk without a registration. */
  readonly password: string | null
  readonly host: string
  readonly port: number
}

/** Where this desk itself is reached. */
export type Here = { readonly address: string; readonly port: number }

/** `extension[:password]@host[:port]`, separated by commas. @throws Error naming the one that cannot be read */
export function readAccounts(text: string): Account[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, extension, password, host, port] = /^([^:@\s]+)(?::(.+))?@([\w.-]+)(?::(\d{1,5}))?$/.exec(one) ?? []
      if (!extension || !host) throw new Error(`no SIP account: ${one.replace(/:.*@/, ':…@')}`)
      return { extension, password: password ?? null, host, port: port ? Number(port) : 5060 }
    })
}
