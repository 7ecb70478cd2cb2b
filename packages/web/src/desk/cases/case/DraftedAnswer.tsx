import type { NegativeAnswer } from '@bancheng/core/cases/events.ts'
import { approvalOf } from '@bancheng/core/cases/negative.ts'
import { isPending, type Task } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { scopeWord } from '@bancheng/core/texts/labels.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { FileLinks } from '../files/FileLinks.tsx'
import { answersTexts } from './answers-texts.ts'
import { Fact } from './Fact.tsx'

/** 否定答复 as it was drafted: whose it is, what it says, on which ground, and what the applicant can do instead. */
export function DraftedAnswer({ task, view }: { task: Task; view: CaseView }) {
  const t = useTexts(answersTexts)
  const { negative, opened } = approvalOf(view.state, task)
  if (!negative) return null
  const name = view.names.people[opened.by] ?? ''
  return (
    <div className="case-reply">
      <p className="desk-quiet">{isPending(task) ? t.draftedBy(name) : t.wasDraftedBy(name)}</p>
      <AnswerFacts answer={negative} />
      {negative.kind === 'explained' ? <FileLinks ids={negative.fileIds} files={view.files} /> : null}
    </div>
  )
}

function AnswerFacts({ answer }: { answer: NegativeAnswer }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const a = useTexts(answersTexts)
  const facts =
    answer.kind === 'explained'
      ? [
          [t.publicReply, answer.publicReply],
          [t.legalBasis, answer.legalBasis],
          [t.alternative, answer.alternative],
          [t.internalNote, answer.internalNote],
        ]
      : [
          [a.scopeReason, scopeWord(answer.reason, answer.reasonName, locale)],
          [a.explanation, answer.explanation],
          [t.remedy, answer.remedy],
        ]
  return (
    <dl className="case-facts is-stacked">
      {facts.map(([name, text]) =>
        text ? (
          <Fact key={name} name={name ?? ''}>
            {text}
          </Fact>
        ) : null,
      )}
    </dl>
  )
}
