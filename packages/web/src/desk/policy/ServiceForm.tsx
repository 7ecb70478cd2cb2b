import { StandardScopeReason, TellingMeans, ToleranceKind } from '@bancheng/core/cases/words.ts'
import { freshReason, type OwnScopeReason } from '@bancheng/core/policy/scope.ts'
import { ReviewCause } from '@bancheng/core/policy/service.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Checkbox, Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { CircularRows } from './CircularRows.tsx'
import { Choice, Choices, Count, LimitField, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { type FormProps, useOptions } from './options.ts'
import { policyTexts } from './texts.ts'
import { useUnits } from './units.ts'

export function ServiceForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  const units = useUnits()
  const { followUp, tolerance, telling } = policy
  const setTolerance = (next: Partial<typeof tolerance>) => change({ ...policy, tolerance: { ...tolerance, ...next } })
  return (
    <Part title={t.service}>
      <Row label={t.followUpBy}>
        <Choice
          label={t.followUpBy}
          value={followUp.byUnit ?? ''}
          options={[{ value: '', label: t.byWindow }, ...units]}
          onChange={(byUnit) => change({ ...policy, followUp: { ...followUp, byUnit: byUnit || null } })}
          width={250}
        />
      </Row>
      <Row label={t.attempts}>
        <Count
          label={t.attempts}
          min={1}
          value={followUp.attempts}
          onChange={(attempts) => change({ ...policy, followUp: { ...followUp, attempts } })}
        />
        <Checkbox
          checked={followUp.byHandler}
          onChange={({ target }) => change({ ...policy, followUp: { ...followUp, byHandler: target.checked } })}
        >
          {t.byHandler}
        </Checkbox>
      </Row>
      <Row label={t.tolerance}>
        <Choices
          label={t.tolerance}
          value={tolerance.kinds}
          options={options('toleranceKind', ToleranceKind.options)}
          onChange={(kinds) => setTolerance({ kinds })}
        />
        <Checkbox
          checked={tolerance.beyondPromise}
          onChange={({ target }) => setTolerance({ beyondPromise: target.checked })}
        >
          {t.beyond}
        </Checkbox>
        <OptionalLimit
          label={t.toleranceLongest}
          none={t.toleranceAny}
          value={tolerance.longest}
          onChange={(longest) => setTolerance({ longest })}
        />
      </Row>
      <Row label={t.telling}>
        <Choices
          label={t.telling}
          value={telling.means}
          options={options('means', TellingMeans.options)}
          onChange={(means) => change({ ...policy, telling: { means } })}
        />
      </Row>
    </Part>
  )
}

/** 月度阅批与好差评. */
export function ReviewForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const { review, rating } = policy
  const causes = ReviewCause.options.map((value) => ({ value, label: policyWords[locale].reviewCauses[value] }))
  const setReview = (next: Partial<typeof review>) => change({ ...policy, review: { ...review, ...next } })
  const setRating = (next: Partial<typeof rating>) => change({ ...policy, rating: { ...rating, ...next } })
  return (
    <Part title={t.reviewAndRating}>
      <Row label={t.review}>
        <Choices
          label={t.review}
          value={review.causes}
          options={causes}
          onChange={(next) => setReview({ causes: next })}
        />
      </Row>
      <Row label={t.returnedFrom}>
        <Count
          label={t.returnedFrom}
          min={1}
          value={review.returnedFrom}
          onChange={(returnedFrom) => setReview({ returnedFrom })}
        />
      </Row>
      <Row label={t.olderThan}>
        <Count
          label={t.olderThan}
          min={1}
          max={3660}
          value={review.olderThan}
          onChange={(olderThan) => setReview({ olderThan })}
        />
      </Row>
      <Row label={t.reviewDay}>
        <Count label={t.reviewDay} min={1} max={15} value={review.day} onChange={(day) => setReview({ day })} />
      </Row>
      <CircularRows rule={review.circular ?? null} change={(circular) => setReview({ circular })} />
      <p className="desk-quiet">{t.ratingHint}</p>
      {(['linkValid', 'callBackWithin', 'setRightWithin'] as const).map((name) => (
        <Row key={name} label={t[name]}>
          <LimitField label={t[name]} value={rating[name]} onChange={(limit) => setRating({ [name]: limit })} />
        </Row>
      ))}
      <Row label={t.additions}>
        <Count label={t.additions} value={rating.additions} onChange={(additions) => setRating({ additions })} />
      </Row>
    </Part>
  )
}

export function ScopeForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const options = useOptions()
  const { scopeReasons, ownScopeReasons, remedies } = policy
  const fresh = (): OwnScopeReason => ({ reason: freshReason(ownScopeReasons), name: '', remedy: '' })
  return (
    <Part title={t.words}>
      <Row label={t.scopeReasons}>
        <Choices
          label={t.scopeReasons}
          value={scopeReasons}
          options={options('scopeReason', StandardScopeReason.options)}
          onChange={(next) => change({ ...policy, scopeReasons: next })}
        />
      </Row>
      <h3>{t.ownScopeReasons}</h3>
      <Rows rows={ownScopeReasons} fresh={fresh} onChange={(next) => change({ ...policy, ownScopeReasons: next })}>
        {(row, put) => <OwnReasonRow row={row} put={put} />}
      </Rows>
      <h3>{t.remedies}</h3>
      {StandardScopeReason.options.map((reason) => {
        const label = labelOf('scopeReason', reason, locale)
        return (
          <Row key={reason} label={label}>
            <Input.TextArea
              aria-label={label}
              autoSize
              value={remedies[reason]}
              onChange={({ target }) => change({ ...policy, remedies: { ...remedies, [reason]: target.value } })}
            />
          </Row>
        )
      })}
    </Part>
  )
}

function OwnReasonRow({ row, put }: { readonly row: OwnScopeReason; readonly put: (next: OwnScopeReason) => void }) {
  const t = useTexts(policyTexts)
  return (
    <>
      <Input
        aria-label={t.scopeName}
        placeholder={t.scopeName}
        maxLength={60}
        value={row.name}
        onChange={({ target }) => put({ ...row, name: target.value })}
        style={{ width: 240 }}
      />
      <Input.TextArea
        aria-label={t.remedies}
        placeholder={t.remedies}
        autoSize
        maxLength={500}
        value={row.remedy}
        onChange={({ target }) => put({ ...row, remedy: target.value })}
        style={{ flex: '1 1 260px' }}
      />
    </>
  )
}
