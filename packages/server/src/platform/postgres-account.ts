import { createHash } from 'node:crypto'
import { chown, mkdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** PostgreSQL refuses to run as root, so root lends it another account. */
export type Account = { readonly uid: number; readonly gid: number }

/** Null for an ordinary user. Root uses the owner of the data folder, or else `nobody`: no account is created. */
export async function accountFor(dataFolder: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(dataFolder)
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const nobody = passwd
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
    ?.split(':')
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) }
}

/** Whether an account that is not root may pass through every folder above (the search bit for others). */
export async function isTraversable(folder: string): Promise<boolean> {
  const { mode } = await stat(folder)
  if ((mode & 0o001) === 0) return false
  return dirname(folder) === folder || isTraversable(dirname(folder))
}

/** A folder that the account can reach for this data folder; below /var/lib when root's own home is in the way. */
export async function reachableFolder(dataFolder: string, account: Account | null): Promise<string> {
  if (!account || (await isTraversable(dataFolder))) return dataFolder
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
  const elsewhere = join('/var/lib/bancheng', name)
  await mkdir(elsewhere, { recursive: true })
  await chown(elsewhere, account.uid, account.gid)
  return elsewhere
}
