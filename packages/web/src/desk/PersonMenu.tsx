import { labelOf } from '@bancheng/core/texts/labels.ts'
import { App, Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
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
        <span className="desk-wide desk-quiet">{labelOf('role', role, locale)}</span>
        <span aria-hidden="true">▾</span>
      </Button>
    </Dropdown>
  )
}
