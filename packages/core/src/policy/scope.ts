import { z } from 'zod'
import { ScopeReason, StandardScopeReason } from '../cases/words.ts'

/** 不予受理情形 that a centre's own rule names, with its 救济途径. */
export const OwnScopeReason = z.strictObject({
  reason: ScopeReason.refine((reason) => !StandardScopeReason.safeParse(reason).success, {
    error: 'a standard reason keeps its own meaning: choose another key',
  }),
  name: z.string().max(60).regex(/\S/),
  remedy: z.string().max(500).regex(/\S/),
})
export type OwnScopeReason = z.infer<typeof OwnScopeReason>

type Scope = {
  readonly scopeReasons: readonly StandardScopeReason[]
  readonly ownScopeReasons: readonly OwnScopeReason[]
  readonly remedies: Readonly<Record<StandardScopeReason, string>>
}

/** A reason as this centre knows it: `name` is absent where the usual word is meant. */
export type KnownScopeReason = { readonly reason: ScopeReason; readonly name?: string; readonly remedy: string }

/** Every reason for which this centre takes no case on, and where each sends the person. */
export const scopeReasonsOf = ({ scopeReasons, ownScopeReasons, remedies }: Scope): readonly KnownScopeReason[] => [
  ...scopeReasons.map((reason) => ({ reason, remedy: remedies[reason] })),
  ...ownScopeReasons,
]

export const scopeReasonOf = (policy: Scope, reason: ScopeReason): KnownScopeReason | undefined =>
  scopeReasonsOf(policy).find((one) => one.reason === reason)

/** No reason at all, or one key for two reasons. */
export function scopeFaults({ scopeReasons, ownScopeReasons }: Pick<Scope, 'scopeReasons' | 'ownScopeReasons'>) {
  const keys = ownScopeReasons.map(({ reason }) => reason)
  return [
    ...(scopeReasons.length + keys.length > 0 ? [] : [{ path: ['scopeReasons'], message: 'at least one reason' }]),
    ...keys.flatMap((key, index) =>
      keys.indexOf(key) === index
        ? []
        : [{ path: ['ownScopeReasons', index, 'reason'], message: `${key} stands there twice` }],
    ),
  ]
}

/** A key that none of the centre's own reasons has yet. */
export const freshReason = (own: readonly OwnScopeReason[]): ScopeReason =>
  Array.from({ length: own.length + 1 }, (_, index) => `own-${index + 1}`).find(
    (key) => !own.some(({ reason }) => reason === key),
  ) ?? 'own-1'
