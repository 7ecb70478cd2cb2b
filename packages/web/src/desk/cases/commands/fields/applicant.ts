import { TellingMeans } from '@bancheng/core/cases/words.ts'
import type { Field } from '../fields.ts'

export const applicantFields = {
  recordContact: [
    { name: 'at', label: 'contactAt', kind: 'date-time' },
    { name: 'means', label: 'contactMeans', kind: 'choice', of: 'means', values: TellingMeans.options },
    { name: 'toWhom', label: 'contactWho', kind: 'line' },
    { name: 'words', label: 'contactWords', hint: 'contactHint', kind: 'paragraph' },
  ],
  askApplicant: [
    { name: 'items', label: 'items', hint: 'itemsHint', kind: 'lines' },
    { name: 'means', label: 'means', kind: 'choice', of: 'means', values: TellingMeans.options },
    { name: 'limit', label: 'limit', hint: 'limitHint', kind: 'limit' },
  ],
  recordApplicantAnswer: [
    { name: 'note', label: 'answer', kind: 'paragraph' },
    { name: 'fileIds', label: 'files', kind: 'files' },
  ],
  withdrawQuestion: [{ name: 'reason', label: 'reason', kind: 'line' }],
} as const satisfies Record<string, readonly Field[]>
