import type { Task } from '@bancheng/core/cases/state.ts'
import { linkAddress } from '@bancheng/core/links/address.ts'
import { linkContract } from '@bancheng/core/links/contract.ts'
import { LINK_DAYS } from '@bancheng/core/links/rules.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, InputNumber, Modal, Typography } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { LinkList } from './LinkList.tsx'
import { linkDeskTexts } from './texts.ts'

function useIssue(caseId: string, taskId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { organisation: string; recipient: string; days: number }) =>
      call(linkContract.issueLink, { params: { caseId, taskId }, body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['links', caseId] }),
  })
}

/** Made out to somebody by name; address and code are shown once, and what was sent earlier can be revoked. */
export function LinkDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useTexts(linkDeskTexts)
  const { caseId } = useCaseDesk().view.state
  const issue = useIssue(caseId, task.taskId)
  return (
    <Modal
      open
      title={t.title}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>{t.close}</Button>}
    >
      <p className="desk-quiet">{t.lead}</p>
      <p className="case-quote">{task.ask}</p>
      <ProblemAlert error={issue.error} />
      {issue.data ? (
        <Issued token={issue.data.token} code={issue.data.code} />
      ) : (
        <IssueForm isBusy={issue.isPending} onIssue={issue.mutate} />
      )}
      <LinkList caseId={caseId} taskId={task.taskId} />
    </Modal>
  )
}

type FormProps = {
  readonly isBusy: boolean
  readonly onIssue: (wanted: { organisation: string; recipient: string; days: number }) => void
}

function IssueForm({ isBusy, onIssue }: FormProps) {
  const t = useTexts(linkDeskTexts)
  const [organisation, setOrganisation] = useState('')
  const [recipient, setRecipient] = useState('')
  const [days, setDays] = useState<number>(LINK_DAYS.usual)
  const isComplete = organisation.trim() !== '' && recipient.trim() !== ''
  return (
    <form
      style={{ display: 'grid', gap: 10 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete) onIssue({ organisation, recipient, days })
      }}
    >
      <Part label={t.organisation}>
        {(id) => (
          <Input id={id} value={organisation} onChange={(event) => setOrganisation(event.target.value)} autoFocus />
        )}
      </Part>
      <Part label={t.recipient}>
        {(id) => <Input id={id} value={recipient} onChange={(event) => setRecipient(event.target.value)} />}
      </Part>
      <Part label={t.days}>
        {(id) => (
          <InputNumber
            id={id}
            min={LINK_DAYS.least}
            max={LINK_DAYS.most}
            precision={0}
            value={days}
            onChange={(value) => setDays(value ?? LINK_DAYS.usual)}
          />
        )}
      </Part>
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isComplete}>
        {t.issue}
      </Button>
    </form>
  )
}

function Part({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
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
      <div>
        {t.code}：
        <Typography.Text strong style={{ fontSize: 22, letterSpacing: '0.2em' }} data-testid="link-code">
          {code}
        </Typography.Text>
      </div>
    </div>
  )
}
