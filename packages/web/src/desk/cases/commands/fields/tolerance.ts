import { ToleranceKind } from '@bancheng/core/cases/words.ts'
import type { Field } from '../fields.ts'

const files: Field = { name: 'fileIds', label: 'files', kind: 'files' }

export const toleranceFields = {
  requestTolerance: [
    { name: 'kind', label: 'toleranceKind', kind: 'choice', of: 'toleranceKind', values: ToleranceKind.options },
    { name: 'material', label: 'material', kind: 'material' },
    { name: 'shortfall', label: 'shortfall', kind: 'line' },
    { name: 'undertaking', label: 'undertaking', kind: 'paragraph' },
    { name: 'unitId', label: 'authority', kind: 'unit' },
    files,
  ],
  decideTolerance: [
    { name: 'granted', label: 'granted', kind: 'choice', of: 'granted', values: [true, false] },
    { name: 'ground', label: 'ground', kind: 'paragraph' },
    { name: 'conditions', label: 'conditions', kind: 'paragraph', when: (values) => values.granted === true },
    {
      name: 'supplementWithin',
      label: 'supplementWithin',
      hint: 'supplementHint',
      kind: 'limit',
      when: (values) => values.granted === true,
    },
  ],
  recordToleranceSupplement: [{ name: 'note', label: 'supplementNote', kind: 'line' }, files],
} as const satisfies Record<string, readonly Field[]>
