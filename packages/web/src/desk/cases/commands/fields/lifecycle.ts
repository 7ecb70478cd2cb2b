import { Pain, ResultKind, TellingMeans, Urgency } from '@bancheng/core/cases/words.ts'
import type { Field, Scene, Values } from '../fields.ts'

const grade: Field = { name: 'grade', label: 'grade', kind: 'grade' }
const files: Field = { name: 'fileIds', label: 'files', kind: 'files' }
const means: Field = { name: 'means', label: 'means', kind: 'choice', of: 'means', values: TellingMeans.options }
const toWhom: Field = { name: 'toWhom', label: 'toWhom', kind: 'line' }

const is = (kind: ResultKind) => (values: Values) => values.kind === kind
const hasNoFiles = (values: Values) => !(Array.isArray(values.fileIds) && values.fileIds.length > 0)

/** Each kind of result with what it demands (core/cases/rules/result.ts). */
const result: readonly Field[] = [
  { name: 'kind', label: 'resultKind', kind: 'choice', of: 'resultKind', values: ResultKind.options },
  { name: 'publicReply', label: 'publicReply', hint: 'publicReplyHint', kind: 'paragraph' },
  {
    name: 'proof',
    label: 'proof',
    hint: 'proofHint',
    kind: 'line',
    when: (values) => values.kind === 'done' || values.kind === 'returned-to-normal',
    needed: (values) => values.kind === 'returned-to-normal' || hasNoFiles(values),
  },
  {
    name: 'legalBasis',
    label: 'legalBasis',
    hint: 'legalBasisHint',
    kind: 'line',
    when: is('explained'),
    needed: () => true,
  },
  {
    name: 'alternative',
    label: 'alternative',
    hint: 'alternativeHint',
    kind: 'line',
    when: is('explained'),
    needed: () => true,
  },
  { name: 'applicantWords', label: 'applicantWords', kind: 'line', when: is('withdrawn'), needed: () => true },
  { name: 'internalNote', label: 'internalNote', hint: 'internalNoteHint', kind: 'paragraph' },
  files,
]

/** Only where the rules leave the time of a grade to be stated; elsewhere it stays empty. */
const isStated = ({ grade: chosen }: Values, { view }: Scene) =>
  view.choices.grades.some((one) => one.grade === chosen && one.isStated)
const statedLimit: Field = {
  name: 'limit',
  label: 'limit',
  hint: 'limitHint',
  kind: 'limit',
  when: isStated,
  needed: () => true,
}

export const lifecycleFields = {
  acceptCase: [
    grade,
    { name: 'urgency', label: 'urgency', kind: 'choice', of: 'urgency', values: Urgency.options },
    { name: 'reason', label: 'gradeReason', kind: 'line' },
    statedLimit,
  ],
  refuseCase: [
    { name: 'reason', label: 'scopeReason', kind: 'scope-reason' },
    { name: 'explanation', label: 'explanation', kind: 'paragraph' },
    { name: 'remedy', label: 'remedy', hint: 'remedyHint', kind: 'line' },
  ],
  answerOnSpot: [...result, means, toWhom],
  regradeCase: [grade, { name: 'reason', label: 'reason', kind: 'line' }, statedLimit],
  correctDetails: [
    { name: 'want', label: 'want', kind: 'paragraph' },
    { name: 'pain', label: 'pain', kind: 'choice', of: 'pain', values: Pain.options },
    { name: 'item', label: 'item', kind: 'item' },
    { name: 'alreadyDone', label: 'alreadyDone', kind: 'paragraph' },
    { name: 'tripsBefore', label: 'tripsBefore', kind: 'number' },
    { name: 'changeApplicant', label: 'changeApplicant', kind: 'checkbox' },
    {
      name: 'applicant',
      label: 'applicant',
      kind: 'applicant',
      isSecret: true,
      when: (values) => values.changeApplicant === true,
    },
    { name: 'reason', label: 'reason', kind: 'line' },
  ],
  correctEntry: [
    { name: 'seq', label: 'text', kind: 'entry' },
    { name: 'text', label: 'correctedText', kind: 'paragraph' },
    { name: 'reason', label: 'reason', kind: 'line' },
  ],
  addNote: [{ name: 'text', label: 'text', kind: 'paragraph' }, files],
  setSmsConsent: [
    { name: 'refuses', label: 'refuses', kind: 'choice', of: 'refuses', values: [true, false] },
    { name: 'note', label: 'note', kind: 'line' },
  ],
  recordTrip: [{ name: 'note', label: 'tripNote', kind: 'line' }],
  recordResult: result,
  tellApplicant: [means, toWhom, { name: 'note', label: 'note', kind: 'line' }],
  decideNegativeAnswer: [
    { name: 'granted', label: 'granted', kind: 'choice', of: 'approved', values: [true, false] },
    {
      name: 'reason',
      label: 'approverWords',
      hint: 'approverWordsHint',
      kind: 'line',
      needed: (values) => values.granted === false,
    },
  ],
  withdrawNegativeAnswer: [{ name: 'reason', label: 'reason', kind: 'line' }],
  resolveCase: [],
  closeCase: [],
} as const satisfies Record<string, readonly Field[]>
