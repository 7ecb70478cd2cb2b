import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type LinkRow, linkContract } from '@bancheng/core/links/contract.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { NewCode } from './NewCode.tsx'
import { linkDeskTexts, standingTexts, visitTexts } from './texts.ts'
import { Visits } from './Visits.tsx'

/** Who was sent a link for this task, whether they opened it, and the way to end it. */
export function LinkList({ caseId, taskId }: { caseId: string; taskId: string }) {
  const t = useTexts(linkDeskTexts)
  const client = useQueryClient()
  const queryKey = ['links', caseId]
  const { data } = useQuery({ queryKey, queryFn: () => call(linkContract.linksOfCase, { params: { caseId } }) })
  const revoke = useMutation({
    mutationFn: (linkId: string) => call(linkContract.revokeLink, { params: { caseId, linkId } }),
    onSuccess: (links) => client.setQueryData(queryKey, links),
  })
  const renew = useMutation({
    mutationFn: (linkId: string) => call(linkContract.renewLinkCode, { params: { caseId, linkId } }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  })
  const links = (data?.links ?? []).filter((link) => link.taskId === taskId)
  if (links.length === 0) return null
  return (
    <section style={{ marginTop: 16 }}>
      <h3 style={{ margin: '0 0 6px', fontSize: 14 }}>{t.earlier}</h3>
      <ProblemAlert error={revoke.error ?? renew.error} />
      {renew.data ? <NewCode code={renew.data.code} testId="link-new-code" /> : null}
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {links.map((link) => (
          <LinkLine
            key={link.linkId}
            link={link}
            onRevoke={() => revoke.mutate(link.linkId)}
            onRenew={() => renew.mutate(link.linkId)}
          />
        ))}
      </ul>
    </section>
  )
}

type LineProps = { readonly link: LinkRow; readonly onRevoke: () => void; readonly onRenew: () => void }

function LinkLine({ link, onRevoke, onRenew }: LineProps) {
  const t = useTexts(linkDeskTexts)
  const standings = useTexts(standingTexts)
  const words = useTexts(visitTexts)
  const { organisation, recipient, openings, lastOpenedAt, expiresAt, standing, visits } = link
  const isAtHand = standing === 'open' || standing === 'locked'
  return (
    <li style={{ display: 'flex', gap: 8, alignItems: 'center', padding: '4px 0' }}>
      <span style={{ flex: 1 }}>
        {organisation} {recipient} <span className="word-tag">{standings[standing]}</span>
        <br />
        <span className="desk-quiet">
          {t.opened(openings, lastOpenedAt ? sayInstant(lastOpenedAt) : '')}
          {standing === 'open' ? ` · ${t.until(sayInstant(expiresAt))}` : ''}
        </span>
        <Visits title={t.visits(visits.length)} visits={visits.map((one) => ({ ...one, said: words[one.what] }))} />
      </span>
      {isAtHand ? (
        <Popconfirm title={t.renewSure} onConfirm={onRenew}>
          <Button size="small">{t.renew}</Button>
        </Popconfirm>
      ) : null}
      {isAtHand ? (
        <Popconfirm title={t.revokeSure} onConfirm={onRevoke}>
          <Button size="small" danger>
            {t.revoke}
          </Button>
        </Popconfirm>
      ) : null}
    </li>
  )
}
