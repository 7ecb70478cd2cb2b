import { useEffect, useState } from 'react'

/** What was typed, once the typing has paused: a search per word, not per key. */
export function useSettled(text: string, afterMs = 250): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), afterMs)
    return () => clearTimeout(timer)
  }, [text, afterMs])
  return settled
}
