import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { binOf, withNode } from './npm.mjs'
import { run } from './processes.mjs'
import { say } from './script.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/Applications/Chromium.app/Contents/MacOS']

/** The Chromium of the browser tests: what PLAYWRIGHT_CHROMIUM names, the system's, or the one that Playwright keeps. */
export async function findChromium() {
  const named = process.env.PLAYWRIGHT_CHROMIUM
  if (named) return isExecutable(named) ? named : null
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = [...onPath, ...folders].flatMap((folder) => names.map((name) => join(folder, name)))
  const ofPlaywright = await import('@playwright/test').then(({ chromium }) => chromium.executablePath())
  return [...candidates, ofPlaywright].find(isExecutable) ?? null
}

/** @param {string} node @returns {Promise<string | null>} null when there is none and none could be installed */
export async function furnishChromium(node) {
  const found = await findChromium()
  if (found || process.env.PLAYWRIGHT_CHROMIUM) return found
  say('正在安装浏览器测试所需的 Chromium…', 'Installing Chromium for the browser tests …')
  const ways = isDebianRoot() ? [fromDebian, () => fromPlaywright(node)] : [() => fromPlaywright(node), fromDebian]
  for (const way of ways) {
    await way()
    const chromium = await findChromium()
    if (chromium) return chromium
  }
  return null
}

/** @param {string} node */
async function fromPlaywright(node) {
  const isRoot = process.getuid?.() === 0
  const args = ['install', ...(isRoot && isOnPath('apt-get') ? ['--with-deps'] : []), 'chromium']
  await run(node, [binOf('@playwright/test', 'playwright'), ...args], { env: withNode(node), minutes: 10 })
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !isOnPath('apt-get')) return
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], { env, minutes: 5 })
  // Without a font for Chinese every page would be full of boxes, and so would the pictures.
  await run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { env, quiet: true, minutes: 15 })
}

/** On Ubuntu the package of this name is only a pointer to a snap. */
function isDebianRoot() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
  return process.getuid?.() === 0 && /^ID=debian$/m.test(release)
}

/** @param {string} name */
function isOnPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && isExecutable(join(folder, name)))
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
