import { Button, Popover } from 'antd'
import { useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'

/** How a due time came about, in sentences: one touch away from the date itself. */
export function DueExplained({ sentences, about }: { sentences: readonly string[]; about?: string }) {
  const t = useTexts(caseTexts)
  if (sentences.length === 0) return null
  return (
    <Popover
      trigger={['click']}
      title={t.howDue}
      content={
        <ol className="case-explained">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ol>
      }
    >
      <Button
        size="small"
        type="link"
        className="case-how-due"
        aria-label={about ? `${t.howDue}：${about}` : undefined}
      >
        {t.howDue}
      </Button>
    </Popover>
  )
}
