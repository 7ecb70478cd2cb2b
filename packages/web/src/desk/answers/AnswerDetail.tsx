import { type AnswerView, answerContract } from '@bancheng/core/catalogue/qa/answer.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { AnswerForm } from './AnswerForm.tsx'
import { Changes } from './Changes.tsx'
import { ReportEntry } from './ReportEntry.tsx'
import { answersTexts } from './texts.ts'

/** Without the hint on how to fill it in. */
const plainName = (label: string): string => label.replace(/\s*[（(].*$/, '')

function Facts({ answer }: { answer: AnswerView }) {
  const t = useTexts(answersTexts)
  const { draft } = answer
  const facts = [
    [t.unit, answer.unitName],
    [t.departmentName, draft.departmentName],
    [t.valid, draft.validFrom || draft.validTo ? `${draft.validFrom ?? ''} – ${draft.validTo ?? ''}` : t.always],
    [plainName(t.category), draft.category],
    [t.itemId, answer.itemName],
    [t.area, draft.area],
    [plainName(t.keywords), draft.keywords.join('、')],
    [plainName(t.paraphrases), draft.paraphrases.join('；')],
  ] as const
  return (
    <dl className="item-facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** One question with its answer, who keeps it, and who changed what. */
export function AnswerDetail({ qaId }: { qaId: string }) {
  const t = useTexts(answersTexts)
  const client = useQueryClient()
  const [isEditing, setIsEditing] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: ['answer', qaId],
    queryFn: () => call(answerContract.viewAnswer, { params: { qaId }, query: {} }),
  })
  const retire = useMutation({
    mutationFn: (expectedVersion: number) =>
      call(answerContract.retireAnswer, { params: { qaId }, body: { expectedVersion } }),
    onSuccess: () => {
      for (const key of ['answers', 'answer', 'changes', 'search']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  if (isEditing) return <AnswerForm kept={data} draft={data.draft} done={() => setIsEditing(false)} />
  return (
    <>
      <h2>{data.draft.question}</h2>
      <span className="desk-quiet">{t.version(data.version)}</span>{' '}
      {data.isRetired ? <span className="word-tag is-strong">{t.retired}</span> : null}
      <ProblemAlert error={retire.error} />
      <p style={{ whiteSpace: 'pre-line', fontSize: 16 }}>{data.draft.answer}</p>
      {data.draft.link ? (
        <a href={data.draft.link} target="_blank" rel="noreferrer">
          {data.draft.link}
        </a>
      ) : null}
      <Facts answer={data} />
      {data.mayKeep ? (
        <p style={{ display: 'flex', gap: 8 }}>
          <Button onClick={() => setIsEditing(true)}>{t.edit}</Button>
          <Popconfirm
            title={t.retireSure}
            okText={t.retire}
            cancelText={t.cancel}
            onConfirm={() => retire.mutate(data.version)}
          >
            <Button loading={retire.isPending}>{t.retire}</Button>
          </Popconfirm>
        </p>
      ) : null}
      <ReportEntry subject={{ subjectKind: 'qa', subjectId: qaId, subjectName: data.draft.question }} />
      <Changes subjectKind="qa" subjectId={qaId} />
    </>
  )
}
