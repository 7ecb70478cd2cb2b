import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

type Signal = { readonly topic: 'call' | 'reception' | 'news' | 'leave'; readonly subjectId: string }
const signalListeners = new Set<(signal: Signal) => void>()
/** A word to this person alone: a call at their extension, something that reception owes. */
export function onSignal(listener: (signal: Signal) => void): () => void {
  signalListeners.add(listener)
  return () => signalListeners.delete(listener)
}

/** Keeps open pages true: a change that concerns this person asks the lists and that case again. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    const source = new EventSource('/api/live')
    source.addEventListener('change', (event) => {
      const { caseId } = JSON.parse(event.data) as { caseId: string } // written by the server's own live route
      void client.invalidateQueries({ queryKey: ['case', caseId] })
      void client.invalidateQueries({ queryKey: ['inbox'] })
      void client.invalidateQueries({ queryKey: ['ledger'] })
    })
    source.addEventListener('signal', (event) => {
      const signal = JSON.parse(event.data) as Signal // written by the server's own live route
      if (signal.topic === 'news')
        for (const queryKey of [['news'], ['reception', 'tasks'], ['catalogue-reports']])
          void client.invalidateQueries({ queryKey })
      // Whose inbox is whose, and who may do what in a case, is another matter from now on.
      if (signal.topic === 'leave')
        for (const name of ['leaves', 'inbox', 'case']) void client.invalidateQueries({ queryKey: [name] })
      for (const listener of signalListeners) listener(signal)
    })
    // After a break anything may have happened.
    let wasBroken = false
    source.addEventListener('error', () => {
      wasBroken = true
    })
    source.addEventListener('open', () => {
      if (wasBroken) void client.invalidateQueries()
      wasBroken = false
    })
    return () => source.close()
  }, [client])
}
