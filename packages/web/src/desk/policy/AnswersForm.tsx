import { NegativeApprover, NegativeReport } from '@bancheng/core/policy/answers.ts'
import { useTexts } from '../../locale.tsx'
import { answersRuleTexts } from './answers-texts.ts'
import { Choice, LimitField, Part, Row } from './fields.tsx'
import type { FormProps } from './options.ts'

/** 否定报备与首次联系. */
export function AnswersForm({ policy, change }: FormProps) {
  const t = useTexts(answersRuleTexts)
  const { negativeAnswers } = policy
  const { approvedBy, report, within } = negativeAnswers
  const set = (next: Partial<typeof negativeAnswers>) =>
    change({ ...policy, negativeAnswers: { ...negativeAnswers, ...next } })
  return (
    <Part title={t.title}>
      <Row label={t.negative}>
        <Choice
          label={t.negative}
          value={approvedBy}
          width={250}
          options={NegativeApprover.options.map((value) => ({ value, label: t[value] }))}
          onChange={(next) => set({ approvedBy: next })}
        />
      </Row>
      {approvedBy === 'nobody' ? null : (
        <Row label={t.when}>
          <Choice
            label={t.when}
            value={report}
            width={250}
            options={NegativeReport.options.map((value) => ({ value, label: t[value] }))}
            onChange={(next) => set({ report: next })}
          />
        </Row>
      )}
      {approvedBy === 'nobody' || report === 'after' ? null : (
        <Row label={t.within}>
          <LimitField label={t.within} value={within} onChange={(next) => set({ within: next })} />
        </Row>
      )}
      <ContactRows policy={policy} change={change} />
    </Part>
  )
}

const contactBy = ['none', 'window', 'unit'] as const

function ContactRows({ policy, change }: FormProps) {
  const t = useTexts(answersRuleTexts)
  const { firstContact } = policy
  const within = firstContact?.within ?? { amount: 0, unit: 'on-the-spot' as const }
  return (
    <>
      <Row label={t.contact}>
        <Choice
          label={t.contact}
          value={firstContact?.by ?? 'none'}
          width={250}
          options={contactBy.map((value) => ({ value, label: t[value] }))}
          onChange={(by) => change({ ...policy, firstContact: by === 'none' ? null : { by, within } })}
        />
      </Row>
      {firstContact ? (
        <Row label={t.contactWithin}>
          <LimitField
            label={t.contactWithin}
            value={within}
            onChange={(next) => change({ ...policy, firstContact: { ...firstContact, within: next } })}
          />
          <span className="desk-quiet">{t.sameDay}</span>
        </Row>
      ) : null}
    </>
  )
}
