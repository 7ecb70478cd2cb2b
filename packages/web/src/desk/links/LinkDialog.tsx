import type { Task } from '@bancheng/core/cases/state.ts'
import { linkAddress } from '@bancheng/core/links/address.ts'
import { linkContract } from '@bancheng/core/links/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Space } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { LinkForm, type Wanted } from './LinkForm.tsx'
import { LinkList } from './LinkList.tsx'
import { LinkPreview } from './LinkPreview.tsx'
import { NewCode } from './NewCode.tsx'
import { linkDeskTexts } from './texts.ts'

type At = { readonly caseId: string; readonly taskId: string }

const usePreview = (params: At) =>
  useMutation({ mutationFn: (body: Wanted) => call(linkContract.previewLink, { params, body }) })

function useIssue(params: At) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Wanted) => call(linkContract.issueLink, { params, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['links', params.caseId] }),
  })
}

/** Made out to somebody by name; what they will see is shown before it is sent, address and code are shown once. */
export function LinkDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTexts(linkDeskTexts)
  const { caseId } = useCaseDesk().view.state
  const params = { caseId, taskId: task.taskId }
  const [preview, issue] = [usePreview(params), useIssue(params)]
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const look = (next: Wanted) => {
    setWanted(next)
    preview.mutate(next)
  }
  const page = preview.data?.page
  return (
    <Modal
      open
      title={t.title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{t.close}</Button>}
    >
      <p className="desk-quiet">{t.lead}</p>
      <ProblemAlert error={issue.error ?? preview.error} />
      {issue.data ? <Issued token={issue.data.token} code={issue.data.code} /> : null}
      {!issue.data && page && wanted ? (
        <>
          <LinkPreview page={page} />
          <Space>
            <Button type="primary" loading={issue.isPending} onClick={() => issue.mutate(wanted)}>
              {t.issue}
            </Button>
            <Button onClick={preview.reset}>{t.change}</Button>
          </Space>
        </>
      ) : null}
      {!issue.data && !page ? <LinkForm task={task} before={wanted} isBusy={preview.isPending} onLook={look} /> : null}
      <LinkList caseId={caseId} taskId={task.taskId} />
    </Modal>
  )
}

function Issued({ token, code }: { token: string; code: string }) {
  const t = useTexts(linkDeskTexts)
  const [isCopied, setIsCopied] = useState(false)
  const id = useId()
  const address = `${location.origin}${linkAddress(token)}`
  const copy = () => void navigator.clipboard?.writeText(address).then(() => setIsCopied(true))
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <Alert type="warning" showIcon title={t.once} />
      <div>
        <label htmlFor={id}>{t.link}</label>
        <Input.TextArea id={id} readOnly autoSize value={address} onFocus={(event) => event.target.select()} />
        <Button size="small" onClick={copy} style={{ marginTop: 6 }}>
          {isCopied ? t.copied : t.copy}
        </Button>
      </div>
      <NewCode code={code} testId="link-code" />
    </div>
  )
}
