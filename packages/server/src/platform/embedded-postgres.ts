import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Account, accountFor, reachableFolder } from './postgres-account.ts'
import { postgresBinaries } from './postgres-binaries.ts'
import { StartupError } from './startup-error.ts'

const SUPERUSER = 'bancheng'
const STOP_MS = 15_000

export type EmbeddedPostgres = {
  /** URL of a database of the cluster; made when it is not there by `createDatabase`. */
  readonly url: (database: string) => string
  readonly stop: () => Promise<void>
}

/** What a second process needs to find the cluster of a running one. `bornAt`: the number alone is given out again. */
type Notice = { readonly pid: number; readonly bornAt?: string | null; readonly socketFolder: string }

const urlOf = (socketFolder: string, database: string) =>
  `postgresql://${SUPERUSER}@/${database}?host=${encodeURIComponent(socketFolder)}`

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** When a process was started, in the kernel's own ticks; null where the system does not say it like this. */
const bornAt = (pid: number): Promise<string | null> =>
  readFile(`/proc/${pid}/stat`, 'latin1').then(
    (line) => line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? null, // a name in brackets may hold anything
    () => null,
  )

const readNotice = (dataFolder: string): Promise<Notice | null> =>
  readFile(join(dataFolder, 'postgres.json'), 'utf8').then(
    (text) => JSON.parse(text) as Notice, // written by this file alone
    () => null,
  )

/** The cluster that another process of ours runs on this folder, or null. */
export async function runningPostgres(dataFolder: string): Promise<Pick<EmbeddedPostgres, 'url'> | null> {
  const notice = await readNotice(dataFolder)
  if (!notice || !isAlive(notice.pid)) return null
  const born = await bornAt(notice.pid)
  if (notice.bornAt && born && notice.bornAt !== born) return null // killed, and its number is another process's now
  return { url: (database) => urlOf(notice.socketFolder, database) }
}

/**
 * PostgreSQL on a folder of its own, reachable over a private socket only. A cluster left behind by a killed parent is
 * stopped first.
 * @throws StartupError when the folder cannot be written, or another process of ours uses it
 */
export async function startPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  await makeWritable(dataFolder)
  if (await runningPostgres(dataFolder))
    throw new StartupError(
      `数据目录 ${dataFolder} 正被另一个程序使用，请先停止它，或用 BANCHENG_DATA 换一个目录。`,
      `The data folder ${dataFolder} is used by another process; stop it first, or choose another one with BANCHENG_DATA.`,
    )
  const account = await accountFor(dataFolder)
  const binaries = await postgresBinaries(account)
  const cluster = join(await reachableFolder(dataFolder, account), 'postgres')
  await stopOrphan(cluster)
  await initialise(cluster, binaries, account)
  const socketFolder = await mkdtemp(join(process.platform === 'win32' ? tmpdir() : '/tmp', 'bancheng-'))
  if (account) await chown(socketFolder, account.uid, account.gid)
  const server = launch(binaries, cluster, socketFolder, account)
  await ready(server, socketFolder)
  const notice: Notice = { pid: process.pid, bornAt: await bornAt(process.pid), socketFolder }
  await writeFile(join(dataFolder, 'postgres.json'), JSON.stringify(notice))
  return {
    url: (database) => urlOf(socketFolder, database),
    stop: async () => {
      await stopServer(server)
      await rm(socketFolder, { recursive: true, force: true })
      await rm(join(dataFolder, 'postgres.json'), { force: true })
    },
  }
}

async function makeWritable(dataFolder: string): Promise<void> {
  try {
    await makeFolder(dataFolder)
    const probe = join(dataFolder, `.probe-${process.pid}`)
    await writeFile(probe, '')
    await rm(probe)
  } catch {
    throw new StartupError(
      `数据目录 ${dataFolder} 无法写入，请修改目录权限，或用 BANCHENG_DATA 换一个目录。`,
      `The data folder ${dataFolder} cannot be written; change its permissions, or choose another one with BANCHENG_DATA.`,
    )
  }
}

/** Not `recursive`: below a folder like /proc, which lets nobody make anything and denies that it exists, that never ends. */
async function makeFolder(folder: string): Promise<void> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await makeFolder(dirname(folder))
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error // another process was first
  })
}

/** After `kill -9` of the parent the cluster lives on without anybody: it is stopped, its data are whole. */
async function stopOrphan(cluster: string): Promise<void> {
  const pid = await readFile(join(cluster, 'postmaster.pid'), 'utf8').then(
    (text) => Number(text.split('\n')[0]),
    () => 0,
  )
  if (!pid || !isAlive(pid)) return
  const isOurs = await readFile(`/proc/${pid}/cmdline`, 'utf8').then(
    (line) => line.includes(cluster),
    () => process.platform !== 'linux', // elsewhere the pid file is all there is to go by
  )
  if (!isOurs) return // the number was given to another process since
  process.kill(pid, 'SIGINT')
  const until = performance.now() + STOP_MS
  while (isAlive(pid) && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 50))
}

async function initialise(cluster: string, binaries: string, account: Account | null): Promise<void> {
  const isThere = await readFile(join(cluster, 'PG_VERSION')).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await rm(cluster, { recursive: true, force: true }) // an initdb that was interrupted
  await mkdir(cluster, { recursive: true })
  await chmod(cluster, 0o700)
  if (account) await chown(cluster, account.uid, account.gid)
  // With any other character type, trigrams of Chinese text are silently empty.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8']
  // Whoever may enter the private socket folder may sign in; nobody else can reach the server.
  const args = ['-D', cluster, '-U', SUPERUSER, '--auth=trust', ...locale]
  const { code, output } = await finished(spawn(join(binaries, 'bin', 'initdb'), args, spawnOptions(account)))
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${output}`)
}

/** Detached: Ctrl-C in the terminal reaches us alone, and we stop the database after the last request. */
const spawnOptions = (account: Account | null) => ({
  detached: process.platform !== 'win32',
  cwd: '/',
  stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
  env: { ...process.env, LC_ALL: 'C', PGDATA: '' },
  ...(account ? { uid: account.uid, gid: account.gid } : {}),
})

function launch(binaries: string, cluster: string, socketFolder: string, account: Account | null): ChildProcess {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${socketFolder}`,
    'max_connections=120',
    'timezone=UTC',
    'log_timezone=UTC',
  ]
  const args = ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])]
  return spawn(join(binaries, 'bin', 'postgres'), args, spawnOptions(account))
}

/** Waits until the server says so itself; a server that ends before is a fault with its own words. */
function ready(server: ChildProcess, socketFolder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-4_000)
      if (output.includes('ready to accept connections')) resolve()
    }
    server.stderr?.on('data', read)
    server.stdout?.on('data', () => {})
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`postgres in ${socketFolder} ended with ${code}: ${output}`)))
  })
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  server.kill('SIGINT') // “fast”: sessions end, data are flushed
  const force = setTimeout(() => server.kill('SIGQUIT'), STOP_MS)
  await ended
  clearTimeout(force)
}

function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}
