import { createRoot } from 'react-dom/client'
import { LocaleProvider } from '../../locale.tsx'
import { GuidePage } from './GuidePage.tsx'

export const showGuide = (root: HTMLElement): void =>
  createRoot(root).render(
    <LocaleProvider>
      <GuidePage />
    </LocaleProvider>,
  )
