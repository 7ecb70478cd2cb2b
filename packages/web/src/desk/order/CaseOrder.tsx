import type { Advice } from '@bancheng/core/catalogue/order/advice.ts'
import { type GoalSummary, type GoalView, orderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { AdviceView, type Names, namesOf } from '../../order/AdviceView.tsx'
import '../../order/order.css'
import { denyDone, nothingTicked, type Ticked, writeTicked } from '../../order/standing.ts'
import { Ticks } from '../../order/Ticks.tsx'
import { named, type OrderTexts, orderTexts } from '../../order/texts.ts'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { useAdvice, useGoal } from './OrderPage.tsx'

/** How did it come to this, and what is left: only for a case whose item is a step of a known goal. */
export function CaseOrder() {
  const t = useTexts(orderTexts)
  const { state } = useCaseDesk().view
  const [isOpen, setOpen] = useState(false)
  const itemId = state.item?.itemId ?? ''
  const { data } = useQuery({
    queryKey: ['order', 'item', itemId],
    queryFn: () => call(orderContract.goalsOfItem, { params: { itemId } }),
    enabled: itemId !== '',
    staleTime: 5 * 60_000,
  })
  const [goal] = data?.goals ?? []
  if (!goal) return null
  return (
    <section className="desk-panel case-section" aria-labelledby="case-order">
      <div className="case-section-head">
        <h2 id="case-order">{t.title}</h2>
        <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t.howCome}
        </Button>
      </div>
      {isOpen ? <OrderOfCase summary={goal} caseId={state.caseId} /> : null}
    </section>
  )
}

type Summary = GoalSummary & { readonly stepId: string }

function OrderOfCase({ summary, caseId }: { summary: Summary; caseId: string }) {
  const { data, error, refetch } = useGoal(summary.goalId)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  return data ? <Asked goal={data} stepId={summary.stepId} caseId={caseId} /> : <Loading />
}

/** What the case itself says: its matter is wanted, so it applies, and it is not done. */
function firstTicked(goal: GoalView, stepId: string): Ticked {
  const situation = goal.steps.find((step) => step.stepId === stepId)?.appliesWhen ?? []
  return { ...nothingTicked, situation, notDone: [stepId] }
}

function Asked({ goal, stepId, caseId }: { goal: GoalView; stepId: string; caseId: string }) {
  const t = useTexts(orderTexts)
  const { person } = useSession()
  const [first] = useState(() => firstTicked(goal, stepId))
  // Ticked while somebody talks; it becomes part of the case when it is noted there.
  const { value: ticked, keep } = useDraft<Ticked>(person.personId, `order.${caseId}`, first)
  // Open for the first tick, and not shut by it.
  const [isUntouched] = useState(ticked.done.length === 0)
  const { goalId } = goal
  const advice = useAdvice(goalId, ticked)
  if (!advice.data) return <Loading />
  return (
    <div className="case-order">
      <details open={isUntouched}>
        <summary>{t.startHere}</summary>
        <Ticks
          goal={goal}
          ticked={ticked}
          onTick={keep}
          hidden={advice.data.notApplicable.map(({ stepId }) => stepId)}
        />
      </details>
      {ticked.done.length > 0 ? (
        <>
          <AdviceView
            goal={goal}
            advice={advice.data}
            onDeny={(stepId) => keep(denyDone(ticked, stepId))}
            linkOfItem={(itemId) => `/items?item=${encodeURIComponent(itemId)}`}
          />
          <NoteButton goal={goal} advice={advice.data} ticked={ticked} />{' '}
          <Link to={`/order?${new URLSearchParams({ goal: goalId, ...writeTicked(ticked) })}`}>{t.full}</Link>
        </>
      ) : null}
    </div>
  )
}

function NoteButton({ goal, advice, ticked }: { goal: GoalView; advice: Advice; ticked: Ticked }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const { view, open } = useCaseDesk()
  if (!view.abilities.some(({ command, refusal }) => command === 'addNote' && refusal === null)) return null
  const text = noteOf({ t, names: namesOf(goal, locale), title: named(goal, locale), advice, ticked })
  return <Button onClick={() => open('addNote', {}, { text })}>{t.record}</Button>
}

type Noted = { t: OrderTexts; names: Names; title: string; advice: Advice; ticked: Ticked }

/** What the advice comes to, in words that the case can keep. */
function noteOf({ t, names, title, advice, ticked }: Noted): string {
  const rounds = Map.groupBy(advice.steps, ({ wave }) => wave)
  return [
    `${t.title}：${title}`,
    `${t.done}：${ticked.done.map(({ stepId, on }) => names.step(stepId) + (on ? ` ${on}` : '')).join(t.and)}`,
    ...advice.mistakes.map(
      ({ by, stepId, what, kind, wayOut }) =>
        `${t.mistake(names.step(by), stepId ? names.step(stepId) : what)}${t[kind]}。${t.wayOut}：${wayOut}`,
    ),
    ...[...rounds].map(
      ([wave, steps]) => `${t.wave(wave)}：${steps.map(({ stepId }) => names.step(stepId)).join(t.and)}`,
    ),
    advice.finish ? t.finish(advice.finish, advice.workdays) : t.nothingLeft,
  ].join('\n')
}
