import type { Field } from '../fields.ts'

const held: Field = { name: 'paperIds', label: 'heldPapers', kind: 'held-papers' }
const place: Field = { name: 'place', label: 'place', kind: 'line' }
const note: Field = { name: 'note', label: 'note', kind: 'line' }

export const custodyFields = {
  takeInPapers: [
    { name: 'papers', label: 'papers', kind: 'paper-rows' },
    { name: 'from', label: 'from', kind: 'line' },
    place,
    { name: 'consentToHandIn', label: 'consent', kind: 'checkbox' },
  ],
  movePapers: [held, { name: 'holder', label: 'holder', kind: 'party' }, place, note],
  handInPapers: [
    held,
    { name: 'toUnitId', label: 'toUnit', kind: 'unit' },
    { name: 'acceptedAt', label: 'acceptedAt', kind: 'date-time' },
    { name: 'acceptanceNo', label: 'acceptanceNo', kind: 'line' },
  ],
  giveBackPapers: [held, { name: 'to', label: 'to', kind: 'line' }, note],
  declarePaperLost: [
    { name: 'paperId', label: 'lostPaper', kind: 'held-paper' },
    { name: 'reason', label: 'lossReason', kind: 'line' },
    { name: 'amends', label: 'amends', kind: 'line' },
  ],
} as const satisfies Record<string, readonly Field[]>
