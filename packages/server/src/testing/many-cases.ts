import { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { registerCase } from '@bancheng/core/cases/rules/register.ts'
import { caseNoOf } from '@bancheng/core/kernel/case-no.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import { decide } from '@bancheng/core/may.ts'
import { loadContext } from '../cases/context.ts'
import { recordAll } from '../cases/record.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../platform/db.ts'
import { SAMPLE_CENTER_ID, samplePeople, sampleUnits } from '../sample/ids.ts'

export const CASES_A_TIME = 500

/**
 * Cases that an officer took on in the same minute, by the real rules, written by the real door.
 * @param afterEach told how many there are after each lot of them
 */
export async function takeOn(
  deps: Deps,
  count: number,
  afterEach: (written: number) => Promise<void> = async () => {},
): Promise<void> {
  const actor = {
    kind: 'person',
    personId: samplePeople.officer1,
    name: '林静',
    role: 'officer',
    unitId: sampleUnits.window,
  } as const
  const context = await loadContext(deps, deps.db, { centerId: SAMPLE_CENTER_ID, actor, state: null })
  const input = RegisterCase.parse({
    channel: 'walk-in',
    applicant: { kind: 'person', name: '王芳', phone: '17000000001' },
    want: '注销食品经营许可证，取回商场押金',
    pain: 'hard',
  })
  const date = localDateOf(context.now)
  for (let first = 0; first < count; first += CASES_A_TIME) {
    const size = Math.min(CASES_A_TIME, count - first)
    await inTransaction(deps.db, async (tx) => {
      const born = Array.from({ length: size }, (_, index) => {
        const running = first + index + 1
        // A real day has no five digits of them.
        const caseNo = caseNoOf({ letters: 'JA', date, running: running % 10_000 }).replace(
          '-',
          `${Math.floor(running / 10_000)}-`,
        )
        const key = { centerId: SAMPLE_CENTER_ID, caseId: deps.newId() }
        return { key, before: null, context, events: registerCase({ ...key, caseNo }, input, context) }
      })
      const states = await recordAll(tx, born)
      const accepted = states.map((before) => ({
        key: { centerId: SAMPLE_CENTER_ID, caseId: before.caseId },
        before,
        context,
        events: decide('acceptCase', before, { grade: 'simple', reason: '', limit: null }, context),
      }))
      await recordAll(tx, accepted)
    })
    await afterEach(first + size)
  }
}
