import { factsForTasks } from '../../policy/limits.ts'
import type { RegisterCase } from '../commands.ts'
import type { Context } from '../context.ts'
import type { CaseEvent } from '../events.ts'
import { sealApplicant } from '../identity-checks.ts'
import { openTask } from '../tasks.ts'

/** Somebody asks for help. Whoever writes it down owns it until another person takes it over (首问负责制). */
export function registerCase(
  identity: { centerId: string; caseId: string; caseNo: string },
  input: RegisterCase,
  ctx: Context,
): readonly CaseEvent[] {
  const { applicant, ...rest } = input
  const ofCase = factsForTasks({ grade: null, channel: input.channel, applicant, item: input.item ?? null })
  return [
    {
      type: 'CaseRegistered',
      payload: { ...identity, ...rest, applicant: sealApplicant(applicant, input.overrides, ctx) },
    },
    openTask({ ...ctx, ofCase }, { kind: 'accept', party: { kind: 'window' }, ask: input.want }),
  ]
}
