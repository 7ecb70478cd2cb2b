import { useState } from 'react'

/** A phone throws away a page in the background: what was chosen and typed is there again as long as the browser is open. */
export function useKept<T>(name: string, first: T): [T, (next: T) => void] {
  const place = `rating ${name} ${location.pathname.slice(-8)}` // the end of a link opens nothing by itself
  const [value, setValue] = useState<T>(() => {
    const kept = sessionStorage.getItem(place)
    return kept === null ? first : (JSON.parse(kept) as T) // written below, by this page
  })
  return [
    value,
    (next) => {
      setValue(next)
      sessionStorage.setItem(place, JSON.stringify(next))
    },
  ]
}
