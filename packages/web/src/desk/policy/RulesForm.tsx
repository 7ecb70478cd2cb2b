import { ScopeReason, TellingMeans, ToleranceKind } from '@bancheng/core/cases/words.ts'
import { Decider, type Procedure } from '@bancheng/core/policy/clocks.ts'
import { type Rung, RungParty, type RungTrigger } from '@bancheng/core/policy/ladder.ts'
import { ReviewCause } from '@bancheng/core/policy/service.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Checkbox, Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choice, Choices, Count, LimitField, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { SupplementTimes } from './MessagesForm.tsx'
import { type FormProps, useOptions } from './TimeForm.tsx'
import { policyTexts } from './texts.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

export function PausesForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { pauses } = policy
  const fresh = (): Procedure => ({
    key: `procedure-${pauses.procedures.length + 1}`,
    name: '',
    ceiling: workingDays(20),
    times: null,
  })
  return (
    <Part title={t.pauses}>
      <Row label={t.supplement}>
        <OptionalLimit
          label={t.ceiling}
          none={t.noCeiling}
          value={pauses.supplement.ceiling}
          onChange={(ceiling) =>
            change({ ...policy, pauses: { ...pauses, supplement: { ...pauses.supplement, ceiling } } })
          }
        />
      </Row>
      <SupplementTimes policy={policy} change={change} />
      <Rows
        rows={pauses.procedures}
        fresh={fresh}
        onChange={(procedures) => change({ ...policy, pauses: { ...pauses, procedures } })}
      >
        {(row, put) => (
          <>
            <Input
              aria-label={t.procedure}
              placeholder={t.procedure}
              value={row.name}
              onChange={({ target }) => put({ ...row, name: target.value })}
              style={{ width: 180 }}
            />
            <OptionalLimit
              label={t.ceiling}
              none={t.noCeiling}
              value={row.ceiling}
              onChange={(ceiling) => put({ ...row, ceiling })}
            />
          </>
        )}
      </Rows>
    </Part>
  )
}

export function CoordinationForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const { returns, extensions } = policy
  const deciders = Decider.options.map((value) => ({ value, label: policyWords[locale].deciders[value] }))
  const setReturns = (next: Partial<typeof returns>) => change({ ...policy, returns: { ...returns, ...next } })
  const setExtensions = (next: Partial<typeof extensions>) =>
    change({ ...policy, extensions: { ...extensions, ...next } })
  return (
    <Part title={t.coordination}>
      <Row label={t.returnsWithin}>
        <LimitField label={t.returnsWithin} value={returns.within} onChange={(within) => setReturns({ within })} />
      </Row>
      <Row label={t.returnsTimes}>
        <Count label={t.returnsTimes} value={returns.times} onChange={(times) => setReturns({ times })} />
      </Row>
      <Row label={t.returnsBy}>
        <Choice
          label={t.returnsBy}
          value={returns.ruledBy}
          options={deciders}
          onChange={(ruledBy) => setReturns({ ruledBy })}
        />
      </Row>
      <Row label={t.extensionTimes}>
        <Count label={t.extensionTimes} value={extensions.times} onChange={(times) => setExtensions({ times })} />
        <OptionalLimit
          label={t.extensionLongest}
          none={t.noCeiling}
          value={extensions.longest}
          onChange={(longest) => setExtensions({ longest })}
        />
      </Row>
      <Row label={t.extensionBy}>
        <Choice
          label={t.extensionBy}
          value={extensions.decidedBy}
          options={deciders}
          onChange={(decidedBy) => setExtensions({ decidedBy })}
        />
        <Checkbox
          checked={extensions.mustTellApplicant}
          onChange={({ target }) => setExtensions({ mustTellApplicant: target.checked })}
        >
          {t.mustTell}
        </Checkbox>
      </Row>
    </Part>
  )
}

/** What a trigger begins with when it is chosen. */
const triggers: { readonly [K in RungTrigger['on']]: Extract<RungTrigger, { on: K }> } = {
  late: { on: 'late', by: workingDays(1) },
  age: { on: 'age', over: workingDays(20) },
  returns: { on: 'returns', times: 2 },
  reopenings: { on: 'reopenings', times: 2 },
  dissatisfied: { on: 'dissatisfied' },
  'by-hand': { on: 'by-hand' },
}
const triggerKinds = Object.keys(triggers) as RungTrigger['on'][] // keys of a literal object

