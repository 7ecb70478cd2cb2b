import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTexts } from '../../locale.tsx'
import { useFrameShortcuts } from '../../ui/shortcuts.tsx'
import { SearchPanel } from './SearchPanel.tsx'
import './search.css'
import { searchTexts } from './texts.ts'

/** Ctrl-K works in every field; a dialog that is open keeps the keyboard. */
function useControlK(run: () => void) {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      latest.current()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** The one box: a button in the header that opens over whatever is being done, and leaves it as it was. */
export function SearchBox() {
  const t = useTexts(searchTexts)
  const dialog = useRef<HTMLDialogElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const open = () => {
    // At once: the first letter that is typed belongs to the field.
    flushSync(() => setIsOpen(true))
    if (!dialog.current?.open) dialog.current?.showModal()
  }
  const close = () => dialog.current?.close()
  useControlK(open)
  useFrameShortcuts([{ keys: '/', label: t.label, run: open }])
  return (
    <>
      <button type="button" className="search-open" aria-keyshortcuts="/ Control+K" onClick={open}>
        <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
          <path d="M7 2a5 5 0 1 0 0 10A5 5 0 0 0 7 2Zm4 9 3 3" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
        <span>{t.open}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <dialog ref={dialog} className="search" aria-label={t.label} onClose={() => setIsOpen(false)}>
        {isOpen ? <SearchPanel close={close} /> : null}
      </dialog>
    </>
  )
}
