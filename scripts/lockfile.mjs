// Run after every `npm install` that changes package-lock.json: `npm run lockfile`.
// The committed lockfile must work on every machine, whatever registry or mirror wrote it:
// - no address of a registry, so that `npm ci` asks the one that its own machine is set to;
// - an entry for every optional platform package, also for those that the writing registry did not have. Without
//   it `npm ci` refuses everywhere ("Missing: … from lock file"), even where the platform is another one.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ version?: string, resolved?: string, dev?: boolean, optionalDependencies?: Record<string, string> }} Entry
 * @typedef {Record<string, Entry>} Packages
 */

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const platformName = /-(aix|android|darwin|freebsd|linux|openbsd|win32)-([a-z0-9]+?)(?:-(gnu|musl))?$/

const lock = JSON.parse(readFileSync(path, 'utf8'))
forgetRegistry(lock.packages)
const added = addMissingPlatforms(lock.packages)
lock.packages = sortedByPath(lock.packages)
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: no registry addresses, ${added} platform packages added`)

/** @param {Packages} packages */
function forgetRegistry(packages) {
  for (const entry of Object.values(packages)) if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved
}

/** @param {Packages} packages */
function addMissingPlatforms(packages) {
  const missing = Object.entries(packages).flatMap(([, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => platformName.test(name) && /^\d/.test(version) && !isLocked(packages, name, version))
      .map(([name, version]) => ({ name, version, dev: entry.dev })),
  )
  for (const { name, version, dev } of missing) packages[`node_modules/${name}`] = platformEntry(name, version, dev)
  return missing.length
}

/** @param {Packages} packages @param {string} name @param {string} version */
function isLocked(packages, name, version) {
  return Object.entries(packages).some(([at, e]) => at.endsWith(`node_modules/${name}`) && e.version === version)
}

/** @param {string} name @param {string} version @param {boolean | undefined} dev */
function platformEntry(name, version, dev) {
  const [, os, cpu, libc] = platformName.exec(name) ?? []
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev } : {}),
    ...(os === 'linux' && libc ? { libc: [libc === 'gnu' ? 'glibc' : libc] } : {}),
    optional: true,
    os: [os],
  }
}

/** @param {Packages} packages @returns {Packages} */
function sortedByPath(packages) {
  return Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
}
