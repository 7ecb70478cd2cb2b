import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** In development the pages come from Vite and everything under /api from the server beside it. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: { chunkSizeWarningLimit: 1_500 },
})
