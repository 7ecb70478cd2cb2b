import { writtenMeans } from '@bancheng/core/coordination/procedures.ts'
import type { Field } from '../fields.ts'

export const procedureFields = {
  startProcedure: [
    { name: 'procedure', label: 'procedure', hint: 'procedureHint', kind: 'procedure' },
    { name: 'party', label: 'carriedOutBy', kind: 'party' },
    { name: 'reason', label: 'procedureReason', kind: 'line' },
    { name: 'limit', label: 'timeNeeded', hint: 'timeNeededHint', kind: 'limit' },
    {
      name: 'means',
      label: 'toldInWriting',
      hint: 'toldInWritingHint',
      kind: 'choice',
      of: 'means',
      values: writtenMeans,
    },
    { name: 'toWhom', label: 'toWhom', kind: 'line' },
  ],
  endProcedure: [
    { name: 'outcome', label: 'procedureOutcome', kind: 'paragraph' },
    { name: 'fileIds', label: 'files', kind: 'files' },
  ],
} as const satisfies Record<string, readonly Field[]>
