import { describe, expect, it } from 'vitest'
import { against, importsOf } from './boundaries.mjs'

/** @param {string} from @param {string} to */
const sentences = (from, to) => against(importsOf(`packages/${from}`, `import { x } from '${to}'\n`)).join()

describe('the arrows between floors and rooms', () => {
  it.each([
    ['core/src/custody/rules.ts', 'node:fs'],
    ['core/src/custody/rules.ts', 'kysely'],
    ['core/src/custody/rules.ts', '@bancheng/server/config.ts'],
    ['core/src/custody/rules.test.ts', '@bancheng/server/config.ts'],
    ['core/src/custody/rules.ts', '../delivery/rules.ts'],
    ['core/src/custody/rules.ts', '../decisions.ts'],
    ['core/src/kernel/time.ts', '../cases/state.ts'],
    ['core/src/cases/fold.ts', '../custody/rules.ts'],
    ['core/src/cases/fold.ts', '../testing/kit.ts'],
    ['server/src/cases/store.ts', '../../../web/src/api.ts'],
    ['server/src/cases/store.ts', '../directory/routes.ts'],
    ['server/src/platform/db.ts', '../cases/store.ts'],
    ['server/src/platform/db.ts', '@bancheng/core/cases/state.ts'],
    ['web/src/desk/cases/CasePage.tsx', '@bancheng/server/config.ts'],
    ['web/src/ui/Loading.tsx', '../desk/cases/CasePage.tsx'],
    ['web/src/ui/Loading.tsx', '@bancheng/core/cases/state.ts'],
  ])('refuse that %s imports %s', (from, to) => {
    expect(sentences(from, to)).toContain(`packages/${from} imports`)
  })

  it.each([
    ['core/src/custody/rules.ts', 'zod'],
    ['core/src/custody/rules.ts', '../cases/state.ts'],
    ['core/src/custody/rules.test.ts', 'vitest'],
    ['core/src/may.ts', './identity/permissions.ts'],
    ['server/src/cases/store.ts', '@bancheng/core/cases/state.ts'],
    ['server/src/rooms.ts', './cases/routes.ts'],
    ['web/src/desk/cases/CasePage.tsx', '@bancheng/core/may.ts'],
  ])('let %s import %s', (from, to) => {
    expect(sentences(from, to)).toBe('')
  })

  it('find an import over several lines, of types, of everything, and at run time', () => {
    const text =
      "import {\n  a,\n} from 'a'\nimport type { B } from 'b'\nexport * from 'c'\nimport 'd'\nawait import('e')\n" +
      "export const f = 'f'\n// the import of 'g'\n"
    expect(importsOf('x.ts', text).map(({ to }) => to)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('find a circle of files', () => {
    const circle = [...importsOf('a.ts', "import './b.ts'"), ...importsOf('b.ts', "import { a } from './a.ts'")]
    expect(against(circle)).toEqual(['imports go in a circle: a.ts → b.ts → a.ts'])
  })
})
