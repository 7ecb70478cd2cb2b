import { spawn } from 'node:child_process'

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/** @typedef {{ cwd?: string, env?: Record<string, string | undefined>, quiet?: boolean, minutes?: number, patience?: number }} RunOptions
 * minutes: how long it may run; patience: how many seconds it may take to stop */

const isWindows = process.platform === 'win32'
const WATCH_MS = 300

/** Commands that run now, with their patience; Ctrl-C stops them before us. @type {Map<ChildProcess, number>} */
const running = new Map()
/** What else must be undone when we stop early. @type {Set<() => void>} */
const undoings = new Set()
let isStopping = false
/** The one command that stops by itself. @type {ChildProcess | null} */
let foreground = null

/** @param {() => void} undo @returns {() => void} call it when nothing is left to undo */
export function undoWhenStopped(undo) {
  undoings.add(undo)
  return () => undoings.delete(undo)
}

/**
 * Runs a command to its end, or stops it when its time is over. It gets a process group of its own, so that a command
 * that hangs is ended together with everything that it started.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} options
 * @returns {Promise<{ code: number, output: string, isLate: boolean }>} code 0 only when it ended well in time
 */
export async function run(command, args, { cwd, env, quiet = false, minutes = 10, patience = 20 } = {}) {
  const stdio = quiet
    ? /** @type {const} */ (['ignore', 'pipe', 'pipe'])
    : /** @type {const} */ (['ignore', 'inherit', 'inherit'])
  listenForSignals()
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: [...stdio], detached: !isWindows })
  running.set(child, patience)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  let isLate = false
  const limit = setTimeout(() => {
    isLate = true
    void stop(child, patience)
  }, minutes * 60_000)
  const code = await ended(child)
  clearTimeout(limit)
  running.delete(child)
  if (isStopping) await new Promise(() => {}) // stopEarly ends the process; nothing may be started after it
  return { code: isLate ? 1 : code, output, isLate }
}

/**
 * Runs a command in the foreground and passes every signal on; the answer is its exit code. Ctrl-C in a terminal
 * reaches the command by itself as well: it must be able to hear it twice.
 * @param {string} command @param {readonly string[]} args @param {RunOptions} options
 */
export async function runInForeground(command, args, { cwd, env } = {}) {
  listenForSignals()
  foreground = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'inherit' })
  return ended(foreground)
}

let isListening = false
/** Only with the first command: whoever merely imports a script keeps their own Ctrl-C. */
function listenForSignals() {
  if (isListening) return
  isListening = true
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => stopFor(signal))
  // A signal sent to npm alone ends npm and the shell between us, and never comes here: it is seen by our new parent.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid === parent || stopFor('SIGTERM'), WATCH_MS).unref()
}

/** @param {NodeJS.Signals} signal */
function stopFor(signal) {
  if (foreground) foreground.kill(signal)
  else void stopEarly(signal === 'SIGINT' ? 130 : 143)
}

/** @param {number} code */
async function stopEarly(code) {
  if (isStopping) return
  isStopping = true
  await Promise.all([...running].map(([child, patience]) => stop(child, patience)))
  for (const undo of undoings) undo()
  process.exit(code)
}

/** Asks politely first: whoever started a database must have the time to stop it. @param {ChildProcess} child @param {number} patience */
async function stop(child, patience) {
  const hasEnded = ended(child)
  child.kill('SIGINT')
  if (await isWithin(hasEnded, patience * 1_000)) return endGroup(child, 'SIGTERM')
  endGroup(child, 'SIGTERM')
  if (await isWithin(hasEnded, 5_000)) return
  endGroup(child, 'SIGKILL')
  await hasEnded
}

/** @param {ChildProcess} child @param {NodeJS.Signals} signal */
function endGroup(child, signal) {
  if (isWindows || !child.pid) return void child.kill(signal)
  try {
    process.kill(-child.pid, signal)
  } catch {
    // the whole group has ended
  }
}

/** @param {Promise<unknown>} promise @param {number} ms @returns {Promise<boolean>} */
function isWithin(promise, ms) {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ms)
    void promise.then(() => {
      clearTimeout(late)
      resolve(true)
    })
  })
}

/** @param {ChildProcess} child @returns {Promise<number>} */
function ended(child) {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode)
  if (child.signalCode !== null) return Promise.resolve(1)
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
