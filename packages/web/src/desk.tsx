import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

export const showDesk = (root: HTMLElement): void =>
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
