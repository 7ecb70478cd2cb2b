import { taskOf } from '@bancheng/core/cases/state.ts'
import type { Field, Scene } from '../fields.ts'

const files: Field = { name: 'fileIds', label: 'files', kind: 'files' }
const reason: Field = { name: 'reason', label: 'reason', kind: 'line' }
const limit: Field = { name: 'limit', label: 'limit', hint: 'limitHint', kind: 'limit' }
const units: Field = { name: 'unitIds', label: 'units', kind: 'units' }
const onRefusal: Field = {
  name: 'onRefusal',
  label: 'onRefusal',
  kind: 'choice',
  of: 'onRefusal',
  values: ['ends', 'supervisor-rules'],
}
const toUnit: Field = { name: 'toUnitId', label: 'toUnit', kind: 'unit' }
const formPicker: Field = { name: 'formId', label: 'form', hint: 'formHint', kind: 'form-picker' }
const asksForForm = (_: unknown, scene: Scene) => scene.task?.formId != null
const filledForm: Field = { name: 'form', label: 'filledForm', kind: 'filled-form', when: asksForForm }

/** The applicant is told of the case's own date, not of what units owe each other. */
const isCaseExtended = ({ task, view }: Scene) =>
  task?.subjectId != null && taskOf(view.state, task.subjectId)?.kind === 'handle'

export const coordinationFields = {
  askUnits: [
    { name: 'ask', label: 'ask', kind: 'paragraph' },
    { name: 'units', label: 'units', kind: 'units-asked' },
    limit,
    formPicker,
    files,
  ],
  askOutside: [
    { name: 'organisation', label: 'organisation', kind: 'line' },
    { name: 'name', label: 'outsideName', hint: 'outsideHint', kind: 'line' },
    { name: 'ask', label: 'ask', kind: 'paragraph' },
    limit,
    formPicker,
    files,
  ],
  seekOpinion: [{ name: 'ask', label: 'ask', kind: 'paragraph' }, units, limit, files],
  askCountersign: [{ name: 'ask', label: 'ask', kind: 'paragraph' }, units, onRefusal, limit, files],
  seekOpinionWithin: [{ name: 'ask', label: 'ask', kind: 'paragraph' }, units, limit, files],
  askCountersignWithin: [{ name: 'ask', label: 'ask', kind: 'paragraph' }, units, onRefusal, limit, files],
  agreeCountersign: [{ name: 'note', label: 'note', kind: 'paragraph' }, files],
  refuseCountersign: [reason, files],
  ruleOnRefusal: [{ name: 'upheld', label: 'upheld', kind: 'choice', of: 'upheld', values: [true, false] }, reason],
  overruleRefusal: [reason],
  askCountersignAgain: [{ name: 'ask', label: 'ask', kind: 'paragraph' }, limit],
  addUnit: [{ name: 'unitId', label: 'toUnit', kind: 'unit' }, { name: 'ask', label: 'ask', kind: 'paragraph' }, limit],
  copyCase: [
    { name: 'unitIds', label: 'copyUnits', kind: 'units' },
    { name: 'personIds', label: 'copyPeople', kind: 'people' },
    { name: 'note', label: 'note', kind: 'line' },
  ],
  markCopyRead: [],
  urgeTask: [{ name: 'words', label: 'urgingWords', kind: 'line' }],
  signTask: [],
  replyToTask: [
    filledForm,
    { name: 'publicReply', label: 'publicReply', hint: 'publicReplyHint', kind: 'paragraph' },
    { name: 'internalNote', label: 'internalNote', hint: 'internalNoteHint', kind: 'paragraph' },
    { name: 'solution', label: 'solution', kind: 'proposed-steps' },
    files,
  ],
  forwardTask: [
    { name: 'direction', label: 'direction', kind: 'choice', of: 'direction', values: ['up', 'across'] },
    toUnit,
    { name: 'ask', label: 'ask', kind: 'paragraph' },
    limit,
    { name: 'formId', label: 'form', kind: 'form-picker' },
    files,
  ],
  transferTask: [{ ...toUnit, hint: 'transferHint' }, reason],
  recallReply: [{ ...reason, hint: 'recallHint' }],
  returnTask: [reason, { name: 'suggestedUnitId', label: 'suggestedUnit', kind: 'unit' }],
  redirectTask: [toUnit, { name: 'ask', label: 'ask', kind: 'paragraph' }],
  ruleOnReturn: [toUnit, reason],
  withdrawTask: [reason],
  requestExtension: [{ name: 'limit', label: 'extension', kind: 'limit' }, reason],
  decideExtension: [
    { name: 'granted', label: 'granted', kind: 'choice', of: 'granted', values: [true, false] },
    reason,
    {
      name: 'applicantTold',
      label: 'applicantTold',
      hint: 'applicantToldHint',
      kind: 'line',
      when: (values, scene) => values.granted === true && isCaseExtended(scene),
    },
  ],
  layPlan: [{ name: 'steps', label: 'steps', kind: 'plan-steps' }],
  completeStep: [{ name: 'outcome', label: 'outcome', kind: 'line' }, filledForm, files],
  dropStep: [reason],
  sendBackStep: [{ name: 'toTaskId', label: 'earlierStep', hint: 'earlierStepHint', kind: 'earlier-step' }, reason],
} as const satisfies Record<string, readonly Field[]>
