import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')
// A newer desk was installed under an open page: its parts have other names now.
window.addEventListener('vite:preloadError', () => window.location.reload())

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
