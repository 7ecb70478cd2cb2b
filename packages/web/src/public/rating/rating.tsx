import { createRoot } from 'react-dom/client'
import { LocaleProvider } from '../../locale.tsx'
import { RatingPage } from './RatingPage.tsx'

export const showRating = (root: HTMLElement): void =>
  createRoot(root).render(
    <LocaleProvider>
      <RatingPage />
    </LocaleProvider>,
  )
