import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { useSession } from '../../session.tsx'
import { CallPop } from './CallPop.tsx'
import { ContactDesk } from './contact-desk.ts'
import { DeskContext } from './useContactDesk.ts'

const RETRY_MS = 5_000

/** One store for all pages: contacts outlive the page on which they were begun. */
export function ContactDeskProvider({ children }: { children: ReactNode }) {
  const { person, can } = useSession()
  const client = useQueryClient()
  const [desk] = useState(() => new ContactDesk(person.personId))
  const isAllowed = can.includes('takeContact')
  useEffect(() => {
    if (!isAllowed) return
    const refresh = () => void client.invalidateQueries({ queryKey: ['reception'] })
    const stopListening = desk.onSaved(refresh)
    const flush = () => void desk.flush()
    void desk.fetchUnsaved().catch(() => {})
    flush()
    const timer = setInterval(flush, RETRY_MS)
    window.addEventListener('online', flush)
    return () => {
      stopListening()
      desk.rest()
      clearInterval(timer)
      window.removeEventListener('online', flush)
    }
  }, [desk, isAllowed, client])
  return (
    <DeskContext value={desk}>
      {children}
      <CallPop />
    </DeskContext>
  )
}
