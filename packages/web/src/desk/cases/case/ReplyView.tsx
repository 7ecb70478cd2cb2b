import type { FilledForm } from '@bancheng/core/cases/events.ts'
import type { Reply, Task } from '@bancheng/core/cases/state.ts'
import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../api.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { CommandButton } from '../commands/CommandButton.tsx'
import { controlTexts } from '../commands/control-texts.ts'
import { proposedPlan } from '../commands/start-values.ts'
import { FileLinks } from '../files/FileLinks.tsx'
import { abilityFor } from './abilities.ts'
import { answersTexts } from './answers-texts.ts'
import { Fact } from './Fact.tsx'
import { Masked } from './RevealButton.tsx'

/** What a unit answered: two texts kept apart, the form, the way out that it proposes. */
export function ReplyView({ task, reply }: { task: Task; reply: Reply }) {
  const t = useTexts(caseTexts)
  const a = useTexts(answersTexts)
  const { locale } = useLocale()
  const { view } = useCaseDesk()
  const layPlan = abilityFor(view.abilities, 'layPlan')
  return (
    <div className={task.ended?.outcome === 'not-agreed' ? 'case-reply is-refusal' : 'case-reply'}>
      <dl className="case-facts is-stacked">
        {reply.publicReply ? <Fact name={sayReply(task, { ...t, ...a })}>{reply.publicReply}</Fact> : null}
        {reply.internalNote ? <Fact name={t.internalNote}>{reply.internalNote}</Fact> : null}
      </dl>
      {reply.form ? <FormView form={reply.form} taskId={task.taskId} /> : null}
      {reply.solution.length > 0 ? (
        <>
          <h4>{t.solution}</h4>
          <ol>
            {reply.solution.map((step) => (
              <li key={step.title}>
                {step.title}
                <span className="desk-quiet">
                  {`（${[labelOf('stepChannel', step.channel, locale), step.unitId ? view.names.units[step.unitId] : ''].filter(Boolean).join('，')}）`}
                </span>
              </li>
            ))}
          </ol>
          {layPlan ? (
            <CommandButton ability={layPlan} label={t.toPlan} given={{ steps: proposedPlan({ view }, task.taskId) }} />
          ) : null}
        </>
      ) : null}
      <FileLinks ids={reply.fileIds} files={view.files} />
      {task.ended ? <p className="desk-quiet desk-number">{sayInstant(task.ended.at)}</p> : null}
    </div>
  )
}

/** Something was done, rather than answered. */
const isWork = ({ kind }: Task) => kind === 'step' || kind === 'procedure'

/** A yes or no among units is nothing that the applicant was told. */
function sayReply(
  task: Task,
  t: Readonly<
    Record<'outcome' | 'publicReply' | 'refusalReason' | 'agreeNote' | 'approverWords' | 'contactWords', string>
  >,
) {
  if (task.kind === 'negative-approval') return t.approverWords
  if (task.kind === 'first-contact') return t.contactWords
  if (task.purpose?.kind === 'countersign') return task.ended?.outcome === 'agreed' ? t.agreeNote : t.refusalReason
  return isWork(task) ? t.outcome : t.publicReply
}

function FormView({ form, taskId }: { form: FilledForm; taskId: string }) {
  const t = useTexts(caseTexts)
  const c = useTexts(controlTexts)
  const { data } = useQuery({ queryKey: ['forms'], queryFn: () => call(catalogueContract.forms, {}) })
  const definition = data?.forms.find(({ formId, version }) => formId === form.formId && version === form.version)
  const labelFor = (key: string) => definition?.fields.find((field) => field.key === key)?.label ?? key
  const filled = Object.entries(form.values).filter(([, value]) => value !== null && value !== '')
  return (
    <div className="case-form-sheet">
      <div className="case-form-title">{definition?.title ?? t.form}</div>
      <dl className="case-facts">
        {filled.map(([key, value]) => (
          <Fact key={key} name={labelFor(key)}>
            {typeof value === 'object' && value !== null ? (
              <Masked field="form" label={labelFor(key)} masked={value.masked} subjectId={taskId} formKey={key} />
            ) : typeof value === 'boolean' ? (
              value ? (
                c.yes
              ) : (
                c.no
              )
            ) : (
              String(value)
            )}
          </Fact>
        ))}
      </dl>
    </div>
  )
}
