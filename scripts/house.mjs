// What `npm start`, `npm test` and the commands need before the first line of TypeScript can run. Plain JavaScript for
// Node 20, without dependencies: a fresh machine has nothing else.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node24 } from './node24.mjs'
import { binOf, npm, withNode } from './npm.mjs'
import { run } from './processes.mjs'
import { root, StartError, say } from './script.mjs'

/** Node 24 and the packages of the lockfile. @returns {Promise<string>} the path of Node */
export async function furnish() {
  const node = await node24()
  await install(node)
  return node
}

/** @param {string} node */
async function install(node) {
  const stamp = join(root, 'node_modules', '.bancheng-stamp')
  const wanted = hashOf(['package-lock.json', 'package.json', ...workspaceFiles('package.json')])
  if (readOrEmpty(stamp) === wanted) return
  say('正在安装依赖…', 'Installing packages …')
  const code = await npm(['ci', '--include=dev', '--include=optional'], { cwd: root, node })
  if (code !== 0)
    throw new StartError(
      '依赖安装失败（原因见上），请检查网络与 npm 源后重试。',
      'The packages could not be installed (see above); check the network and the npm registry, then try again.',
    )
  writeFileSync(stamp, wanted)
}

/** Builds the pages when a source changed since the last time. @param {string} node */
export async function buildPages(node) {
  const web = join(root, 'packages', 'web')
  const stamp = join(web, 'dist', '.bancheng-stamp')
  const sources = ['packages/web/src', 'packages/core/src', 'packages/web/public'].flatMap(filesBelow)
  const wanted = hashOf(['package-lock.json', 'packages/web/index.html', 'packages/web/vite.config.ts', ...sources])
  if (readOrEmpty(stamp) === wanted) return
  say('正在构建页面…', 'Building the pages …')
  const { code, output } = await run(node, [binOf('vite'), 'build'], { cwd: web, env: withNode(node), quiet: true })
  if (code !== 0) throw new StartError(`页面构建失败：\n${output}`, 'The pages could not be built (see above).')
  writeFileSync(stamp, wanted)
}

/** @param {string} file */
function workspaceFiles(file) {
  return readdirSync(join(root, 'packages')).map((name) => `packages/${name}/${file}`)
}

/** @param {string} folder @returns {string[]} every file below, from the root, in order */
export function filesBelow(folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .sort()
}

/** @param {string[]} files @returns {string} */
function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readOrEmpty(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

/** @param {string} path */
function readOrEmpty(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}
