import type { Advice } from '@bancheng/core/catalogue/order/advice.ts'
import type { OrderGoal } from '@bancheng/core/catalogue/order/goal.ts'
import type { GoalSummary } from '@bancheng/core/catalogue/order-contract.ts'
import { useEffect, useState } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { AdviceView } from '../../order/AdviceView.tsx'
import { JumpToAdvice } from '../../order/JumpToAdvice.tsx'
import '../../order/order.css'
import { denyDone, questionOf, readTicked, type Ticked, writeTicked } from '../../order/standing.ts'
import { Ticks } from '../../order/Ticks.tsx'
import { named, orderTexts } from '../../order/texts.ts'
import './guide.css'
import { ReportStep } from './ReportStep.tsx'

type PublicGoal = OrderGoal & { readonly version: number; readonly centreName: string }
type Trouble = 'offline' | 'unknownGoal'

const goalId = decodeURIComponent(/^\/guide\/([^/]+)/.exec(location.pathname)?.[1] ?? '')
const address = `/api/public/order/goals/${encodeURIComponent(goalId)}`

/** This server's own answers, checked there by their schemas; a phone need not load the schemas again. */
async function ask<T>(url: string, body?: unknown): Promise<T> {
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, body === undefined ? {} : json)
  if (!response.ok) throw new Error(String(response.status))
  return (await response.json()) as T
}

const troubleOf = (error: unknown): Trouble =>
  error instanceof Error && error.message === '404' ? 'unknownGoal' : 'offline'

function useTicked() {
  const [ticked, setTicked] = useState(() => readTicked(new URLSearchParams(location.search)))
  const tick = (next: Ticked) => {
    setTicked(next)
    history.replaceState(null, '', `${location.pathname}?${new URLSearchParams(writeTicked(next))}`)
  }
  return { ticked, tick }
}

/** The goal once, and an answer to each tick; a slow answer never overwrites a later one. */
function useGuide(ticked: Ticked) {
  const [goal, setGoal] = useState<PublicGoal | null>(null)
  const [advice, setAdvice] = useState<Advice | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useEffect(() => {
    ask<PublicGoal>(address).then(setGoal, (error) => setTrouble(troubleOf(error)))
  }, [])
  useEffect(() => {
    let isLatest = true
    ask<Advice>(`${address}/advice`, questionOf(ticked)).then(
      (answer) => {
        if (!isLatest) return
        setAdvice(answer)
        setTrouble(null)
      },
      (error) => isLatest && setTrouble(troubleOf(error)),
    )
    return () => {
      isLatest = false
    }
  }, [ticked])
  return { goal, advice, trouble }
}

/** One goal: what is ticked, and the order that follows from it. */
function GoalPage() {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const { ticked, tick } = useTicked()
  const { goal, advice, trouble } = useGuide(ticked)
  const title = goal ? named(goal, locale) : t.title
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <>
      <Head centreName={goal?.centreName ?? ''} />
      <main className="guide">
        <h1>{title}</h1>
        {trouble === 'unknownGoal' ? null : <p>{t.lead}</p>}
        {trouble ? <p role="alert">{t[trouble]}</p> : null}
        {trouble === 'unknownGoal' ? <Goals /> : null}
        {goal ? (
          <div className="order">
            <div className="order-panel">
              <Ticks
                goal={goal}
                ticked={ticked}
                onTick={tick}
                hidden={advice?.notApplicable.map(({ stepId }) => stepId) ?? []}
              />
              {advice ? <JumpToAdvice advice={advice} /> : null}
            </div>
            {advice ? (
              <div className="order-panel">
                <AdviceView goal={goal} advice={advice} onDeny={(stepId) => tick(denyDone(ticked, stepId))} />
                <ReportStep goal={goal} />
                <button type="button" className="guide-print" onClick={() => window.print()}>
                  {t.print}
                </button>
              </div>
            ) : null}
          </div>
        ) : null}
      </main>
    </>
  )
}

function Head({ centreName }: { centreName: string }) {
  const t = useTexts(orderTexts)
  const { locale, choose } = useLocale()
  const other = locale === 'zh' ? 'en' : 'zh'
  return (
    <header className="guide-head">
      <span>{centreName}</span>
      <button type="button" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => choose(other)}>
        {t.language}
      </button>
    </header>
  )
}

/** An address without a goal: the goals to choose from. */
function GoalsPage() {
  const t = useTexts(orderTexts)
  useEffect(() => {
    document.title = t.title
  }, [t.title])
  return (
    <>
      <Head centreName="" />
      <main className="guide">
        <h1>{t.title}</h1>
        <Goals />
      </main>
    </>
  )
}

function Goals() {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const [goals, setGoals] = useState<readonly GoalSummary[]>([])
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  useEffect(() => {
    ask<{ goals: GoalSummary[] }>('/api/public/order/goals').then(
      (answer) => setGoals(answer.goals),
      (error) => setTrouble(troubleOf(error)),
    )
  }, [])
  return (
    <>
      {trouble ? <p role="alert">{t[trouble]}</p> : <p>{t.choose}</p>}
      <ul className="guide-goals">
        {goals.map((goal) => (
          <li key={goal.goalId}>
            <a href={`/guide/${encodeURIComponent(goal.goalId)}`}>{named(goal, locale)}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The order of steps for everybody, without signing in. Nothing about a person is asked or kept. */
export const GuidePage = goalId === '' ? GoalsPage : GoalPage
