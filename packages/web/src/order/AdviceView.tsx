import type { Advice, Closing } from '@bancheng/core/catalogue/order/advice.ts'
import type { OrderGoal, OrderStep } from '@bancheng/core/catalogue/order/goal.ts'
import { type Locale, useLocale, useTexts } from '../locale.tsx'
import { StepCard } from './StepCard.tsx'
import { named, orderTexts } from './texts.ts'

export type Names = { readonly step: (id: string) => string; readonly stepOf: (id: string) => OrderStep | undefined }

/** Closed or not, nobody here needs it: of what a step closes, only the rest is worth a warning. */
const worthWarning = ({ notApplicable }: Advice) => {
  const none = new Set(notApplicable.map(({ stepId }) => stepId))
  return (stepId: string | null) => stepId === null || !none.has(stepId)
}

export function namesOf(goal: OrderGoal, locale: Locale): Names {
  const byId = new Map(goal.steps.map((step) => [step.stepId, step]))
  const step = (id: string) => {
    const found = byId.get(id)
    return found ? named(found, locale) : id
  }
  return { step, stepOf: (id) => byId.get(id) }
}

type Props = {
  readonly goal: OrderGoal
  readonly advice: Advice
  /** Somebody says that a presumed step is not done. */
  readonly onDeny?: (stepId: string) => void
  readonly linkOfItem?: (itemId: string) => string
}

/** The order: what went wrong first, then the rounds with their days, then what is left out and why. */
export function AdviceView({ goal, advice, onDeny, linkOfItem }: Props) {
  const t = useTexts(orderTexts)
  const names = namesOf(goal, useLocale().locale)
  const isWorthWarning = worthWarning(advice)
  const waves = Map.groupBy(advice.steps, ({ wave }) => wave)
  return (
    <section className="order-advice" id="order-advice" aria-label={t.advice}>
      <Mistakes advice={advice} names={names} />
      <div role="status">
        <Summary advice={advice} names={names} />
      </div>
      <ol className="order-waves">
        {[...waves].map(([wave, steps]) => (
          <li key={wave}>
            <h3>
              {t.wave(wave)}
              {steps.length > 1 ? <small className="order-parallel">{t.parallel(steps.length)}</small> : null}
            </h3>
            <ul>
              {steps.map((planned) => (
                <StepCard
                  key={planned.stepId}
                  planned={planned}
                  names={names}
                  isWorthWarning={isWorthWarning}
                  linkOfItem={linkOfItem}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <Presumed advice={advice} names={names} onDeny={onDeny} />
      <Rest goal={goal} advice={advice} names={names} />
      {goal.notice ? <p className="order-quiet">{goal.notice}</p> : null}
    </section>
  )
}

export function ClosingLine({ closing, names }: { closing: Closing; names: Names }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const says = [closing.source, closing.remark].filter(Boolean)
  const what = closing.stepId ? names.step(closing.stepId) : closing.what
  return (
    <>
      <strong>
        {t.mistake(names.step(closing.by), what)}
        {t[closing.kind]}
        {locale === 'zh' ? '。' : '.'}
      </strong>
      <p className="order-way-out">
        <b>{t.wayOut}</b> {closing.wayOut}
      </p>
      <p className="order-quiet">
        {t.reason}：{closing.reason}
        {says.length > 0 ? `（${says.join(t.semicolon)}）` : ''}
      </p>
    </>
  )
}

function Mistakes({ advice, names }: { advice: Advice; names: Names }) {
  const t = useTexts(orderTexts)
  const { mistakes, heldUp } = advice
  if (mistakes.length + heldUp.length === 0) return null
  return (
    <div className="order-mistakes" role="alert">
      {mistakes.length > 0 ? (
        <>
          <h3>{t.mistakes}</h3>
          <ul>
            {mistakes.map((closing) => (
              <li key={`${closing.by} ${closing.stepId}`}>
                <ClosingLine closing={closing} names={names} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {heldUp.length > 0 ? (
        <>
          <h3>{t.heldUp}</h3>
          <ul>
            {heldUp.map(({ stepId, waitsFor }) => (
              <li key={stepId}>{t.heldUpBy(names.step(stepId), waitsFor.map(names.step).join(t.and))}</li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

function Summary({ advice, names }: { advice: Advice; names: Names }) {
  const t = useTexts(orderTexts)
  const { steps, finish, workdays, provisionalYears, openEnded, mistakes, heldUp } = advice
  if (!finish)
    return <p className="order-summary">{mistakes.length + heldUp.length > 0 ? t.nothingPossible : t.nothingLeft}</p>
  return (
    <>
      <p className="order-summary">
        <strong>{t.left(steps.length)}</strong> · {t.finish(finish, workdays)}{' '}
        {provisionalYears.length > 0 ? <span className="order-tag">{t.provisional}</span> : null}
      </p>
      {provisionalYears.length > 0 ? (
        <p className="order-quiet">{t.unannounced(provisionalYears.join(t.and))}</p>
      ) : null}
      {openEnded.length > 0 ? (
        <p className="order-quiet">{t.openEnded(openEnded.map(names.step).join(t.and))}</p>
      ) : null}
    </>
  )
}

function Presumed({ advice, names, onDeny }: { advice: Advice; names: Names; onDeny: Props['onDeny'] }) {
  const t = useTexts(orderTexts)
  if (advice.presumed.length === 0) return null
  return (
    <details className="order-rest" open>
      <summary>
        {t.presumed} {advice.presumed.length}
      </summary>
      <ul>
        {advice.presumed.map(({ stepId, because }) => (
          <li key={stepId}>
            {names.step(stepId)} <span className="order-quiet">{t.presumedBecause(names.step(because))}</span>
            {onDeny ? (
              <button type="button" className="order-deny" onClick={() => onDeny(stepId)}>
                {t.notDone}
                <span className="order-hidden">：{names.step(stepId)}</span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Rest({ goal, advice, names }: { goal: OrderGoal; advice: Advice; names: Names }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const situation = (id: string) => {
    const found = goal.situations.find(({ situationId }) => situationId === id)
    return found ? named(found, locale) : id
  }
  const { closed, notApplicable, unheeded } = advice
  return (
    <>
      {closed.length > 0 ? (
        <details className="order-rest">
          <summary>
            {t.closed} {closed.length}
          </summary>
          <ul>
            {closed.map((closing) => (
              <li key={`${closing.by} ${closing.stepId} ${closing.what}`}>
                <ClosingLine closing={closing} names={names} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {notApplicable.length > 0 ? (
        <details className="order-rest">
          <summary>{t.notApplicable(notApplicable.length)}</summary>
          <ul>
            {notApplicable.map(({ stepId, needs }) => (
              <li key={stepId}>
                {names.step(stepId)} <span className="order-quiet">{t.needs(needs.map(situation).join(' / '))}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {unheeded.map(({ stepId, before }) => (
        <p key={`${stepId} ${before}`} className="order-quiet">
          {t.unheeded(names.step(stepId), names.step(before))}
        </p>
      ))}
    </>
  )
}
