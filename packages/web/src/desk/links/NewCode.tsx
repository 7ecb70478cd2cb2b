import { Typography } from 'antd'
import { useTexts } from '../../locale.tsx'
import { linkDeskTexts } from './texts.ts'

/** Read out on the phone, so it stands large. */
export function NewCode({ code, testId }: { code: string; testId: string }) {
  const t = useTexts(linkDeskTexts)
  return (
    <div role="status">
      {t.code}：
      <Typography.Text strong style={{ fontSize: 22, letterSpacing: '0.2em' }} data-testid={testId}>
        {code}
      </Typography.Text>
    </div>
  )
}
