import type { PlannedStep } from '@bancheng/core/catalogue/order/advice.ts'
import { useLocale, useTexts } from '../locale.tsx'
import type { Names } from './AdviceView.tsx'
import { orderTexts, saySpan } from './texts.ts'

type Props = {
  readonly planned: PlannedStep
  readonly names: Names
  /** Of what the step closes: whether it concerns this person. */
  readonly isWorthWarning: (stepId: string | null) => boolean
  readonly linkOfItem: ((itemId: string) => string) | undefined
}

/** One step of a round: its days, and before anything else what cannot be undone about it. */
export function StepCard({ planned, names, isWorthWarning, linkOfItem }: Props) {
  const t = useTexts(orderTexts)
  const step = names.stepOf(planned.stepId)
  const { start, finish, workday, isProvisional, waits, byWayOut, closes } = planned
  return (
    <li className={closes.length > 0 ? 'order-step is-final' : 'order-step'} data-step={planned.stepId}>
      <div className="order-step-head">
        <strong>{names.step(planned.stepId)}</strong>
        {closes.length > 0 ? <span className="order-tag is-final">{t.irreversible}</span> : null}
        {byWayOut ? <span className="order-tag is-way-out">{t.byWayOut}</span> : null}
        <span className="order-days">
          {start === finish ? finish : `${start} → ${finish}`}{' '}
          {isProvisional ? (
            <span className="order-tag" title={t.unannounced(finish.slice(0, 4))}>
              {t.provisional}
            </span>
          ) : null}
          <small>{t.workday(workday)}</small>
        </span>
      </div>
      <div className="order-quiet">{step?.department}</div>
      {byWayOut ? (
        <p className="order-way-out">
          <b>{t.wayOut}</b> {byWayOut.wayOut}
        </p>
      ) : null}
      {waits ? (
        <p className="order-waits">
          {t.waits(names.step(waits.after), waits.until)}
          {waits.isAssumed ? <span className="order-quiet"> {t.assumed}</span> : null}
        </p>
      ) : null}
      <Consequences
        planned={{ ...planned, closes: closes.filter(({ stepId }) => isWorthWarning(stepId)) }}
        names={names}
      />
      <Details planned={planned} names={names} linkOfItem={linkOfItem} />
    </li>
  )
}

function Consequences({ planned: { closes, firstDo }, names }: Pick<Props, 'planned' | 'names'>) {
  const t = useTexts(orderTexts)
  if (closes.length === 0) return null
  const kinds = Map.groupBy(closes, ({ kind }) => kind)
  return (
    <div className="order-consequences">
      {firstDo.length > 0 ? (
        <p>
          <b>{t.firstDo}</b> {firstDo.map(names.step).join(t.and)}
        </p>
      ) : null}
      {[...kinds].map(([kind, closings]) => (
        <p key={kind}>
          <b>
            {t.afterIt}
            {t[kind]}
          </b>{' '}
          {closings.map(({ stepId, what }) => (stepId ? names.step(stepId) : what)).join(t.and)}
        </p>
      ))}
    </div>
  )
}

function Details({ planned, names, linkOfItem }: Omit<Props, 'isWorthWarning'>) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const step = names.stepOf(planned.stepId)
  if (!step) return null
  const takes = step.takes ? saySpan(step.takes, locale) : t.noLimit
  const facts: readonly (readonly [string, string])[] = [
    [t.takes, step.timeNote || takes],
    [t.materials, step.materials.join(t.semicolon)],
    [t.after, planned.after.map(({ stepId, kind }) => `${names.step(stepId)}（${t[kind]}）`).join(t.semicolon)],
    [t.note, step.note],
    [t.source, step.source],
    [t.remark, step.remark],
  ]
  return (
    <details className="order-details">
      <summary>
        {t.takes} {step.timeNote || takes}
      </summary>
      <dl>
        {facts.slice(1).map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {step.itemId && linkOfItem ? <a href={linkOfItem(step.itemId)}>{t.guide}</a> : null}
    </details>
  )
}
