import { answerContract, type ChangeSubject } from '@bancheng/core/catalogue/qa/answer.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { answersTexts } from './texts.ts'

/** Who changed what, the newest first, field by field. */
export function Changes({ subjectKind, subjectId }: { subjectKind: z.infer<typeof ChangeSubject>; subjectId: string }) {
  const t = useTexts(answersTexts)
  const { data } = useQuery({
    queryKey: ['changes', subjectKind, subjectId],
    queryFn: () => call(answerContract.changes, { params: { subjectKind, subjectId } }),
  })
  const known: Readonly<Record<string, unknown>> = t
  const nameOf = (field: string) => (typeof known[field] === 'string' ? known[field] : field)
  return (
    <details>
      <summary>{t.history}</summary>
      {data?.changes.length === 0 ? <p className="desk-quiet">{t.noHistory}</p> : null}
      {data?.changes.map((change) => (
        <section key={change.changeId} style={{ margin: '10px 0' }}>
          <strong>{change.personName}</strong>{' '}
          <span className="desk-quiet">
            {sayInstant(change.at)} {t[`way.${change.way}`]}
            {change.version ? ` · ${t.version(change.version)}` : ''}
          </span>
          <dl style={{ margin: '4px 0' }}>
            {change.fields.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{nameOf(field)}</dt>
                <dd style={{ whiteSpace: 'pre-line' }}>
                  {before ? <del>{before}</del> : null} <ins style={{ textDecoration: 'none' }}>{after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  )
}
