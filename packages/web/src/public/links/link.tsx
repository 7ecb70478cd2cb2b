import { createRoot } from 'react-dom/client'
import { LocaleProvider } from '../../locale.tsx'
import { LinkedPage } from './LinkedPage.tsx'

export const showLink = (root: HTMLElement): void =>
  createRoot(root).render(
    <LocaleProvider>
      <LinkedPage />
    </LocaleProvider>,
  )
