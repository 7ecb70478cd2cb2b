/** Rows of a list are links marked `data-row`; j and k move the focus along them, Enter opens as links do. */
export function focusRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')]
  const at = rows.findIndex((row) => row.matches(':focus'))
  const next = at < 0 ? rows[step > 0 ? 0 : rows.length - 1] : rows[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
