import { type AnswerDraft, answerContract, AnswerDraft as Draft } from '@bancheng/core/catalogue/qa/answer.ts'
import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { answersTexts } from './texts.ts'

export const emptyAnswer: AnswerDraft = {
  question: '',
  answer: '',
  paraphrases: [],
  keywords: [],
  category: '',
  departmentName: '',
  unitId: null,
  itemId: null,
  area: '',
  link: '',
  validFrom: null,
  validTo: null,
}

type Typed = Record<
  | 'question'
  | 'answer'
  | 'paraphrases'
  | 'keywords'
  | 'category'
  | 'departmentName'
  | 'area'
  | 'link'
  | 'validFrom'
  | 'validTo',
  string
> & {
  unitId: string | null
}

const typedOf = (draft: AnswerDraft): Typed => ({
  ...draft,
  paraphrases: draft.paraphrases.join('\n'),
  keywords: draft.keywords.join('\n'),
  validFrom: draft.validFrom ?? '',
  validTo: draft.validTo ?? '',
})
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
const read = (typed: Typed, draft: AnswerDraft) =>
  Draft.safeParse({
    ...typed,
    itemId: draft.itemId,
    paraphrases: lines(typed.paraphrases),
    keywords: lines(typed.keywords),
    validFrom: typed.validFrom || null,
    validTo: typed.validTo || null,
  })

function useUnits() {
  const { data } = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => call(directoryContract.viewDirectory, { query: {} }),
    staleTime: 5 * 60_000,
  })
  return (data?.organisations ?? []).flatMap(({ shortName, units }) =>
    units.map(({ unitId, name }) => ({ value: unitId, label: `${shortName} ${name}` })),
  )
}

const Labelled = ({
  id,
  label,
  wrong,
  children,
}: {
  id: string
  label: string
  wrong: boolean
  children: ReactNode
}) => (
  <div style={{ marginBottom: 10 }}>
    <label htmlFor={id} style={{ display: 'block', fontWeight: 600, color: wrong ? 'var(--desk-red)' : undefined }}>
      {label}
    </label>
    {children}
  </div>
)

type Props = {
  readonly kept: { readonly qaId: string; readonly version: number } | null
  readonly draft: AnswerDraft
  /** With the answer that was saved, or null when nothing was. */
  readonly done: (qaId: string | null) => void
}

/** Writes an answer, or its next version; what is typed outlives a reload. */
export function AnswerForm({ kept, draft, done }: Props) {
  const t = useTexts(answersTexts)
  const client = useQueryClient()
  const { person, role, unit } = useSession()
  const units = useUnits()
  const own = role === 'liaison' ? { ...draft, unitId: unit.unitId } : draft
  const { value, keep, forget } = useDraft(person.personId, `answer.${kept?.qaId ?? 'new'}`, typedOf(own))
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const save = useMutation({
    mutationFn: (next: AnswerDraft) =>
      kept
        ? call(answerContract.saveAnswer, {
            params: { qaId: kept.qaId },
            body: { expectedVersion: kept.version, draft: next },
          })
        : call(answerContract.addAnswer, { body: next }),
    onSuccess: ({ qaId }) => {
      forget()
      for (const key of ['answers', 'answer', 'changes', 'search']) void client.invalidateQueries({ queryKey: [key] })
      done(qaId)
    },
  })
  const submit = () => {
    const next = read(value, draft)
    setWrong(new Set(next.success ? [] : next.error.issues.map(({ path }) => String(path[0]))))
    if (next.success) save.mutate(next.data)
  }
  const field = (name: Exclude<keyof Typed, 'unitId'>, rows = 1) => (
    <Labelled id={`answer-${name}`} label={t[name]} wrong={wrong.has(name)}>
      <Input.TextArea
        id={`answer-${name}`}
        autoSize={{ minRows: rows }}
        status={wrong.has(name) ? 'error' : ''}
        aria-invalid={wrong.has(name)}
        value={value[name]}
        onChange={(event) => keep({ ...value, [name]: event.target.value })}
      />
    </Labelled>
  )
  const day = (name: 'validFrom' | 'validTo') => (
    <Labelled id={`answer-${name}`} label={t[name]} wrong={wrong.has(name)}>
      <Input
        id={`answer-${name}`}
        type="date"
        status={wrong.has(name) ? 'error' : ''}
        value={value[name]}
        onChange={(event) => keep({ ...value, [name]: event.target.value })}
      />
    </Labelled>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ProblemAlert error={save.error} />
      {field('question')}
      {field('answer', 5)}
      {field('paraphrases', 2)}
      {field('keywords')}
      {field('category')}
      {field('departmentName')}
      <Labelled id="answer-unitId" label={t.unitId} wrong={wrong.has('unitId')}>
        <Select
          id="answer-unitId"
          allowClear
          showSearch
          optionFilterProp="label"
          disabled={role === 'liaison'}
          style={{ width: '100%' }}
          options={units}
          value={value.unitId}
          onChange={(unitId: string | undefined) => keep({ ...value, unitId: unitId ?? null })}
        />
      </Labelled>
      {field('area')}
      {field('link')}
      <div style={{ display: 'flex', gap: 16 }}>
        {day('validFrom')}
        {day('validTo')}
      </div>
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t.save}
      </Button>{' '}
      <Button
        onClick={() => {
          forget()
          done(kept?.qaId ?? null)
        }}
      >
        {t.cancel}
      </Button>
    </form>
  )
}
