import type { OrderGoal, OrderStep, Situation } from '@bancheng/core/catalogue/order/goal.ts'
import type { LocalDate } from '@bancheng/core/kernel/time.ts'
import { useLocale, useTexts } from '../locale.tsx'
import { chooseSituation, dateDone, type Ticked, tickDone, tickSituation } from './standing.ts'
import { named, orderTexts } from './texts.ts'

type Props = { readonly goal: OrderGoal; readonly ticked: Ticked; readonly onTick: (next: Ticked) => void }

/** What is asked of the person: their situation, and what they have done. Plain fields: keyboard and reader know them. */
export function Ticks({ goal, ticked, onTick, hidden }: Props & { readonly hidden: readonly string[] }) {
  const t = useTexts(orderTexts)
  const groups = Map.groupBy(goal.situations, ({ group }) => group)
  return (
    <div className="order-ticks">
      {[...groups].map(([group, situations]) =>
        group === null ? (
          <fieldset key="">
            <legend>{t.situation}</legend>
            <div className="order-options is-short">
              {situations.map((one) => (
                <SituationBox key={one.situationId} one={one} ticked={ticked} onTick={onTick} />
              ))}
            </div>
          </fieldset>
        ) : (
          <Choice key={group} name={group} situations={situations} ticked={ticked} onTick={onTick} />
        ),
      )}
      <fieldset>
        <legend>{t.done}</legend>
        <p className="order-quiet">{t.doneHint}</p>
        <div className="order-options is-long">
          {goal.steps
            .filter(({ stepId }) => !hidden.includes(stepId))
            .map((step) => (
              <DoneBox key={step.stepId} goal={goal} step={step} ticked={ticked} onTick={onTick} />
            ))}
        </div>
      </fieldset>
    </div>
  )
}

function SituationBox({ one, ticked, onTick }: Omit<Props, 'goal'> & { one: Situation }) {
  const { locale } = useLocale()
  return (
    <label className="order-option">
      <input
        type="checkbox"
        checked={ticked.situation.includes(one.situationId)}
        onChange={(event) => onTick(tickSituation(ticked, one.situationId, event.target.checked))}
      />
      {named(one, locale)}
    </label>
  )
}

function Choice({
  name,
  situations,
  ticked,
  onTick,
}: Omit<Props, 'goal'> & { name: string; situations: readonly Situation[] }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const ids = situations.map(({ situationId }) => situationId)
  // Without a choice the rule takes the first one, and so does the page.
  const chosen = ids.find((id) => ticked.situation.includes(id)) ?? ids[0]
  return (
    <fieldset>
      <legend>{t.chosenWay}</legend>
      <div className="order-options">
        {situations.map((one) => (
          <label key={one.situationId} className="order-option">
            <input
              type="radio"
              name={name}
              checked={one.situationId === chosen}
              onChange={() => onTick(chooseSituation(ticked, one.situationId, ids))}
            />
            {named(one, locale)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A day is only asked for where something must wait from it. */
const isWaitedFor = (goal: OrderGoal, stepId: string): boolean =>
  goal.steps.some(({ prerequisites }) => prerequisites.some(({ anyOf, wait }) => wait && anyOf.includes(stepId)))

function DoneBox({ goal, step, ticked, onTick }: Props & { step: OrderStep }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const done = ticked.done.find(({ stepId }) => stepId === step.stepId)
  const name = named(step, locale)
  return (
    <div>
      <label className="order-option">
        <input
          type="checkbox"
          checked={done !== undefined}
          onChange={(event) => onTick(tickDone(ticked, step.stepId, event.target.checked))}
        />
        {name}
      </label>
      {done && isWaitedFor(goal, step.stepId) ? (
        <input
          className="order-date"
          type="date"
          aria-label={t.doneOn(name)}
          value={done.on ?? ''}
          // A date field gives the shape of a LocalDate, or nothing.
          onChange={(event) => onTick(dateDone(ticked, step.stepId, (event.target.value || null) as LocalDate | null))}
        />
      ) : null}
    </div>
  )
}
