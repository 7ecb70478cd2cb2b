import type { Field } from '../fields.ts'

export const handOverFields = {
  offerHandOver: [
    { name: 'toPersonId', label: 'toPerson', kind: 'colleague' },
    { name: 'note', label: 'note', kind: 'line' },
  ],
  acceptHandOver: [],
  declineHandOver: [{ name: 'reason', label: 'reason', kind: 'line' }],
} as const satisfies Record<string, readonly Field[]>
