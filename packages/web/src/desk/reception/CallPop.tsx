import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { onSignal } from '../../live.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useFrameShortcuts } from '../../ui/shortcuts.tsx'
import type { ContactTyped } from './contact-typed.ts'
import './contact.css'
import { receptionTexts } from './texts.ts'
import { switchable } from './UnsavedTabs.tsx'
import { useContactDesk, useContacts } from './useContactDesk.ts'

/** Whoever is in the middle of a word or a dialog is shown the call, and not carried away. */
function isBusy(): boolean {
  const on = document.activeElement
  const isTyping = on instanceof HTMLInputElement || on instanceof HTMLTextAreaElement
  return (isTyping && on.value !== '') || document.querySelector('[role="dialog"]:not([hidden])') !== null
}

const isCalling = (contact: ContactTyped): boolean =>
  contact.callStatus === 'ringing' || contact.callStatus === 'answered'

/** The keys of reception, wherever one is, and the call that is coming in. Nothing for whoever takes no contacts. */
export function CallPop() {
  const { can } = useSession()
  return can.includes('takeContact') ? <Reception /> : null
}

function Reception() {
  const t = useTexts(receptionTexts)
  const { contacts } = useContacts()
  const { pathname } = useLocation()
  const { take } = useKeys()
  useCalls()
  const calling = contacts.find((contact) => contact.callStatus === 'ringing')
  if (!calling || pathname === `/contacts/${calling.contactId}`) return null
  return (
    <div className="call-pop" role="alert">
      <span>
        {t.ringing} <b className="desk-number">{calling.phoneMasked ?? t.withheld}</b>
      </span>
      <Button type="primary" onClick={take}>
        {t.pop}
      </Button>
    </div>
  )
}

/** A ring opens its contact; what is typed in another one stays there, put aside. */
function useCalls(): void {
  const desk = useContactDesk()
  const client = useQueryClient()
  const navigate = useNavigate()
  useEffect(
    () =>
      onSignal(async ({ topic, subjectId }) => {
        void client.invalidateQueries({ queryKey: ['reception'] })
        if (topic !== 'call') return
        const wasKnown = desk.find(subjectId) !== undefined
        const isThere = await desk.fetch(subjectId)
        if (isThere && !wasKnown && !isBusy()) void navigate(`/contacts/${subjectId}`)
      }),
    [desk, client, navigate],
  )
}

/** `c` outside of fields, Alt+C everywhere: the call that is coming in, or a new contact. Alt and a digit: another one. */
function useKeys() {
  const t = useTexts(receptionTexts)
  const desk = useContactDesk()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const here = /^\/contacts\/([^/]+)$/.exec(pathname)?.[1] ?? null
  const go = (contactId: string) => {
    if (here && here !== contactId) desk.park(here)
    void navigate(`/contacts/${contactId}`)
  }
  const take = () => {
    const waiting = desk.list().filter((contact) => isCalling(contact) && contact.contactId !== here)
    go(waiting.find(({ callStatus }) => callStatus === 'ringing')?.contactId ?? waiting[0]?.contactId ?? desk.openNew())
  }
  useFrameShortcuts([{ keys: 'c', label: t.shortcutNew, run: take }])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return
      // By its place on the keyboard: with Alt some systems type another character.
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
      const contact = digit ? switchable(desk.list())[Number(digit) - 1] : undefined
      if (contact) go(contact.contactId)
      else if (event.code === 'KeyC') take()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  })
  return { take }
}
