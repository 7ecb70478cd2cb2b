import { Alert } from 'antd'
import { useTexts } from '../../../locale.tsx'
import { useSession } from '../../../session.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'

/** 代办: whoever reads this acts for somebody on leave; the log says so of what is that person's to do. */
export function StandingIn() {
  const t = useTexts(caseTexts)
  const { standingInFor } = useCaseDesk().view
  const { person } = useSession()
  if (standingInFor.length === 0) return null
  const absent = standingInFor.map(({ name }) => name).join('、')
  return <Alert type="info" showIcon title={t.standingIn(person.name, absent)} />
}
