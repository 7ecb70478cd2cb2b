import { createContext, useContext, useSyncExternalStore } from 'react'
import type { ContactDesk } from './contact-desk.ts'

export const DeskContext = createContext<ContactDesk | null>(null)

export function useContactDesk(): ContactDesk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('outside of the desk of contacts')
  return desk
}

export function useContacts() {
  const desk = useContactDesk()
  const contacts = useSyncExternalStore(desk.subscribe, desk.list)
  const isOffline = useSyncExternalStore(desk.subscribe, desk.isOffline)
  return { desk, contacts, isOffline }
}
