import { type ImportError, importError } from './import-errors.ts'
import type { MaterialDraft, Necessity } from './item.ts'
import type { Row } from './read-items.ts'

/** 1, 2, 3 as the national list of materials counts them. */
const necessities: Readonly<Record<string, Necessity>> = {
  '': 'required',
  必要: 'required',
  必需: 'required',
  必须: 'required',
  必备: 'required',
  是: 'required',
  required: 'required',
  '1': 'required',
  非必要: 'optional',
  非必需: 'optional',
  可选: 'optional',
  否: 'optional',
  optional: 'optional',
  '2': 'optional',
  可容缺: 'deferrable',
  容缺: 'deferrable',
  容缺后补: 'deferrable',
  容缺受理: 'deferrable',
  deferrable: 'deferrable',
  '3': 'deferrable',
}
const forms: Readonly<Record<string, MaterialDraft['form']>> = {
  '': 'copy',
  原件: 'original',
  原件核验: 'original',
  '原件、复印件': 'original',
  original: 'original',
  复印件: 'copy',
  电子: 'copy',
  copy: 'copy',
}
const yes = new Set(['是', '主件', 'y', 'yes', 'true', '1'])
const no = new Set(['', '否', '非主件', 'n', 'no', 'false', '0'])

/** The material of one row. */
export function readMaterial(row: Row): { material: MaterialDraft; errors: ImportError[] } {
  const errors: ImportError[] = []
  const wrong = (code: ImportError['code'], column: Parameters<Row['say']>[0]) =>
    errors.push(importError(code, { row: row.row, column: row.heading(column), value: row.say(column) }))
  const name = row.say('material')
  const necessity = necessities[row.say('necessity').toLowerCase()]
  if (!necessity) wrong('necessity-unreadable', 'necessity')
  const form = forms[row.say('paperForm').toLowerCase()]
  if (!form) wrong('paper-form-unreadable', 'paperForm')
  const principal = row.say('principal').toLowerCase()
  if (!yes.has(principal) && !no.has(principal)) wrong('yes-no-unreadable', 'principal')
  const copies = row.say('copies') === '' ? 1 : Number(row.say('copies').replace(/份$/, ''))
  if (!Number.isInteger(copies) || copies < 0 || copies > 99) wrong('number-unreadable', 'copies')
  const long = (['material', 'materialCondition', 'materialNote'] as const).filter(
    (column) => row.say(column).length > (column === 'material' ? 500 : 2_000),
  )
  for (const column of long)
    errors.push(
      importError('value-too-long', {
        row: row.row,
        column: row.heading(column),
        value: String(row.say(column).length),
      }),
    )
  if (yes.has(principal) && necessity === 'deferrable')
    errors.push(
      importError('material-deferrable-principal', { row: row.row, column: row.heading('necessity'), value: name }),
    )
  return {
    material: {
      name,
      necessity: necessity ?? 'required',
      isPrincipal: yes.has(principal),
      form: form ?? 'copy',
      copies,
      condition: row.say('materialCondition'),
      note: row.say('materialNote'),
    },
    errors,
  }
}
