import { z } from 'zod'

/** Who may sit at the desk. One account holds exactly one role: the three administrators must be three people (GB/T 22239-2019 8.1.4.2). */
export const Role = z.enum(['officer', 'liaison', 'supervisor', 'leader', 'analyst', 'sysadmin', 'secadmin', 'auditor'])
export type Role = z.infer<typeof Role>

/** The person (or the clock, or a link) behind an event, as they were at that moment. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    personId: z.string(),
    name: z.string(),
    role: Role,
    unitId: z.string(),
    // 代办: whoever was on leave and had the right to it; the person themself is who did it.
    onBehalfOf: z.object({ personId: z.string(), name: z.string() }).optional(),
  }),
  z.object({ kind: z.literal('system'), name: z.string() }),
  // Somebody without an account who was sent a link to one task; the name is what the issuer typed.
  z.object({ kind: z.literal('link'), linkId: z.string(), name: z.string(), taskId: z.string() }),
  // 好差评: whoever holds the one-time link that was sent to the applicant; `round` is what they were asked about.
  z.object({ kind: z.literal('applicant'), linkId: z.string(), round: z.int().nonnegative() }),
])
export type Actor = z.infer<typeof Actor>
export type PersonActor = Extract<Actor, { kind: 'person' }>

/** Whose matter it is: the person on leave where a stand-in acts for them, otherwise their own. */
export const principalIdOf = (actor: PersonActor): string => actor.onBehalfOf?.personId ?? actor.personId

/** As a log says it: 李四（代张三）. */
export function sayActor(actor: Actor, locale: 'zh' | 'en'): string {
  if (actor.kind === 'applicant') return locale === 'zh' ? '申请人' : 'The applicant'
  const absent = actor.kind === 'person' ? actor.onBehalfOf : undefined
  if (!absent) return actor.name
  return locale === 'zh' ? `${actor.name}（代${absent.name}）` : `${actor.name} (for ${absent.name})`
}
