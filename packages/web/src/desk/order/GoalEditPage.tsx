import { checkCatalogue } from '@bancheng/core/catalogue/order/check.ts'
import { OrderGoal, type OrderStep } from '@bancheng/core/catalogue/order/goal.ts'
import { orderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { call, Problem } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { namesOf } from '../../order/AdviceView.tsx'
import '../../order/order.css'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { editTexts } from './edit-texts.ts'
import { FindingList } from './FindingsNote.tsx'
import { useGoal } from './OrderPage.tsx'
import { SituationRows } from './SituationRows.tsx'
import { newStep, StepDialog } from './StepDialog.tsx'

/** The steps of a goal for whoever keeps the catalogue; contradictions are named while they are typed. */
export function GoalEditPage() {
  const { goalId = '' } = useParams()
  const { data, error, refetch } = useGoal(goalId)
  const isNew = error instanceof Problem && error.body.status === 404
  if (error && !isNew) return <ProblemPage error={error} retry={() => void refetch()} />
  const kept = isNew ? emptyGoal(goalId) : data
  return kept ? <Editor key={`${goalId} ${kept.version}`} kept={kept} /> : <Loading />
}

/** An address that names no goal yet: the first one to save it makes it. */
const emptyGoal = (goalId: string): KeptGoal => ({
  ...{ goalId, name: '', nameEn: '', notice: '', situations: [], steps: [] },
  version: 0,
})

type KeptGoal = OrderGoal & { readonly version: number }

function Editor({ kept }: { kept: KeptGoal }) {
  const t = useTexts(editTexts)
  const { person } = useSession()
  const { goalId, name, nameEn, notice, situations, steps } = kept
  const initial: OrderGoal = { goalId, name, nameEn, notice, situations, steps }
  const draft = useDraft<OrderGoal>(person.personId, `goal.${goalId}.${kept.version}`, initial)
  const goal = draft.value
  const [opened, setOpened] = useState<OrderStep | null>(null)
  useTitle(t.title)
  const put = (change: Partial<OrderGoal>) => draft.keep({ ...goal, ...change })
  const putStep = (step: OrderStep) => {
    const isKnown = goal.steps.some(({ stepId }) => stepId === step.stepId)
    put({
      steps: isKnown ? goal.steps.map((one) => (one.stepId === step.stepId ? step : one)) : [...goal.steps, step],
    })
    setOpened(null)
  }
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <SaveButton goal={goal} version={kept.version} onSaved={draft.forget} />
      </div>
      {draft.isRestored && JSON.stringify(goal) !== JSON.stringify(initial) ? (
        <Alert
          type="info"
          showIcon
          title={t.draft}
          action={<Button onClick={draft.forget}>{t.discard}</Button>}
          style={{ marginBottom: 12 }}
        />
      ) : null}
      <Contradictions goal={goal} />
      <div className="order-panel order-edit">
        <Names goal={goal} onChange={put} />
        <SituationRows situations={goal.situations} onChange={(situations) => put({ situations })} />
        <Steps goal={goal} onOpen={setOpened} onChange={(steps) => put({ steps })} />
      </div>
      {opened ? (
        <StepDialog key={opened.stepId} goal={goal} step={opened} onDone={putStep} onCancel={() => setOpened(null)} />
      ) : null}
    </>
  )
}

/** How the goal is called, and how far its list may be trusted. */
function Names({ goal, onChange }: { goal: OrderGoal; onChange: (change: Partial<OrderGoal>) => void }) {
  const t = useTexts(editTexts)
  const fields = { name: 100, nameEn: 100, notice: 500 } as const
  const names = ['name', 'nameEn', 'notice'] as const
  return names.map((name) => (
    <div key={name} className="order-edit-field">
      <label htmlFor={`goal-${name}`}>{t[name]}</label>
      <Input
        id={`goal-${name}`}
        value={goal[name]}
        maxLength={fields[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </div>
  ))
}

/** The very check that the server makes before it keeps anything. */
function Contradictions({ goal }: { goal: OrderGoal }) {
  const t = useTexts(editTexts)
  const { locale } = useLocale()
  const findings = checkCatalogue(goal)
  const errors = findings.filter(({ severity }) => severity === 'error')
  const names = namesOf(goal, locale)
  return (
    <div role="status" style={{ marginBottom: 12 }}>
      <Alert
        type={errors.length > 0 ? 'error' : 'success'}
        role="note"
        showIcon
        title={errors.length > 0 ? t.errors : t.fine}
        description={findings.length > 0 ? <FindingList findings={findings} names={names} /> : null}
      />
    </div>
  )
}

function SaveButton({ goal, version, onSaved }: { goal: OrderGoal; version: number; onSaved: () => void }) {
  const t = useTexts(editTexts)
  const { message } = App.useApp()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { goalId } = goal
  const isUnnamed = !OrderGoal.safeParse(goal).success
  const isRefused = isUnnamed || checkCatalogue(goal).some(({ severity }) => severity === 'error')
  const save = async () => {
    try {
      const body = { expectedVersion: version, goal: OrderGoal.parse(goal) }
      const reply = await call(orderContract.saveGoal, { params: { goalId }, body })
      if (!reply.saved) return
      onSaved()
      await client.invalidateQueries({ queryKey: ['order'] })
      void message.success(t.saved(reply.version))
      void navigate(`/order?goal=${encodeURIComponent(goalId)}`)
    } catch (error) {
      const isConflict = error instanceof Problem && error.body.status === 409
      void message.error(isConflict ? t.conflict : t.failed)
    }
  }
  return (
    <Button
      className="desk-push"
      type="primary"
      disabled={isRefused}
      title={isUnnamed ? t.incompleteGoal : undefined}
      onClick={() => void save()}
    >
      {t.save}
    </Button>
  )
}

type StepsProps = { goal: OrderGoal; onOpen: (step: OrderStep) => void; onChange: (steps: OrderStep[]) => void }

function Steps({ goal, onOpen, onChange }: StepsProps) {
  const t = useTexts(editTexts)
  const { locale } = useLocale()
  const names = namesOf(goal, locale)
  return (
    <section aria-label={t.steps(goal.steps.length)}>
      <h2>{t.steps(goal.steps.length)}</h2>
      <table className="desk-table is-cards">
        <thead>
          <tr>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.after}</th>
            <th scope="col">{t.closes}</th>
            <th scope="col">{t.change}</th>
          </tr>
        </thead>
        <tbody>
          {goal.steps.map((step) => (
            <tr key={step.stepId}>
              <td>{names.step(step.stepId)}</td>
              <td>{step.prerequisites.map(({ anyOf }) => anyOf.map(names.step).join(' / ')).join('；')}</td>
              <td>
                {step.effects
                  .flatMap(({ closes, alsoCloses }) => [...closes.map(names.step), ...alsoCloses])
                  .join('、')}
              </td>
              <td style={{ whiteSpace: 'nowrap' }}>
                <Button size="small" aria-label={`${t.change}：${step.name}`} onClick={() => onOpen(step)}>
                  {t.change}
                </Button>{' '}
                <Button
                  size="small"
                  aria-label={`${t.remove}：${step.name}`}
                  onClick={() => onChange(goal.steps.filter(({ stepId }) => stepId !== step.stepId))}
                >
                  {t.remove}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button onClick={() => onOpen(newStep(goal))}>{t.addStep}</Button>
    </section>
  )
}
