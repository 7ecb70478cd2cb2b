import { readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { run } from './processes.mjs'
import { root } from './script.mjs'

/** The environment in which every command finds this Node before any other. @param {string} node */
export function withNode(node) {
  return { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}` }
}

/**
 * npm by the path of the npm that called us, so that no other one on the PATH answers.
 * @param {string[]} args @param {{ cwd: string, node: string }} options @returns {Promise<number>} exit code
 */
export async function npm(args, { cwd, node }) {
  const own = process.env.npm_execpath
  // Half an installation is thrown away at the next start, so npm is not given long to end it well.
  const options = { cwd, env: withNode(node), minutes: 20, patience: 1 }
  const { code } = own?.endsWith('.js') ? await run(node, [own, ...args], options) : await run('npm', args, options)
  return code
}

/** The script behind a command of an installed package. @param {string} name @param {string} command */
export function binOf(name, command = name) {
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}
