export type Shortcut = {
  /** One key (`n`, `/`, `?`, `Enter`) or keys after each other (`g i`), as KeyboardEvent.key names them. */
  readonly keys: string
  /** What it does, in the words of the page. */
  readonly label: string
  readonly run: () => void
}

export type Pressed = { readonly shortcut: Shortcut | null; readonly pending: readonly string[] }

/** A Chinese input method that is left on types these in full width. */
const fullWidth: Readonly<Record<string, string>> = { '？': '?', '、': '/', '／': '/' }

const sequence = (shortcut: Shortcut): readonly string[] => shortcut.keys.split(' ')
const isPrefix = (prefix: readonly string[], whole: readonly string[]): boolean =>
  prefix.every((key, index) => whole[index] === key)

/**
 * What one more key means. The last registered shortcut wins, so that a page may take a key over from the frame around
 * it. A key that continues nothing begins anew.
 */
export function press(pending: readonly string[], typed: string, shortcuts: readonly Shortcut[]): Pressed {
  const key = fullWidth[typed] ?? typed
  const keys = [...pending, key]
  const meant = shortcuts.filter((shortcut) => isPrefix(keys, sequence(shortcut)))
  const shortcut = meant.findLast((candidate) => sequence(candidate).length === keys.length)
  if (shortcut) return { shortcut, pending: [] }
  if (meant.length > 0) return { shortcut: null, pending: keys }
  return pending.length > 0 ? press([], key, shortcuts) : { shortcut: null, pending: [] }
}

/** What the list under `?` shows: each key once, with whoever answers to it now. */
export function inForce(shortcuts: readonly Shortcut[]): readonly Shortcut[] {
  return shortcuts.filter((one, index) => !shortcuts.slice(index + 1).some((later) => later.keys === one.keys))
}
