// `npm test`: the whole of what is checked, here and everywhere else. Every step runs, also after one that failed; the
// last line says how many passed and how many failed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { furnishChromium } from './browser.mjs'
import { buildPages, furnish } from './house.mjs'
import { binOf, withNode } from './npm.mjs'
import { run, undoWhenStopped } from './processes.mjs'
import { root, runScript, say } from './script.mjs'

/** @typedef {{ passed: number, failed: number }} Tally */
/** @typedef {{ node: string, folder: string }} Bench where a step finds Node, and may put what it reports */

const projects = ['packages/core', 'packages/core/tsconfig.test.json', 'packages/server', 'packages/web', 'scripts']

/** A log file is read by people too. */
const colours = process.stdout.isTTY ? [] : ['--colors=off']

/** @typedef {readonly [name: string, step: (bench: Bench) => Promise<Tally>]} Step */

/** @type {readonly Step[]} */
const steps = [
  ...projects.map((project) => typesOf(project)),
  ['format and lint', (bench) => check(bench, binOf('@biomejs/biome', 'biome'), ['ci', ...colours])],
  ['boundaries', (bench) => check(bench, 'scripts/boundaries.mjs', [])],
  ['rules, database and pages (vitest)', unitTests],
  ['build of the pages', (bench) => buildPages(bench.node).then(() => ({ passed: 1, failed: 0 }))],
  ['browser (playwright)', browserTests],
]

runScript(async () => {
  const bench = { node: await furnish(), folder: mkdtempSync(join(tmpdir(), 'bancheng-reports-')) }
  const clear = () => rmSync(bench.folder, { recursive: true, force: true })
  undoWhenStopped(clear)
  const lines = []
  const total = { passed: 0, failed: 0 }
  for (const [name, step] of steps) {
    console.log(`\n== ${name}`)
    const { passed, failed } = await step(bench).catch(notRun)
    total.passed += passed
    total.failed += failed
    lines.push(`${failed === 0 ? 'ok    ' : 'FAILED'} ${name}: ${passed} passed, ${failed} failed`)
  }
  clear()
  console.log(`\n${lines.join('\n')}\n${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})

/** @param {unknown} error @returns {Tally} */
function notRun(error) {
  console.error(error instanceof Error ? error.message : error)
  return { passed: 0, failed: 1 }
}

/** @param {string} project @returns {Step} */
function typesOf(project) {
  return [`types of ${project}`, (bench) => check(bench, binOf('typescript', 'tsc'), ['-p', project, '--noEmit'])]
}

/** One check by its exit code. @param {Bench} bench @param {string} script @param {string[]} args @returns {Promise<Tally>} */
async function check({ node }, script, args) {
  const { code, isLate } = await run(node, [script, ...args], { cwd: root, env: withNode(node), minutes: 5 })
  if (isLate) say('超时，已停止。', 'Took too long and was stopped.')
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** @param {Bench} bench @returns {Promise<Tally>} */
async function unitTests({ node, folder }) {
  const report = join(folder, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run(node, [binOf('vitest'), ...args], { cwd: root, env: withNode(node), minutes: 25 })
  const { numPassedTests, numFailedTests } = readReport(report)
  return whole(code, { passed: numPassedTests, failed: numFailedTests })
}

/** @param {Bench} bench @returns {Promise<Tally>} */
async function browserTests({ node, folder }) {
  const chromium = await furnishChromium(node)
  if (!chromium) {
    say(
      '没有可用的 Chromium，请安装后重试，或用 PLAYWRIGHT_CHROMIUM 指定其路径。',
      'There is no Chromium; install one, or name its path with PLAYWRIGHT_CHROMIUM.',
    )
    return { passed: 0, failed: 1 }
  }
  const report = join(folder, 'playwright.json')
  const env = { ...withNode(node), PLAYWRIGHT_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const args = [binOf('@playwright/test', 'playwright'), 'test', '--reporter=list,json']
  const { code } = await run(node, args, { cwd: root, env, minutes: 25 })
  const { expected, flaky, unexpected } = readReport(report).stats
  return whole(code, { passed: expected + flaky, failed: unexpected })
}

/**
 * A run can fail without a failing test: a file that does not load, a server that does not start.
 * @param {number} code @param {Tally} tally @returns {Tally}
 */
function whole(code, { passed, failed }) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    throw new Error('The tests ended without a report.')
  }
}
