import { type GoalSummary, orderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Empty, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { AdviceView } from '../../order/AdviceView.tsx'
import { JumpToAdvice } from '../../order/JumpToAdvice.tsx'
import '../../order/order.css'
import { denyDone, nothingTicked, questionOf, readTicked, type Ticked, writeTicked } from '../../order/standing.ts'
import { Ticks } from '../../order/Ticks.tsx'
import { named, orderTexts } from '../../order/texts.ts'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { editTexts } from './edit-texts.ts'
import { FindingsNote } from './FindingsNote.tsx'

export const useGoal = (goalId: string) =>
  useQuery({
    queryKey: ['order', goalId],
    queryFn: () => call(orderContract.goal, { params: { goalId } }),
    enabled: goalId !== '',
    staleTime: 5 * 60_000,
  })

export const useAdvice = (goalId: string, ticked: Ticked) =>
  useQuery({
    queryKey: ['order', goalId, 'advice', ticked],
    queryFn: () => call(orderContract.advise, { params: { goalId }, body: questionOf(ticked) }),
    enabled: goalId !== '',
    placeholderData: keepPreviousData,
  })

/** The order of steps for whoever stands at the window: goal, situation, what is done; then what comes next. */
export function OrderPage() {
  const t = useTexts(orderTexts)
  const { newGoal } = useTexts(editTexts)
  const { can } = useSession()
  const { locale } = useLocale()
  const [search, setSearch] = useSearchParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['order', 'goals'],
    queryFn: () => call(orderContract.goals, {}),
  })
  useTitle(t.title)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const [first] = data.goals
  if (!first) return <Empty description={t.empty} />
  const goalId = search.get('goal') ?? first.goalId
  if (!data.goals.some((goal) => goal.goalId === goalId)) return <UnknownGoal goals={data.goals} />
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Select
          aria-label={t.goal}
          value={goalId}
          style={{ minWidth: 220 }}
          options={data.goals.map((goal) => ({ value: goal.goalId, label: named(goal, locale) }))}
          onChange={(goal) => setSearch({ goal }, { replace: true })}
        />
        {can.includes('importCatalogue') ? (
          <Link className="desk-push" to={`/order/edit/${crypto.randomUUID()}`}>
            {newGoal}
          </Link>
        ) : null}
      </div>
      <Order
        key={goalId}
        goalId={goalId}
        first={readTicked(search)}
        onTick={(next) => setSearch({ goal: goalId, ...writeTicked(next) }, { replace: true })}
      />
    </>
  )
}

/** An address that leads to no goal, or to one that is gone: what there is instead. */
function UnknownGoal({ goals }: { goals: readonly GoalSummary[] }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  return (
    <>
      <div className="desk-head">
        <h1>{t.unknownGoal}</h1>
        <span className="desk-quiet">{t.choose}</span>
      </div>
      <ul className="desk-panel order-goals">
        {goals.map((goal) => (
          <li key={goal.goalId}>
            <Link to={`/order?${new URLSearchParams({ goal: goal.goalId })}`}>{named(goal, locale)}</Link>
          </li>
        ))}
      </ul>
    </>
  )
}

type OrderProps = { goalId: string; first: Ticked; onTick: (next: Ticked) => void }

function Order({ goalId, first, onTick }: OrderProps) {
  // The address follows behind: two quick ticks must both count.
  const [ticked, setTicked] = useState(first)
  const tick = (next: Ticked) => {
    setTicked(next)
    onTick(next)
  }
  const t = useTexts(orderTexts)
  const navigate = useNavigate()
  const goal = useGoal(goalId)
  const advice = useAdvice(goalId, ticked)
  const address = new URLSearchParams({ goal: goalId, ...writeTicked(ticked) })
  const print = () => void navigate(`/order/print?${address}`)
  useShortcuts([{ keys: 'p', label: t.print, run: print }])
  const error = goal.error ?? advice.error
  if (error) return <ProblemPage error={error} retry={() => void Promise.all([goal.refetch(), advice.refetch()])} />
  if (!goal.data) return <Loading />
  const hidden = advice.data?.notApplicable.map(({ stepId }) => stepId) ?? []
  return (
    <div className="order">
      <div className="order-panel">
        <Ticks goal={goal.data} ticked={ticked} onTick={tick} hidden={hidden} />
        <Button onClick={() => tick(nothingTicked)}>{t.clear}</Button>
        {advice.data ? <JumpToAdvice advice={advice.data} /> : null}
      </div>
      <div className="order-panel">
        <div className="desk-head">
          <Button onClick={print}>{t.print}</Button>
          <Link to={`/guide/${encodeURIComponent(goalId)}?${new URLSearchParams(writeTicked(ticked))}`} reloadDocument>
            {t.share}
          </Link>
        </div>
        {advice.data ? (
          <AdviceView
            goal={goal.data}
            advice={advice.data}
            onDeny={(stepId) => tick(denyDone(ticked, stepId))}
            linkOfItem={(itemId) => `/items?item=${encodeURIComponent(itemId)}`}
          />
        ) : (
          <Loading />
        )}
        <FindingsNote goal={goal.data} />
      </div>
    </div>
  )
}
