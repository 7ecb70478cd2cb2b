import { sayUntil } from '@bancheng/core/directory/leave.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { leaveTexts } from './leave-texts.ts'
import { useAway } from './leaves.ts'

/** Beside a person: until when they are away, and who is there for them. */
export function AwayTag({ personId }: { personId: string }) {
  const t = useTexts(leaveTexts)
  const { locale } = useLocale()
  const leave = useAway().get(personId)
  if (!leave) return null
  const until = sayUntil(leave.until, locale)
  return (
    <span className="word-tag is-strong leave-tag">
      {leave.actingName ? t.awayBy(until, leave.actingName) : `${t.until(until)} · ${t.alone}`}
    </span>
  )
}