function RungRow({ row, put }: { row: Rung; put: (next: Rung) => void }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const options = useOptions()
  const { when } = row
  const parties = RungParty.options.map((value) => ({ value, label: policyWords[locale].parties[value] }))
  return (
    <>
      <Input
        aria-label={t.key}
        value={row.key}
        onChange={({ target }) => put({ ...row, key: target.value })}
        style={{ width: 140 }}
      />
      <Choice
        label={t.trigger}
        value={when.on}
        options={options('ladderCause', triggerKinds)}
        onChange={(on) => put({ ...row, when: triggers[on] })}
      />
      {when.on === 'late' ? (
        <LimitField label={t.trigger} value={when.by} onChange={(by) => put({ ...row, when: { on: 'late', by } })} />
      ) : null}
      {when.on === 'age' ? (
        <LimitField
          label={t.trigger}
          value={when.over}
          onChange={(over) => put({ ...row, when: { on: 'age', over } })}
        />
      ) : null}
      {when.on === 'returns' || when.on === 'reopenings' ? (
        <Count
          label={t.times}
          min={1}
          value={when.times}
          onChange={(times) => put({ ...row, when: { ...when, times } })}
        />
      ) : null}
      <span className="desk-quiet">{t.to}</span>
      <Choice label={t.to} value={row.to} options={parties} onChange={(to) => put({ ...row, to })} />
      <Choice
        label={t.paper}
        value={row.paper ?? 'none'}
        options={[
          ...options('ladderPaper', ['urging', 'supervision'] as const),
          { value: 'none' as const, label: t.none },
        ]}
        onChange={(paper) => put({ ...row, paper: paper === 'none' ? null : paper })}
      />
      <span className="desk-quiet">{t.within}</span>
      <LimitField label={t.within} value={row.within} onChange={(within) => put({ ...row, within })} />
    </>
  )
}

export function LadderForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { ladder, quietHours } = policy
  const fresh = (): Rung => ({
    key: `rung-${ladder.rungs.length + 1}`,
    when: triggers.late,
    to: 'centre',
    paper: 'supervision',
    within: workingDays(2),
  })
  return (
    <Part title={t.ladder}>
      <Row label={t.remindBefore}>
        <OptionalLimit
          label={t.remindBefore}
          none={t.none}
          value={ladder.remindBefore}
          onChange={(remindBefore) => change({ ...policy, ladder: { ...ladder, remindBefore } })}
        />
      </Row>
      <Rows rows={ladder.rungs} fresh={fresh} onChange={(rungs) => change({ ...policy, ladder: { ...ladder, rungs } })}>
        {(row, put) => <RungRow row={row} put={put} />}
      </Rows>
      <Row label={t.quietFrom}>
        <Input
          aria-label={t.quietFrom}
          maxLength={5}
          placeholder="09:00"
          value={quietHours.from}
          onChange={({ target }) => change({ ...policy, quietHours: { ...quietHours, from: target.value } })}
          style={{ width: 80 }}
        />
        <Input
          aria-label={t.quietUntil}
          maxLength={5}
          placeholder="09:00"
          value={quietHours.until}
          onChange={({ target }) => change({ ...policy, quietHours: { ...quietHours, until: target.value } })}
          style={{ width: 80 }}
        />
        <Checkbox
          checked={quietHours.isRestDayQuiet}
          onChange={({ target }) =>
            change({ ...policy, quietHours: { ...quietHours, isRestDayQuiet: target.checked } })
          }
        >
          {t.restQuiet}
        </Checkbox>
      </Row>
    </Part>
  )
}

export function ServiceForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const options = useOptions()
  const { followUp, tolerance, review, negativeAnswers, telling, remedies } = policy
  const causes = ReviewCause.options.map((value) => ({ value, label: policyWords[locale].reviewCauses[value] }))
  return (
    <>
      <Part title={t.service}>
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
            onChange={(kinds) => change({ ...policy, tolerance: { ...tolerance, kinds } })}
          />
          <Checkbox
            checked={tolerance.beyondPromise}
            onChange={({ target }) => change({ ...policy, tolerance: { ...tolerance, beyondPromise: target.checked } })}
          >
            {t.beyond}
          </Checkbox>
        </Row>
        <Row label={t.telling}>
          <Choices
            label={t.telling}
            value={telling.means}
            options={options('means', TellingMeans.options)}
            onChange={(means) => change({ ...policy, telling: { means } })}
          />
        </Row>
        <Row label={t.review}>
          <Choices
            label={t.review}
            value={review.causes}
            options={causes}
            onChange={(next) => change({ ...policy, review: { ...review, causes: next } })}
          />
        </Row>
        <Checkbox
          checked={negativeAnswers.onlyBySupervisor}
          onChange={({ target }) => change({ ...policy, negativeAnswers: { onlyBySupervisor: target.checked } })}
        >
          {t.negative}
        </Checkbox>
      </Part>
      <Part title={t.words}>
        {ScopeReason.options.map((reason) => {
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
    </>
  )
}
