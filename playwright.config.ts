import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/browser.mjs'

// The workers read this file again: what the first reading chose is handed to them in the environment.
const port = process.env.BANCHENG_E2E_PORT ?? String(await freePort())
const data = process.env.BANCHENG_E2E_DATA ?? freshFolder()
process.env.BANCHENG_E2E_PORT = port
process.env.BANCHENG_E2E_DATA = data
// The telephone exchange of the test and the server share it.
const telephonySecret = process.env.BANCHENG_TELEPHONY_SECRET ?? randomUUID()
process.env.BANCHENG_TELEPHONY_SECRET = telephonySecret

const chromium = await findChromium()
const baseURL = `http://127.0.0.1:${port}`

/** The real server with the built pages, on a database of its own: `npm test` builds the pages first. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 1,
  forbidOnly: !!process.env.CI,
  // A whole story with its six desks; generous, because two cores may be doing something else.
  timeout: 420_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    actionTimeout: 15_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [{ name: 'chromium' }],
  webServer: {
    command: `"${process.execPath}" packages/server/src/main.ts`,
    url: `${baseURL}/ready`,
    env: {
      PORT: port,
      HOST: '127.0.0.1',
      BANCHENG_DATA: data,
      BANCHENG_SAMPLE: 'sample',
      BANCHENG_TELEPHONY_SECRET: telephonySecret,
      DATABASE_URL: '',
    },
    timeout: 300_000,
    stdout: 'pipe',
    // Killed at once it could not stop its database.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
  },
})

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-e2e-'))
  chmodSync(folder, 0o755) // root's database runs under another account, which must get in
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
