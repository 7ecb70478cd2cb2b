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

/** Drafts of which there may be any number, kept one by one: two windows do not write over each other. */
export function draftsOf<T>(personId: string, name: string) {
  const start = `${prefix(personId)}${name}.`
  return {
    all: (): T[] =>
      Object.keys(localStorage).flatMap((key) => {
        const value = key.startsWith(start) ? read<T>(key) : null
        return value === null ? [] : [value]
      }),
    keep: (id: string, value: T) =>
      localStorage.setItem(start + id, JSON.stringify({ at: Date.now(), value } satisfies Kept<T>)),
    forget: (id: string) => localStorage.removeItem(start + id),
  }
}

export function forgetDrafts(personId: string): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix(personId))) localStorage.removeItem(key)
}
