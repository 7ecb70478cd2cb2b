import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import type { ImportPreview } from '@bancheng/core/catalogue/import.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Result, Spin, Upload } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { call, uploadTo } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import './catalogue.css'
import { ImportPreviewPanel } from './ImportPreviewPanel.tsx'
import { importTexts } from './texts.ts'

function useImport() {
  const client = useQueryClient()
  // While the file is read again with other columns, what was shown stays.
  const [last, setLast] = useState<ImportPreview | null>(null)
  const preview = useMutation({
    onSuccess: setLast,
    mutationFn: ({ file, columns }: { file: File; columns?: string }) =>
      uploadTo(catalogueContract.previewImport, file, { query: columns ? { columns } : {} }),
  })
  const confirm = useMutation({
    mutationFn: ({ importId, skipErrors }: { importId: string; skipErrors: boolean }) =>
      call(catalogueContract.confirmImport, { params: { importId }, body: { skipErrors } }),
    onSuccess: () => {
      for (const key of ['items', 'item', 'directory']) void client.invalidateQueries({ queryKey: [key] })
    },
  })
  const cancel = () => {
    setLast(null)
    preview.reset()
    confirm.reset()
  }
  return { preview, last, confirm, cancel }
}
type Import = ReturnType<typeof useImport>

function ChooseFile({ preview }: Pick<Import, 'preview'>) {
  const t = useTexts(importTexts)
  return (
    <>
      <ProblemAlert error={preview.error} />
      <Spin spinning={preview.isPending} description={t.reading}>
        <Upload.Dragger
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          multiple={false}
          showUploadList={false}
          disabled={preview.isPending}
          beforeUpload={(file) => {
            preview.mutate({ file })
            return false // it is sent above, with the token of the session
          }}
        >
          <p style={{ fontSize: 16, margin: '24px 0 4px' }}>{t.drop}</p>
          <p className="desk-quiet">{t.kinds}</p>
        </Upload.Dragger>
      </Spin>
    </>
  )
}

function Decide({ shown, confirm, cancel }: { shown: ImportPreview } & Omit<Import, 'preview' | 'last'>) {
  const t = useTexts(importTexts)
  const { counts, errors, importId } = shown
  const hasErrors = counts.errors > 0 || errors.length > 0
  // An error of the whole file leaves nothing that could be imported without it.
  const maySkip = counts.errors > 0 && errors.every((error) => error.row !== null)
  const isNothing = counts.new + counts.changed === 0
  return (
    <>
      <ProblemAlert error={confirm.error} />
      {isNothing && !hasErrors ? (
        <Alert type="info" role="status" title={t.nothing} style={{ marginBottom: 14 }} />
      ) : null}
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 14 }}>
        {hasErrors ? null : (
          <Button
            type="primary"
            disabled={isNothing}
            loading={confirm.isPending}
            onClick={() => confirm.mutate({ importId, skipErrors: false })}
          >
            {t.confirmAll}
          </Button>
        )}
        {maySkip && !isNothing ? (
          <Button loading={confirm.isPending} onClick={() => confirm.mutate({ importId, skipErrors: true })}>
            {t.confirmGood(counts.errors)}
          </Button>
        ) : null}
        <Button disabled={confirm.isPending} onClick={cancel}>
          {t.cancel}
        </Button>
      </div>
    </>
  )
}

function Done({ confirmed, again }: { confirmed: ImportPreview; again: () => void }) {
  const t = useTexts(importTexts)
  const navigate = useNavigate()
  return (
    <Result
      status="success"
      title={t.done}
      subTitle={t.doneCounts(confirmed.counts.new, confirmed.counts.changed)}
      extra={[
        <Button key="items" type="primary" onClick={() => void navigate('/items')}>
          {t.toItems}
        </Button>,
        <Button key="again" onClick={again}>
          {t.another}
        </Button>,
      ]}
    />
  )
}

/** A file becomes items in two steps: first it is only read and judged, then a person decides. */
export function ImportPage() {
  const t = useTexts(importTexts)
  const { preview, last, confirm, cancel } = useImport()
  useTitle(t.title)
  const body = () => {
    if (confirm.data) return <Done confirmed={confirm.data} again={cancel} />
    const shown = preview.data ?? last
    const file = preview.variables?.file
    if (!shown || !file) return <ChooseFile preview={preview} />
    return (
      <>
        <ProblemAlert error={preview.error} />
        <Decide shown={shown} confirm={confirm} cancel={cancel} />
        <ImportPreviewPanel
          preview={shown}
          choose={(columns) => preview.mutate({ file, columns })}
          isPending={preview.isPending}
        />
      </>
    )
  }
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Link to="/items">{t.back}</Link>
      </div>
      {body()}
    </>
  )
}
