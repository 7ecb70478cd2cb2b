// `node scripts/run.mjs <file.ts> [arguments]`: runs a TypeScript entry under the Node that can, with everything installed.
import { resolve } from 'node:path'
import { furnish } from './house.mjs'
import { withNode } from './npm.mjs'
import { runInForeground } from './processes.mjs'
import { root, runScript, StartError } from './script.mjs'

runScript(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (!file)
    throw new StartError('请指定要运行的文件。', 'Name the file to run: node scripts/run.mjs <file> [arguments].')
  const node = await furnish()
  return runInForeground(node, [resolve(root, file), ...args], { env: withNode(node) })
})
