import { sayUntil } from '@bancheng/core/directory/leave.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { leaveTexts } from './leave-texts.ts'
import { useAway } from './leaves.ts'

/** Under a person: until when they are away, and who is there for them. */
export function AwayRow({ personId }: { personId: string }) {
  const t = useTexts(leaveTexts)
  const { locale } = useLocale()
  const leave = useAway().get(personId)
  if (!leave) return null
  const until = sayUntil(leave.until, locale)
  return (
    <tr>
      <td />
      <td colSpan={3}>
        <span className="word-tag is-strong directory-away">
          {leave.actingName ? t.awayBy(until, leave.actingName) : `${t.until(until)} · ${t.alone}`}
        </span>
      </td>
    </tr>
  )
}
