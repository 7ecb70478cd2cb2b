import type { Advice, PlannedStep } from '@bancheng/core/catalogue/order/advice.ts'
import { situationsHolding } from '@bancheng/core/catalogue/order/goal.ts'
import type { GoalView } from '@bancheng/core/catalogue/order-contract.ts'
import { Button } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { useTexts } from '../../locale.tsx'
import { type Names, namesOf } from '../../order/AdviceView.tsx'
import { readTicked, type Ticked } from '../../order/standing.ts'
import { orderTexts } from '../../order/texts.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import '../print/print.css'
import { Fields, Sheet } from '../print/Sheet.tsx'
import { printTexts } from '../print/texts.ts'
import { useAdvice, useGoal } from './OrderPage.tsx'

/** 办理顺序告知单: what a person takes home. Papers are in Chinese, as every paper of the desk. */
export function OrderPrintPage() {
  const t = useTexts(printTexts)
  const { back } = useTexts(orderTexts)
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const goalId = search.get('goal') ?? ''
  const ticked = readTicked(search)
  const goal = useGoal(goalId)
  const advice = useAdvice(goalId, ticked)
  const error = goal.error ?? advice.error
  if (error) return <ProblemPage error={error} retry={() => void goal.refetch()} />
  return (
    <div className="print-ground">
      <nav className="print-toolbar" aria-label={t.toolbar}>
        <Button type="primary" onClick={() => window.print()}>
          {t.print}
        </Button>
        <Button onClick={() => void navigate(`/order?${search}`)}>{back}</Button>
      </nav>
      <main>
        {goal.data && advice.data ? <OrderSheet goal={goal.data} advice={advice.data} ticked={ticked} /> : <Loading />}
      </main>
    </div>
  )
}

function OrderSheet({ goal, advice, ticked }: { goal: GoalView; advice: Advice; ticked: Ticked }) {
  const { sheetTitle } = orderTexts.zh
  const names = namesOf(goal, 'zh')
  const holding = situationsHolding(goal, ticked.situation)
  const situation = goal.situations.filter(({ situationId }) => holding.has(situationId)).map(({ name }) => name)
  const unsure = advice.provisionalYears.length > 0
  const done = ticked.done.map(({ stepId }) => names.step(stepId))
  return (
    <Sheet title={sheetTitle} number={`${goal.name}（第${goal.version}版）`}>
      <Fields
        lines={[
          [['情况', situation.join('、')]],
          [['已办', done.join('、')]],
          [
            ['告知日期', advice.from],
            [
              '最早办完',
              advice.finish ? `${advice.finish}（第${advice.workdays}个工作日）${unsure ? '，暂定' : ''}` : '—',
            ],
          ],
        ]}
      />
      {unsure ? <p className="sheet-text">{orderTexts.zh.unannounced(advice.provisionalYears.join('、'))}</p> : null}
      {advice.mistakes.length > 0 ? (
        <>
          <h2>请先补救</h2>
          <ul>
            {advice.mistakes.map(({ by, stepId, kind, wayOut }) => (
              <li key={`${by} ${stepId}`}>
                {orderTexts.zh.mistake(names.step(by), names.step(stepId ?? ''))}
                {orderTexts.zh[kind]}。补救渠道：{wayOut}。
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>办理顺序（同一轮次可同时办理）</h2>
      <Steps advice={advice} names={names} />
      <p>{goal.notice}</p>
    </Sheet>
  )
}

const attentionOf = ({ closes, firstDo, byWayOut, waits }: PlannedStep, names: Names): string =>
  [
    byWayOut ? `补救渠道：${byWayOut.wayOut}` : '',
    waits ? `等“${names.step(waits.after)}”期满（${waits.until}）` : '',
    closes.length > 0 ? '不可撤回' : '',
    firstDo.length > 0 ? `之前先办完：${firstDo.map(names.step).join('、')}` : '',
  ]
    .filter(Boolean)
    .join('；')

const Steps = ({ advice, names }: { advice: Advice; names: Names }) => (
  <table className="sheet-table">
    <colgroup>
      <col style={{ width: '7%' }} />
      <col style={{ width: '20%' }} />
      <col style={{ width: '15%' }} />
      <col style={{ width: '13%' }} />
      <col style={{ width: '23%' }} />
    </colgroup>
    <thead>
      <tr>
        <th scope="col">轮次</th>
        <th scope="col">事项</th>
        <th scope="col">办理部门</th>
        <th scope="col">最早完成</th>
        <th scope="col">材料</th>
        <th scope="col">注意</th>
      </tr>
    </thead>
    <tbody>
      {advice.steps.map((planned) => {
        const step = names.stepOf(planned.stepId)
        return (
          <tr key={planned.stepId}>
            <td>{planned.wave}</td>
            <td>{step?.name}</td>
            <td>{step?.department}</td>
            <td style={{ whiteSpace: 'nowrap' }}>
              {planned.finish}
              {planned.isProvisional ? <div>（暂定）</div> : null}
            </td>
            <td>{step?.materials.join('；')}</td>
            <td>{attentionOf(planned, names)}</td>
          </tr>
        )
      })}
    </tbody>
  </table>
)
