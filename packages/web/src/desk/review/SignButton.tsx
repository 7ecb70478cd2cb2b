import { reviewContract } from '@bancheng/core/review/contract.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useReviewChanged } from './review.ts'
import { reviewTexts } from './texts.ts'

/** 签收 asks nothing: it is sent at once. */
export function SignButton({ taskId, number }: { taskId: string; number: string }) {
  const t = useTexts(reviewTexts)
  const changed = useReviewChanged()
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
      <Button aria-label={t.signFor(number)} loading={isSending} onClick={() => void sign()}>
        {t.sign}
      </Button>
      <ProblemAlert error={problem} />
    </>
  )
}
