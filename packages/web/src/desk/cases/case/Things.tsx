import type { Delivery, Paper, Tolerance } from '@bancheng/core/cases/state.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import type { ReactNode } from 'react'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { CommandButton } from '../commands/CommandButton.tsx'
import { commandsAt } from './abilities.ts'
import { Fact } from './Fact.tsx'
import { sayParty } from './names.ts'
import { PrintLink } from './PrintLink.tsx'
import { Masked } from './RevealButton.tsx'

const Section = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className="desk-panel case-section" aria-labelledby={id}>
    <div className="case-section-head">
      <h2 id={id}>{title}</h2>
    </div>
    {children}
  </section>
)

/** Papers by the receipt on which the person holds the window to account. */
export function Papers() {
  const t = useTexts(caseTexts)
  const { state, names } = useCaseDesk().view
  if (state.receipts.length === 0) return null
  return (
    <Section id="case-papers" title={t.papers}>
      {state.receipts.map((receipt) => (
        <div key={receipt.receiptId} className="case-receipt">
          <p className="case-receipt-head">
            <strong className="desk-number">{receipt.receiptNo}</strong>
            <span className="desk-quiet">
              {[
                receipt.from,
                sayInstant(receipt.takenIn.at),
                names.people[receipt.takenIn.by] ?? '',
                receipt.consentToHandIn ? t.consented : t.notConsented,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <PrintLink sheet="receipt" id={receipt.receiptId} />
          </p>
          <ul className="case-receipt-papers">
            {state.papers
              .filter((paper) => paper.receiptId === receipt.receiptId)
              .map((paper) => (
                <PaperLine key={paper.paperId} paper={paper} />
              ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

const paperTone = {
  held: 'is-strong',
  'handed-in': 'is-done',
  'given-back': 'is-done',
  lost: 'is-late',
} as const satisfies Record<Paper['state'], string>

function PaperLine({ paper }: { paper: Paper }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { view } = useCaseDesk()
  const isHeld = paper.state === 'held'
  return (
    <li>
      <span>
        {paper.name}
        <span className="desk-quiet">
          {`　${labelOf('paperForm', paper.form, locale)} × ${paper.copies}${paper.condition ? `，${paper.condition}` : ''}`}
        </span>
      </span>
      <span className={`word-tag ${paperTone[paper.state]}`}>{labelOf('paperState', paper.state, locale)}</span>
      <span className="desk-quiet">
        {isHeld ? `${sayParty(paper.holder, view, locale)} · ${paper.place}` : (paper.ended?.outcome ?? '')}
      </span>
      {paper.moves.length > 0 ? (
        <details>
          <summary>{`${t.hands}（${paper.moves.length}）`}</summary>
          <ol>
            {paper.moves.map((move) => (
              <li key={move.at + move.place}>
                {[sayInstant(move.at), sayParty(move.holder, view, locale), move.place, move.note]
                  .filter(Boolean)
                  .join(' · ')}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </li>
  )
}

export function Tolerances() {
  const t = useTexts(caseTexts)
  const { tolerances } = useCaseDesk().view.state
  if (tolerances.length === 0) return null
  return (
    <Section id="case-tolerances" title={t.tolerances}>
      <div className="case-cards">
        {tolerances.map((tolerance) => (
          <ToleranceCard key={tolerance.toleranceId} tolerance={tolerance} />
        ))}
      </div>
    </Section>
  )
}

const toleranceTone = (state: Tolerance['state']) =>
  state === 'pending' ? 'is-strong' : state === 'refused' ? 'is-late' : 'is-done'

function ToleranceCard({ tolerance }: { tolerance: Tolerance }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { view } = useCaseDesk()
  return (
    <article className="case-card">
      <div className="case-card-head">
        <span className="case-kind">{labelOf('toleranceKind', tolerance.kind, locale)}</span>
        <strong>{tolerance.materialName}</strong>
        <span className={`word-tag ${toleranceTone(tolerance.state)}`}>
          {labelOf('toleranceState', tolerance.state, locale)}
        </span>
        <span className="case-card-due desk-quiet">{view.names.units[tolerance.unitId]}</span>
      </div>
      <dl className="case-facts is-stacked">
        <Fact name={t.shortfall}>{tolerance.shortfall}</Fact>
        <Fact name={t.undertaking}>{tolerance.undertaking}</Fact>
        {tolerance.decided ? <Fact name={t.ground}>{tolerance.decided.ground}</Fact> : null}
        {tolerance.decided?.conditions ? <Fact name={t.conditions}>{tolerance.decided.conditions}</Fact> : null}
      </dl>
      <div className="case-commands">
        {commandsAt(view.abilities, 'tolerance', tolerance.toleranceId).map((ability) => (
          <CommandButton key={ability.command} ability={ability} />
        ))}
        <PrintLink sheet="tolerance" id={tolerance.toleranceId} />
      </div>
    </article>
  )
}

export function Deliveries() {
  const t = useTexts(caseTexts)
  const { deliveries } = useCaseDesk().view.state
  if (deliveries.length === 0) return null
  return (
    <Section id="case-deliveries" title={t.deliveries}>
      <div className="case-cards">
        {deliveries.map((delivery) => (
          <DeliveryCard key={delivery.deliveryId} delivery={delivery} />
        ))}
      </div>
    </Section>
  )
}

const isProven = (delivery: Delivery) => delivery.state === 'delivered' || delivery.state === 'picked-up'

function DeliveryCard({ delivery }: { delivery: Delivery }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { view } = useCaseDesk()
  const { deliveryId } = delivery
  return (
    <article className="case-card">
      <div className="case-card-head">
        <span className="case-kind">{labelOf('deliveryDirection', delivery.direction, locale)}</span>
        <strong>{delivery.contents}</strong>
        <span className={`word-tag ${isProven(delivery) ? 'is-done' : 'is-strong'}`}>
          {labelOf('deliveryState', delivery.state, locale)}
        </span>
        {delivery.signedBy ? <span className="word-tag">{labelOf('signedBy', delivery.signedBy, locale)}</span> : null}
        <span className="case-card-due desk-quiet">{view.names.units[delivery.unitId]}</span>
      </div>
      <p className="case-card-facts">
        {delivery.recipient} ·{' '}
        <Masked field="delivery.phone" label={t.recipientPhone} masked={delivery.phone.masked} subjectId={deliveryId} />{' '}
        ·{' '}
        <Masked
          field="delivery.address"
          label={t.recipientAddress}
          masked={delivery.address.masked}
          subjectId={deliveryId}
        />
      </p>
      {delivery.waybills.length > 0 ? (
        <p className="desk-number">{`${t.waybill} ${delivery.waybills.join('、')}`}</p>
      ) : null}
      {delivery.reports.length > 0 ? (
        <ul className="case-reports">
          {delivery.reports.map((report) => (
            <li key={report.at + report.state}>
              {[sayInstant(report.at), labelOf('deliveryState', report.state, locale), report.note]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="case-commands">
        {commandsAt(view.abilities, 'delivery', deliveryId).map((ability) => (
          <CommandButton key={ability.command} ability={ability} />
        ))}
        <PrintLink sheet="delivery-slip" id={deliveryId} />
      </div>
    </article>
  )
}
