import { type NoticeSms, noticeContract } from '@bancheng/core/catalogue/qa/notice.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { noticeTexts } from './notice-texts.ts'

type Given = { readonly noticeId: string; readonly token: string; readonly sms: NoticeSms }

/** The same notice by SMS: to the number that is known, or to the one that is typed. Where it cannot go, why. */
export function NoticeBySms({ notice: { noticeId, token, sms } }: { notice: Given }) {
  const t = useTexts(noticeTexts)
  const [mobile, setMobile] = useState('')
  const send = useMutation({
    mutationFn: () => call(noticeContract.sendNotice, { params: { noticeId }, body: { token, mobile } }),
  })
  if (sms.hindrance) return <span className="desk-quiet">{t[sms.hindrance]}</span>
  if (send.data?.standing) return <span role="status">{t[send.data.standing](send.data.masked ?? '')}</span>
  return (
    <form
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', minWidth: 0 }}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Input
        aria-label={t.mobile}
        placeholder={sms.masked ? t.knownMobile(sms.masked) : t.mobile}
        inputMode="tel"
        autoComplete="off"
        value={mobile}
        onChange={(event) => setMobile(event.target.value)}
        style={{ width: 220 }}
      />
      <Button htmlType="submit" loading={send.isPending} disabled={!sms.masked && mobile.trim() === ''}>
        {t.sms}
      </Button>
      {send.error ? <ProblemAlert error={send.error} /> : null}
    </form>
  )
}
