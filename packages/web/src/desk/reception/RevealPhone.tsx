import { receptionContract } from '@bancheng/core/reception/contract.ts'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { receptionTexts } from './texts.ts'

const SHOWN_MS = 60_000

type Props = { readonly masked: string; readonly of: { readonly contactId: string } | { readonly callId: string } }

/** The mask; the number for a minute, to call back. Who looked is recorded. */
export function RevealPhone({ masked, of }: Props) {
  const t = useTexts(receptionTexts)
  const { can } = useSession()
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  const show = async () => {
    const { value } = await call(receptionContract.revealPhone, { body: { ...of, reason: t.showReason } })
    setShown(value)
  }
  if (shown !== null)
    return (
      <a className="desk-number contact-revealed" href={`tel:${shown.replace(/[^\d+]/g, '')}`}>
        {shown}
      </a>
    )
  return (
    <span className="desk-number">
      {masked}
      {can.includes('takeContact') ? (
        <Button size="small" type="link" onClick={() => void show().catch(() => {})}>
          {t.showNumber}
        </Button>
      ) : null}
    </span>
  )
}
