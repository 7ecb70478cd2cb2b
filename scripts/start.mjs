// `npm start`: installs what is missing, builds the pages when they changed, and runs the server in the foreground.
import { join } from 'node:path'
import { buildPages, furnish } from './house.mjs'
import { withNode } from './npm.mjs'
import { runInForeground } from './processes.mjs'
import { root, runScript } from './script.mjs'

runScript(async () => {
  const node = await furnish()
  await buildPages(node)
  return runInForeground(node, [join(root, 'packages/server/src/main.ts')], { cwd: root, env: withNode(node) })
})
