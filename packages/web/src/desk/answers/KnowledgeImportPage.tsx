import {
  answerColumns,
  directoryColumns,
  type KnowledgeKind,
  type KnowledgePreview,
  knowledgeContract,
} from '@bancheng/core/catalogue/qa/import.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call, uploadTo } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import '../catalogue/catalogue.css'
import { ColumnChoice } from '../catalogue/ColumnChoice.tsx'
import { ImportErrors } from '../catalogue/ImportPreviewPanel.tsx'
import { importTexts } from '../catalogue/texts.ts'
import { knowledgeTexts } from './import-texts.ts'

const endpoints = { qa: knowledgeContract.previewAnswers, directory: knowledgeContract.previewDirectory } as const
const homes = { qa: '/answers', directory: '/directory' } as const
/** The first heading that is known for each column. */
const headings: Record<KnowledgeKind, readonly string[]> = {
  qa: Object.values(answerColumns).map(([heading]) => heading),
  directory: Object.values(directoryColumns).map(([heading]) => heading),
}

const optionsOf = (columns: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(columns).map(([value, [heading]]) => ({ value, label: heading ?? value }))
const options: Record<KnowledgeKind, ReturnType<typeof optionsOf>> = {
  qa: optionsOf(answerColumns),
  directory: optionsOf(directoryColumns),
}

function Counts({ counts }: Pick<KnowledgePreview, 'counts'>) {
  const t = useTexts(importTexts)
  const shown = [
    [t.rows, counts.rows],
    [t.new, counts.new],
    [t.changed, counts.changed],
    [t.unchanged, counts.unchanged],
    [t.errors, counts.errors],
  ] as const
  return (
    <dl className="import-counts">
      {shown.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={name === t.errors && count > 0 ? 'desk-late' : undefined}>{count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}

type PreviewedProps = { preview: KnowledgePreview; choose: (columns: string) => void; isPending: boolean }

function Previewed({ preview, choose, isPending }: PreviewedProps) {
  const t = useTexts(importTexts)
  return (
    <>
      <section className="desk-panel import-panel" aria-live="polite">
        <h2>{preview.fileName}</h2>
        <Counts counts={preview.counts} />
        <h2 style={{ marginTop: 16 }}>{t.columns}</h2>
        <ColumnChoice columns={preview.columns} options={options[preview.kind]} choose={choose} isPending={isPending} />
      </section>
      <ImportErrors preview={preview} />
      {preview.examples.length > 0 ? (
        <section className="desk-panel import-panel">
          <h2>{t.examples}</h2>
          <table className="desk-table is-cards">
            <tbody>
              {preview.examples.map((example) => (
                <tr key={`${example.name}/${example.detail}`}>
                  <td>
                    <span className="word-tag">{example.change === 'new' ? t.changeNew : t.changeChanged}</span>
                  </td>
                  <td>{example.name}</td>
                  <td className="desk-quiet">{example.detail}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </>
  )
}

type Confirm = (skipErrors: boolean) => void

function Decide({
  shown,
  confirm,
  isPending,
  cancel,
}: {
  shown: KnowledgePreview
  confirm: Confirm
  isPending: boolean
  cancel: () => void
}) {
  const t = useTexts(importTexts)
  const { counts, errors } = shown
  const isNothing = counts.new + counts.changed === 0
  const maySkip = counts.errors > 0 && errors.every(({ row }) => row !== null && row > 1) && !isNothing
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 14 }}>
      {isNothing && errors.length === 0 ? <Alert type="info" role="status" title={t.nothing} /> : null}
      {errors.length === 0 ? (
        <Button type="primary" disabled={isNothing} loading={isPending} onClick={() => confirm(false)}>
          {t.confirmAll}
        </Button>
      ) : null}
      {maySkip ? (
        <Button loading={isPending} onClick={() => confirm(true)}>
          {t.confirmGood(counts.errors)}
        </Button>
      ) : null}
      <Button disabled={isPending} onClick={cancel}>
        {t.cancel}
      </Button>
    </div>
  )
}

/** A file becomes answers, or entries of the directory, in two steps: first it is judged, then a person decides. */
export function KnowledgeImportPage({ kind }: { kind: KnowledgeKind }) {
  const t = useTexts(importTexts)
  const own = useTexts(knowledgeTexts)
  const client = useQueryClient()
  // While the file is read again with other columns, what was shown stays.
  const [last, setLast] = useState<KnowledgePreview | null>(null)
  const preview = useMutation({
    mutationFn: ({ file, columns }: { file: File; columns?: string }) =>
      uploadTo(endpoints[kind], file, { query: columns ? { columns } : {} }),
    onSuccess: setLast,
  })
  const confirm = useMutation({
    mutationFn: (body: { importId: string; skipErrors: boolean }) =>
      call(knowledgeContract.confirmKnowledge, {
        params: { importId: body.importId },
        body: { skipErrors: body.skipErrors },
      }),
    onSuccess: () => {
      for (const key of ['answers', 'directory', 'search']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  const again = () => {
    setLast(null)
    preview.reset()
    confirm.reset()
  }
  useTitle(own[kind])
  const shown = preview.data ?? last
  const file = preview.variables?.file
  return (
    <>
      <div className="desk-head">
        <h1>{own[kind]}</h1>
        <Link to={homes[kind]}>{own[`back.${kind}`]}</Link>
      </div>
      <ProblemAlert error={preview.error ?? confirm.error} />
      {confirm.data ? (
        <Alert
          type="success"
          role="status"
          title={t.done}
          description={t.doneCounts(confirm.data.counts.new, confirm.data.counts.changed)}
          action={<Button onClick={again}>{t.another}</Button>}
        />
      ) : null}
      {shown && file && !confirm.data ? (
        <>
          <Decide
            shown={shown}
            isPending={confirm.isPending}
            confirm={(skipErrors) => confirm.mutate({ importId: shown.importId, skipErrors })}
            cancel={again}
          />
          <Previewed
            preview={shown}
            choose={(columns) => preview.mutate({ file, columns })}
            isPending={preview.isPending}
          />
        </>
      ) : null}
      {shown ? null : (
        <>
          <Upload.Dragger
            accept=".csv,.xlsx"
            multiple={false}
            showUploadList={false}
            disabled={preview.isPending}
            beforeUpload={(file) => {
              preview.mutate({ file })
              return false // it is sent above, with the token of the session
            }}
          >
            <p style={{ fontSize: 16, margin: '24px 0 4px' }}>{preview.isPending ? t.reading : t.drop}</p>
            <p className="desk-quiet">{t.kinds}</p>
          </Upload.Dragger>
          <p className="desk-quiet">{own.known(headings[kind].join('、'))}</p>
        </>
      )}
    </>
  )
}
