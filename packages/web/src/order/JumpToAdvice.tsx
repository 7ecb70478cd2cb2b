import type { Advice } from '@bancheng/core/catalogue/order/advice.ts'
import { useTexts } from '../locale.tsx'
import { orderTexts } from './texts.ts'

/** On a phone the advice lies below the ticks: a bar says at once what a tick has changed, and leads there. */
export function JumpToAdvice({ advice }: { advice: Advice }) {
  const t = useTexts(orderTexts)
  const wrong = advice.mistakes.length
  return (
    <a className={wrong > 0 ? 'order-jump is-wrong' : 'order-jump'} href="#order-advice">
      {wrong > 0 ? t.jumpWrong(wrong) : t.jumpLeft(advice.steps.length)}
    </a>
  )
}
