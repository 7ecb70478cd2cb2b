import { Button, Modal, Switch, Tooltip } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { texts, useTexts } from '../locale.tsx'
import { inForce, press, type Shortcut } from './shortcut-keys.ts'

const bundle = texts(
  {
    title: '键盘快捷键',
    andThen: '然后',
    enabled: '启用单键快捷键',
    help: '显示快捷键',
    hint: '在输入框里打字或对话框打开时，快捷键不起作用。',
  },
  {
    title: 'Keyboard shortcuts',
    andThen: 'then',
    enabled: 'Shortcuts of a single key are on',
    help: 'Show the shortcuts',
    hint: 'They rest while you type in a field and while a dialog is open.',
  },
)

type Registered = Set<{ readonly current: readonly Shortcut[] }>
/** What is mounted now. The frame mounts after the page in it, but the page's keys come last and so win. */
const frame: Registered = new Set()
const pages: Registered = new Set()
const all = (): readonly Shortcut[] => [...frame, ...pages].flatMap((list) => list.current)

/** Speech input types single letters: whoever uses it must be able to turn them off (WCAG 2.1.4). */
const OFF = 'bancheng.shortcuts.off'
const isOff = (): boolean => localStorage.getItem(OFF) !== null

const SEQUENCE_MS = 1_500
const field = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="menu"]'
/** These answer Enter and the arrows themselves. */
const control = 'a, button, summary, [role="button"], [role="radio"], [role="tab"]'

const isDialogOpen = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].some(
    (dialog) => dialog.getClientRects().length > 0,
  )

function isForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
  const on = event.target instanceof Element ? event.target : null
  if (on?.closest(field)) return false
  if (event.key.length > 1 && on?.closest(control)) return false
  return !isDialogOpen()
}

let pending: readonly string[] = []
let pressedAt = 0

function onKeyDown(event: KeyboardEvent): void {
  if (isOff() || event.key === 'Shift' || !isForShortcuts(event)) return
  const meant = press(event.timeStamp - pressedAt > SEQUENCE_MS ? [] : pending, event.key, all())
  pending = meant.pending
  pressedAt = event.timeStamp
  if (!meant.shortcut) return
  event.preventDefault()
  meant.shortcut.run()
}

function useRegistered(registered: Registered, list: readonly Shortcut[]): void {
  const latest = useRef(list)
  latest.current = list
  useEffect(() => {
    // Adding the same listener twice is adding it once.
    document.addEventListener('keydown', onKeyDown)
    registered.add(latest)
    return () => {
      registered.delete(latest)
      if (frame.size + pages.size === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [registered])
}

/** These keys work while the component is mounted, outside of fields and dialogs, and are listed under `?`. */
export const useShortcuts = (list: readonly Shortcut[]): void => useRegistered(pages, list)
/** The same for the frame around the pages; a page may take over any of its keys. */
export const useFrameShortcuts = (list: readonly Shortcut[]): void => useRegistered(frame, list)

const Keys = ({ keys, andThen }: { keys: string; andThen: string }) =>
  keys.split(' ').map((key, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice in a sequence that never changes
    <span key={index}>
      {index > 0 ? <small style={{ margin: '0 4px' }}>{andThen}</small> : null}
      <kbd style={{ border: '1px solid #98a2b3', borderRadius: 4, padding: '1px 7px', background: '#f5f7fa' }}>
        {key}
      </kbd>
    </span>
  ))

/** The button with a question mark, and the list of every key that works now. */
export function ShortcutHelp() {
  const t = useTexts(bundle)
  const [shown, setShown] = useState<readonly Shortcut[] | null>(null)
  const [off, setOff] = useState(isOff)
  const open = () => setShown(inForce(all()))
  useFrameShortcuts([{ keys: '?', label: t.help, run: open }])
  const turn = (on: boolean) => {
    if (on) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, '1')
    setOff(!on)
  }
  return (
    <>
      <Tooltip title={t.title}>
        <Button type="text" shape="circle" aria-label={t.title} onClick={open}>
          ?
        </Button>
      </Tooltip>
      <Modal title={t.title} open={shown !== null} onCancel={() => setShown(null)} footer={null} width={480}>
        <table style={{ width: '100%', lineHeight: 2.1 }}>
          <tbody>
            {shown?.map(({ keys, label }) => (
              <tr key={keys}>
                <th scope="row" style={{ textAlign: 'start', fontWeight: 400, width: '40%' }}>
                  <Keys keys={keys} andThen={t.andThen} />
                </th>
                <td>{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p style={{ color: '#4a5568' }}>{t.hint}</p>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
        <label style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
          <Switch checked={!off} onChange={turn} size="small" />
          {t.enabled}
        </label>
      </Modal>
    </>
  )
}
