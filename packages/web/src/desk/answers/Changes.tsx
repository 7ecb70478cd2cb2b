import { answerContract, type ChangeSubject } from '@bancheng/core/catalogue/qa/answer.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { answersTexts, changeTexts } from './texts.ts'

type ListProps = {
  readonly subjectKind: z.infer<typeof ChangeSubject>
  readonly subjectId: string
  /** How the fields of this kind are called. */
  readonly names: object
}

/** Who changed what, the newest first, field by field. */
export function ChangeList({ subjectKind, subjectId, names }: ListProps) {
  const t = useTexts(answersTexts)
  const said: Readonly<Record<string, unknown>> = useTexts(changeTexts)
  const known: Readonly<Record<string, unknown>> = { ...said, ...names }
  const { data } = useQuery({
    queryKey: ['changes', subjectKind, subjectId],
    queryFn: () => call(answerContract.changes, { params: { subjectKind, subjectId } }),
  })
  const nameOf = (field: string) => (typeof known[field] === 'string' ? known[field] : field)
  const lineOf = (line: string) =>
    line
      .split(' · ')
      .map((word) => (typeof said[`is.${word}`] === 'string' ? String(said[`is.${word}`]) : word))
      .filter(Boolean)
      .join(' · ')
  const say = (value: string) => value.split('\n').map(lineOf).join('\n')
  if (data?.changes.length === 0) return <p className="desk-quiet">{t.noHistory}</p>
  return data?.changes.map((change) => (
    <section key={change.changeId} style={{ margin: '10px 0' }}>
      <strong>{change.personName}</strong>{' '}
      <span className="desk-quiet">
        {sayInstant(change.at)} {t[`way.${change.way}`]}
        {change.version ? ` · ${t.version(change.version)}` : ''}
      </span>
      <dl className="change-fields">
        {change.fields.map(({ field, before, after }) => (
          <div key={field}>
            <dt className="desk-quiet">{nameOf(field)}</dt>
            <dd>
              {before ? <del>{say(before)}</del> : null} <ins>{say(after)}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ))
}

/** The same, folded in below what it is about. */
export function Changes({ subjectKind, subjectId }: Omit<ListProps, 'names'>) {
  const t = useTexts(answersTexts)
  return (
    <details>
      <summary>{t.history}</summary>
      <ChangeList subjectKind={subjectKind} subjectId={subjectId} names={t} />
    </details>
  )
}
