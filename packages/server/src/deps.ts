import type { Seal } from '@bancheng/core/kernel/sealed.ts'
import type { SipHealth } from '@bancheng/core/reception/contract.ts'
import type { Config } from './config.ts'
import type { Clock } from './platform/clock.ts'
import type { Crypto } from './platform/crypto.ts'
import type { Db } from './platform/db.ts'
import type { Files } from './platform/files.ts'
import type { Live } from './platform/live.ts'

/** What the rooms share. Functions take it and use the two things that they need. */
export type Deps = {
  readonly db: Db
  readonly clock: Clock
  readonly newId: () => string
  readonly crypto: Crypto
  readonly seal: Seal
  readonly files: Files
  readonly live: Live
  readonly config: Config
  /** How the telephone stands; set by whoever starts its connector. */
  readonly lines: { sip: (() => SipHealth) | null }
}
