import type { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { TelephonyHealth } from '@bancheng/core/reception/contract.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Deps } from '../../deps.ts'
import type { Source } from './store.ts'

type Refused = TelephonyHealth['http']['refused']

/** What was turned away since the start: an exchange with a wrong secret says nothing of it itself. */
export class Doorkeeper {
  #refused: Refused = null
  get refused(): Refused {
    return this.#refused
  }
  refuse({ code, facts }: Refusal, at: Instant): void {
    this.#refused = { code, at, field: typeof facts.field === 'string' ? facts.field : null }
  }
}

/** How the desk stands with its exchanges. */
export async function telephonyHealth(deps: Deps, centerId: string, { refused }: Doorkeeper): Promise<TelephonyHealth> {
  const [http, sip] = await Promise.all([lastHeard(deps, centerId, 'http'), lastHeard(deps, centerId, 'sip')])
  const standing = deps.lines.sip?.() ?? null
  return {
    http: { isOn: deps.config.telephonySecret !== null, heardAt: http, refused },
    sip: standing && { ...standing, heardAt: sip },
  }
}

async function lastHeard({ db }: Deps, centerId: string, source: Source): Promise<Instant | null> {
  const { rows } = await sql`
    select max(received_at) as at from telephony_event where center_id = ${centerId} and source = ${source}
  `.execute(db)
  return z.array(z.object({ at: Instant.nullable() })).parse(rows)[0]?.at ?? null
}
