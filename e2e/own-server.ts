import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'

/** The real server on a data folder of its own, with its clock put to the day of a story. */
export async function startServer(
  clock: string,
  port: number,
  settings: Record<string, string> = {},
): Promise<{ baseURL: string; stop: () => Promise<void> }> {
  const folder = ownFolder()
  const { baseURL, stop } = await serverIn(folder, clock, port, settings)
  return {
    baseURL,
    stop: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-story-'))
  chmodSync(folder, 0o755) // root's database runs under another account, which must get in
  return folder
}

/** The same on a folder that is there already: the story goes on on another day. */
export async function serverIn(
  folder: string,
  clock: string,
  port: number,
  settings: Record<string, string> = {},
): Promise<{ baseURL: string; stop: () => Promise<void> }> {
  const env = {
    ...process.env,
    PORT: String(port),
    BANCHENG_DATA: folder,
    BANCHENG_TEST_CLOCK: clock,
    DATABASE_URL: '',
    ...settings,
  }
  const server = spawn(process.execPath, ['packages/server/src/main.ts'], { env, stdio: 'ignore' })
  const baseURL = `http://127.0.0.1:${port}`
  const isReady = () =>
    fetch(`${baseURL}/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  await expect.poll(isReady, { timeout: 240_000 }).toBe(true)
  return { baseURL, stop: () => ended(server) }
}

const ended = (server: ChildProcess) =>
  new Promise<void>((resolve) => {
    server.once('exit', () => resolve())
    server.kill('SIGTERM')
  })
