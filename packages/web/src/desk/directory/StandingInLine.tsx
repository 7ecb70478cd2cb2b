import { sayUntil } from '@bancheng/core/directory/leave.ts'
import { Alert } from 'antd'
import { Link } from 'react-router'
import { useLocale, useTexts } from '../../locale.tsx'
import { leaveTexts } from './leave-texts.ts'
import { useLeaves } from './leaves.ts'

/** For whom I stand in now, and until when; nothing while I do not. */
export function StandingInLine() {
  const t = useTexts(leaveTexts)
  const { locale } = useLocale()
  const absent = useLeaves().data?.standingInFor ?? []
  if (absent.length === 0) return null
  const names = absent.map(({ name, until }) => t.absent(name, sayUntil(until, locale))).join(t.and)
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 12 }}
      title={
        <>
          {t.standingIn(names)} <Link to="/leave">{t.title}</Link>
        </>
      }
    />
  )
}
