import { useCallback, useRef, useState } from 'react'

const prefix = (personId: string) => `bancheng.draft.${personId}.`
/** A shared desk must not keep a stranger's papers: older drafts are swept. */
const KEEP_MS = 7 * 24 * 3_600_000

type Kept<T> = { readonly at: number; readonly value: T }

function read<T>(key: string): T | null {
  try {
    const kept: Kept<T> | null = JSON.parse(localStorage.getItem(key) ?? 'null')
    return kept && Date.now() - kept.at < KEEP_MS ? kept.value : null
  } catch {
    return null // unreadable: as good as none
  }
}

/**
 * What was typed and not yet sent. It outlives a reload, a crash and a lost session; it ends when it is sent or when
 * the person signs out. `T` must survive JSON.
 */
export function useDraft<T>(personId: string, name: string, initial: T) {
  const key = prefix(personId) + name
  const [value, setValue] = useState<T>(() => read<T>(key) ?? initial)
  const isRestored = useRef(read<T>(key) !== null)
  const keep = useCallback(
    (next: T) => {
      setValue(next)
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), value: next } satisfies Kept<T>))
    },
    [key],
  )
  const forget = useCallback(() => {
    localStorage.removeItem(key)
    setValue(initial)
  }, [key, initial])
  return { value, keep, forget, isRestored: isRestored.current }
}

export function forgetDrafts(personId: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix(personId))) localStorage.removeItem(key)
}
