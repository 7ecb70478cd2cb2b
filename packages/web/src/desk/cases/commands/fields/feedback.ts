import { ratingByLink } from '@bancheng/core/cases/ratings.ts'
import type { Field } from '../fields.ts'

export const feedbackFields = {
  recordFollowUpAttempt: [{ name: 'note', label: 'attemptNote', kind: 'line' }],
  recordFollowUp: [
    { name: 'solved', label: 'solved', kind: 'choice', of: 'solved', values: [true, false, null] },
    {
      name: 'satisfaction',
      label: 'satisfaction',
      kind: 'choice',
      of: 'satisfaction',
      values: [5, 4, 3, 2, 1],
      orNull: true,
      when: (values, { view: { state } }) => values.solved !== null && !ratingByLink(state, state.level),
    },
    { name: 'words', label: 'words', kind: 'paragraph' },
  ],
  // the applicant's own, by their link: the desk has no form for them
  rateCase: [],
  addToRating: [],
  recordRatingCall: [
    {
      name: 'finding',
      label: 'finding',
      kind: 'choice',
      of: 'ratingFinding',
      values: ['founded', 'explained', 'mistaken'],
    },
    { name: 'words', label: 'words', kind: 'paragraph' },
  ],
  recordSettingRight: [
    { name: 'outcome', label: 'setRight', kind: 'paragraph' },
    { name: 'fileIds', label: 'files', kind: 'files' },
  ],
  reopenCase: [{ name: 'reason', label: 'reopenReason', kind: 'line' }],
  climb: [{ name: 'reason', label: 'reason', kind: 'line' }],
  superviseTask: [
    { name: 'party', label: 'overseer', kind: 'overseer' },
    { name: 'dueAt', label: 'superviseBy', kind: 'date-time' },
    { name: 'reason', label: 'superviseWords', hint: 'superviseHint', kind: 'line' },
  ],
  settleOversight: [{ name: 'decision', label: 'decision', kind: 'paragraph' }],
} as const satisfies Record<string, readonly Field[]>
