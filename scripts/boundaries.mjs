// The arrows of docs/architecture.md. `npm test` runs this file; it names every import that goes against an arrow.
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { filesBelow } from './house.mjs'
import { root } from './script.mjs'

/** @typedef {{ from: string, to: string, isType: boolean }} Import paths from the root; a package keeps its name */

const isTest = (/** @type {string} */ file) => /\.test\.tsx?$|\/testing(\/|\.ts$)/.test(file)
const inCore = /^packages\/core\/src\//
const inServer = /^packages\/server\/src\//
const inWeb = /^packages\/web\/src\//
const roomOf = (/** @type {string} */ file) => /^packages\/\w+\/src\/(?:desk\/)?(\w[\w-]*)\//.exec(file)?.[1] ?? null

/** What every room of core may know besides itself; a paper that a room lays out is written in the words of `texts`. */
const vocabulary = ['kernel', 'cases', 'policy', 'texts']
/** The rooms below the others. @type {Record<string, string[]>} */
const below = {
  kernel: [],
  texts: ['kernel', 'cases', 'policy'],
  policy: ['kernel', 'cases'],
  cases: ['kernel', 'policy'],
}

/** @type {readonly { says: string, isBroken: (at: Import) => boolean }[]} */
const arrows = [
  {
    says: 'core knows nothing but itself and the schema library',
    isBroken: ({ from, to }) => inCore.test(from) && !isTest(from) && !inCore.test(to) && to !== 'zod',
  },
  {
    says: 'core knows no floor above it, not even in its tests',
    isBroken: ({ from, to }) => inCore.test(from) && (inServer.test(to) || inWeb.test(to)),
  },
  {
    says: 'in core, rooms know cases, policy, texts and kernel, and not each other',
    isBroken: ({ from, to }) => {
      const [room, other] = [roomOf(from), roomOf(to)]
      if (!inCore.test(from) || !inCore.test(to) || isTest(from) || !room || room === other) return false
      return other === null || !(below[room] ?? vocabulary).includes(other)
    },
  },
  {
    says: 'the server knows no page, and a page no server',
    isBroken: ({ from, to }) => (inServer.test(from) && inWeb.test(to)) || (inWeb.test(from) && inServer.test(to)),
  },
  {
    says: 'platform is technology: no room, no words of the field',
    isBroken: ({ from, to }) => {
      if (!from.startsWith('packages/server/src/platform/') || isTest(from)) return false
      if (inCore.test(to)) return !['kernel', 'texts'].includes(roomOf(to) ?? '')
      return inServer.test(to) && roomOf(to) !== 'platform' && !to.endsWith('/config.ts')
    },
  },
  {
    // The simulation stands in for the server: it keeps the timetable under its own clock.
    says: 'a room’s routes and jobs are for the server that composes them, not for another room',
    isBroken: ({ from, to }) =>
      inServer.test(from) &&
      !isTest(from) &&
      /\/(routes|job)\.ts$/.test(to) &&
      roomOf(from) !== null &&
      roomOf(from) !== 'simulation' &&
      roomOf(from) !== roomOf(to),
  },
  {
    says: 'ui knows no room of the desk and nothing of cases',
    isBroken: ({ from, to }) =>
      from.startsWith('packages/web/src/ui/') && (/\/src\/(desk|public)\//.test(to) || roomOf(to) === 'cases'),
  },
  { says: 'what runs does not know what tests it', isBroken: ({ from, to }) => !isTest(from) && isTest(to) },
]

const importing = /^(import|export)\s+(type\s)?(?:[^'"`;]*\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** @param {string} file @param {string} text @returns {Import[]} */
export function importsOf(file, text) {
  return [...text.matchAll(importing)].map(([, , type, named, loaded]) => {
    const name = named ?? loaded ?? ''
    const isRelative = name.startsWith('.')
    const to = isRelative
      ? posix.join(posix.dirname(file), name)
      : name.replace(/^@bancheng\/(\w+)\//, 'packages/$1/src/')
    return { from: file, to, isType: type !== undefined }
  })
}

/** @param {readonly Import[]} imports @returns {string[]} a sentence for each import against an arrow, and each circle */
export function against(imports) {
  const broken = imports.flatMap((at) =>
    arrows.filter(({ isBroken }) => isBroken(at)).map(({ says }) => `${at.from} imports ${at.to}: ${says}`),
  )
  return [...broken, ...circles(imports).map((files) => `imports go in a circle: ${files.join(' → ')}`)]
}

/** Types are gone when it runs, so they may refer to each other. @param {readonly Import[]} imports @returns {string[][]} */
function circles(imports) {
  const loads = imports.filter(({ isType }) => !isType)
  const next = Map.groupBy(loads, ({ from }) => from)
  const [done, found] = [new Set(), /** @type {string[][]} */ ([])]
  const walk = (/** @type {string} */ file, /** @type {string[]} */ path) => {
    if (path.includes(file)) return void found.push([...path.slice(path.indexOf(file)), file])
    if (done.has(file)) return
    for (const { to } of next.get(file) ?? []) walk(to, [...path, file])
    done.add(file)
  }
  for (const file of next.keys()) walk(file, [])
  return found
}

if (process.argv[1] === import.meta.filename) {
  const files = ['core', 'server', 'web'].flatMap((floor) => filesBelow(`packages/${floor}/src`))
  const sources = files.filter((file) => /\.tsx?$/.test(file))
  const sentences = against(sources.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8'))))
  for (const sentence of sentences) console.error(sentence)
  console.log(`${sources.length} files, ${sentences.length} imports against an arrow`)
  process.exit(sentences.length === 0 ? 0 : 1)
}
