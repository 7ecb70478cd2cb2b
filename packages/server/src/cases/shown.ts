import type { CaseState } from '@bancheng/core/cases/state.ts'

const isSealed = (value: object): value is { masked: string } => 'sealed' in value && 'masked' in value

/** A copy in which every sealed number has only its mask: neither ciphertext nor digest leaves the server. */
function withoutCiphertexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutCiphertexts)
  if (typeof value !== 'object' || value === null) return value
  if (isSealed(value)) return { masked: value.masked, sealed: '', digest: '' }
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withoutCiphertexts(field)]))
}

// The shape stays: only strings inside of sealed numbers are emptied.
export const shownState = (state: CaseState): CaseState => withoutCiphertexts(state) as CaseState
