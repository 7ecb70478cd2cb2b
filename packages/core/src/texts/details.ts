import type { CaseEvent } from '../cases/events.ts'
import type { Sealed } from '../kernel/sealed.ts'
import type { Locale } from './refusals.ts'
import type { Names } from './sentences.ts'

export type Detail = { readonly label: string; readonly text: string }

const words = {
  zh: {
    internal: '内部说明',
    form: '格式表格',
    solution: '办理方案',
    proof: '凭据',
    basis: '依据',
    alternative: '可行办法',
    words: '申请人原话',
    already: '已办情况',
    online: '线上',
    offline: '线下',
    conditions: '条件',
  },
  en: {
    internal: 'Internal note',
    form: 'Form',
    solution: 'Way out',
    proof: 'Proof',
    basis: 'Legal basis',
    alternative: 'What they can do instead',
    words: 'The applicant’s words',
    already: 'Done so far',
    online: 'online',
    offline: 'offline',
    conditions: 'Conditions',
  },
} as const satisfies Record<Locale, Record<string, string>>

const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && 'masked' in value
const say = (value: unknown): string => (isSealed(value) ? value.masked : String(value ?? ''))

/** What stands below the sentence of an event when it is opened: the longer texts, each under its name. */
export function detailsOf(event: CaseEvent, names: Names, locale: Locale): readonly Detail[] {
  const w = words[locale]
  const lines: Detail[] = []
  const add = (label: string, text: string) => void (text && lines.push({ label, text }))
  switch (event.type) {
    case 'CaseRegistered':
      add(w.already, event.payload.alreadyDone)
      break
    case 'TaskReplied': {
      const { internalNote, form, solution } = event.payload
      add(w.internal, internalNote)
      if (form) add(w.form, Object.values(form.values).map(say).filter(Boolean).join('；'))
      for (const step of solution)
        add(w.solution, `${step.title}（${w[step.channel]}${step.unitId ? `，${names.unit(step.unitId)}` : ''}）`)
      break
    }
    case 'StepCompleted':
      if (event.payload.form) add(w.form, Object.values(event.payload.form.values).map(say).filter(Boolean).join('；'))
      break
    case 'NegativeAnswerDrafted': {
      const { answer } = event.payload
      if (answer.kind !== 'explained') break
      add(w.internal, answer.internalNote)
      add(w.alternative, answer.alternative)
      break
    }
    case 'ResultRecorded':
      add(w.internal, event.payload.internalNote)
      add(w.proof, event.payload.proof)
      add(w.basis, event.payload.legalBasis)
      add(w.alternative, event.payload.alternative)
      add(w.words, event.payload.applicantWords)
      break
  }
  return lines
}
