import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type DeadLetter, notificationContract } from '@bancheng/core/notifications/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Table, Typography } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { notificationTexts } from './texts.ts'

/** Systems that are told of every change, and what did not reach anybody. */
export function Webhooks() {
  const t = useTexts(notificationTexts)
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: ['webhooks'], queryFn: () => call(notificationContract.webhooks, {}) })
  const again = () => client.invalidateQueries({ queryKey: ['webhooks'] })
  const disable = useMutation({
    mutationFn: (webhookId: string) => call(notificationContract.disableWebhook, { params: { webhookId } }),
    onSuccess: again,
  })
  const replay = useMutation({
    mutationFn: (postingId: string) => call(notificationContract.replay, { params: { postingId } }),
    onSuccess: again,
  })
  if (!data) return <Loading />
  return (
    <section>
      <h2>{t.webhooks}</h2>
      <AddWebhook added={again} />
      <Table
        rowKey="webhookId"
        size="small"
        pagination={false}
        scroll={{ x: true }}
        locale={{ emptyText: t.noWebhooks }}
        dataSource={data.rows}
        columns={[
          { title: t.name, dataIndex: 'name' },
          { title: t.url, dataIndex: 'url' },
          { title: t.waiting, dataIndex: 'waiting' },
          { title: t.dead, dataIndex: 'dead' },
          {
            title: t.disable,
            render: (_, row) =>
              row.isActive ? <Button onClick={() => disable.mutate(row.webhookId)}>{t.disable}</Button> : t.disabled,
          },
        ]}
      />
      {disable.error ? <ProblemAlert error={disable.error} /> : null}
      <h2>{t.deadLetters}</h2>
      {replay.error ? <ProblemAlert error={replay.error} /> : null}
      <Table
        rowKey="postingId"
        size="small"
        scroll={{ x: true }}
        locale={{ emptyText: t.noDead }}
        dataSource={data.dead}
        columns={[
          { title: t.to, render: (_, row) => <Recipient row={row} /> },
          {
            title: t.dead,
            render: (_, row) => `${sayInstant(row.deadAt)} · ${t.tries(row.attempts)} · ${row.lastError ?? ''}`,
          },
          {
            title: t.replay,
            render: (_, row) => <Button onClick={() => replay.mutate(row.postingId)}>{t.replay}</Button>,
          },
        ]}
      />
    </section>
  )
}

/** Which system, person, or applicant did not get it; of an applicant only that it was one. */
function Recipient({ row: { channel, recipient } }: { row: DeadLetter }) {
  const t = useTexts(notificationTexts)
  const who =
    recipient === 'applicant'
      ? t.applicant
      : recipient === 'notice'
        ? t.notice
        : recipient === 'rating'
          ? t.rating
          : recipient
  return (
    <>
      <span className="word-tag">{channel === 'webhook' ? t.webhook : t[channel]}</span> {who}
    </>
  )
}

function AddWebhook({ added }: { added: () => unknown }) {
  const t = useTexts(notificationTexts)
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const add = useMutation({
    mutationFn: () => call(notificationContract.addWebhook, { body: { name, url, topics: [] } }),
    onSuccess: () => {
      setName('')
      setUrl('')
      return added()
    },
  })
  return (
    <form
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <Input
        aria-label={t.name}
        placeholder={t.name}
        style={{ width: 200 }}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        aria-label={t.url}
        placeholder="https://"
        style={{ width: 320 }}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button htmlType="submit" disabled={!name || !url}>
        {t.add}
      </Button>
      {add.error ? <ProblemAlert error={add.error} /> : null}
      {add.data ? (
        <Alert
          type="success"
          style={{ overflowWrap: 'anywhere', maxWidth: '100%' }}
          title={
            <>
              {t.secret}
              <Typography.Text copyable>{add.data.secret}</Typography.Text>
            </>
          }
        />
      ) : null}
    </form>
  )
}
