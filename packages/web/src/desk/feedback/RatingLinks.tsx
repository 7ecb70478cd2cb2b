import { type RatingLinkRow, ratingContract } from '@bancheng/core/feedback/contract.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Tooltip } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { Visits } from '../links/Visits.tsx'
import { ratingDeskTexts, ratingStandings, ratingVisitTexts } from './texts.ts'

/** That it went, how often it was opened, and the way to end one that went astray. Its address is shown to nobody. */
export function RatingLinks({ links }: { links: readonly RatingLinkRow[] }) {
  const t = useTexts(ratingDeskTexts)
  if (links.length === 0) return <p className="desk-quiet">{t.noLink}</p>
  return (
    <ul style={{ margin: '8px 0 0', padding: 0, listStyle: 'none' }}>
      {links.map((link) => (
        <LinkLine key={link.linkId} link={link} />
      ))}
    </ul>
  )
}

function LinkLine({ link }: { link: RatingLinkRow }) {
  const t = useTexts(ratingDeskTexts)
  const standings = useTexts(ratingStandings)
  const words = useTexts(ratingVisitTexts)
  const { issuedAt, expiresAt, openings, standing, revoked } = link
  return (
    <li style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'flex-start', padding: '4px 0' }}>
      <span style={{ flex: '1 1 16em' }}>
        {t.link} <span className="word-tag">{standings[standing]}</span>
        <br />
        <span className="desk-quiet">
          {t.sent(sayInstant(issuedAt), sayInstant(expiresAt))} · {t.opened(openings)}
        </span>
        {revoked ? (
          <p className="desk-quiet">{t.revoked(revoked.byName, sayInstant(revoked.at), revoked.reason)}</p>
        ) : null}
        <Visits
          title={t.visits(link.visits.length)}
          visits={link.visits.map((one) => ({ ...one, said: words[one.what] }))}
        />
      </span>
      {standing === 'open' ? <Revoke linkId={link.linkId} /> : null}
    </li>
  )
}

function Revoke({ linkId }: { linkId: string }) {
  const t = useTexts(ratingDeskTexts)
  const { can } = useSession()
  const { caseId, version } = useCaseDesk().view.state
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [isOpen, setOpen] = useState(false)
  const revoke = useMutation({
    mutationFn: () => call(ratingContract.revokeRatingLink, { params: { caseId, linkId }, body: { reason } }),
    onSuccess: (links) => {
      client.setQueryData(['rating-links', caseId, version], links)
      setOpen(false)
    },
  })
  if (!can.includes('revokeRatingLink'))
    return (
      <Tooltip title={t.onlyHead}>
        <Button size="small" disabled>
          {t.revoke}
        </Button>
      </Tooltip>
    )
  return (
    <>
      <Button size="small" danger onClick={() => setOpen(true)}>
        {t.revoke}
      </Button>
      <Modal
        open={isOpen}
        title={t.revokeTitle}
        okText={t.revoke}
        cancelText={t.cancel}
        okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: revoke.isPending }}
        onOk={() => revoke.mutate()}
        onCancel={() => setOpen(false)}
      >
        <ProblemAlert error={revoke.error} />
        <p>{t.revokeLead}</p>
        <label htmlFor="rating-revoke-reason">{t.reason}</label>
        <Input
          id="rating-revoke-reason"
          maxLength={500}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </Modal>
    </>
  )
}
