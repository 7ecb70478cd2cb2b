import type { NoAnswer } from '@bancheng/core/triage/contract.ts'
import { Alert } from 'antd'
import { useTexts } from '../../locale.tsx'
import { assistantTexts } from './assistant-texts.ts'

/** Why there is nothing to show, and how to go on without it. */
export function NoAnswerNote({ outcome, status }: Pick<NoAnswer, 'outcome' | 'status'>) {
  const t = useTexts(assistantTexts)
  const next = t[`no.${outcome}.next`]
  return (
    <Alert
      type="warning"
      showIcon
      title={t[`no.${outcome}`]}
      description={outcome === 'failed' ? `${next} HTTP ${status ?? ''}` : next}
    />
  )
}
