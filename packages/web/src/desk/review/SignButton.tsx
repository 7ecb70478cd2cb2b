import { reviewContract } from '@bancheng/core/review/contract.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useReviewChanged } from './review.ts'
import { reviewTexts } from './texts.ts'

/** 签收 asks nothing: it is sent at once. Of an instruction it says so, beside the papers that are signed for too. */
export function SignButton({ taskId, number, label }: { taskId: string; number: string; label?: string }) {
  const t = useTexts(reviewTexts)
  const changed = useReviewChanged()
  const text = label ?? t.sign
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const sign = async () => {
    setSending(true)
    setProblem(null)
    try {
      await call(reviewContract.signInstruction, { params: { taskId }, body: { number } })
      await changed()
    } catch (error) {
      setProblem(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <Button aria-label={`${text} ${number}`} loading={isSending} onClick={() => void sign()}>
        {text}
      </Button>
      <ProblemAlert error={problem} />
    </>
  )
}
