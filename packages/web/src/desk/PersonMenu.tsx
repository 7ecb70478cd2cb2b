import { notificationContract } from '@bancheng/core/notifications/contract.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { call } from '../api.ts'
import { useLocale, useTexts } from '../locale.tsx'
import { useSession, useSessionChange } from '../session.tsx'
import { useSaidProblem } from '../ui/ProblemPage.tsx'
import { deskTexts } from './desk-texts.ts'

/** Who sits here, and the way out. */
export function PersonMenu() {
  const t = useTexts(deskTexts)
  const { locale, choose } = useLocale()
  const { person, role, unit } = useSession()
  const { leave } = useSessionChange()
  const { notification } = App.useApp()
  const said = useSaidProblem()
  const navigate = useNavigate()
  const { data: news } = useQuery({ queryKey: ['news'], queryFn: () => call(notificationContract.news, {}) })
  const unread = news?.unread ?? 0
  // Loading anew leaves nothing of this person in the memory of a shared machine.
  const signOut = () =>
    leave(person.personId)
      .then(() => window.location.assign('/'))
      .catch((error: unknown) => notification.error({ title: t.signOutFailed, description: said(error).nextStep }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <div style={{ color: '#4a5568', lineHeight: 1.6 }}>
                <strong style={{ color: '#1d2939' }}>{person.name}</strong> · {labelOf('role', role, locale)}
                <br />
                {unit.organisationName === unit.name ? unit.name : `${unit.organisationName} ${unit.name}`}
              </div>
            ),
          },
          { type: 'divider' },
          {
            key: 'notifications',
            label: unread > 0 ? `${t.notifications} (${unread})` : t.notifications,
            onClick: () => void navigate('/notifications'),
          },
          { key: 'leave', label: t.leave, onClick: () => void navigate('/leave') },
          { key: 'password', label: t.password, onClick: () => void navigate('/password') },
          {
            key: 'language',
            label: <span lang={locale === 'zh' ? 'en' : 'zh-CN'}>{t.otherLanguage}</span>,
            onClick: () => choose(locale === 'zh' ? 'en' : 'zh'),
          },
          { key: 'sign-out', label: t.signOut, onClick: () => void signOut() },
        ],
      }}
    >
      <Button type="text" aria-haspopup="menu">
        {person.name}
        {unread > 0 ? (
          <span className="desk-count" title={t.notifications}>
            {unread}
            <span className="desk-hidden">{t.notifications}</span>
          </span>
        ) : null}
        <span className="desk-wide desk-quiet">{labelOf('role', role, locale)}</span>
        <span aria-hidden="true">▾</span>
      </Button>
    </Dropdown>
  )
}
