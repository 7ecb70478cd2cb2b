import { useEffect } from 'react'

/** The name of the page in the tab and in what a screen reader says first (WCAG 2.4.2). */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · 办成` : '办成'
  }, [title])
}
