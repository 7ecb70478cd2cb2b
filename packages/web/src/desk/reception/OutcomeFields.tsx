import { Pain } from '@bancheng/core/cases/words.ts'
import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { OutcomeKind, type Question } from '@bancheng/core/reception/contact.ts'
import { labelOf, scopeWord } from '@bancheng/core/texts/labels.ts'
import { useQuery } from '@tanstack/react-query'
import { Input, Radio, Select } from 'antd'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { Labelled } from '../cases/commands/controls/Labelled.tsx'
import { UnitPicker } from '../cases/commands/controls/pickers.tsx'
import '../cases/commands/fields.css'
import { usePolicyChoices } from '../choices.ts'
import { Phones } from '../Phones.tsx'
import { receptionTexts } from './texts.ts'

type Props = { readonly question: Question; readonly change: (question: Question) => void }

/** What became of the question, and the few words that this outcome needs. */
export function OutcomeFields(props: Props) {
  const t = useTexts(receptionTexts)
  const { question, change } = props
  return (
    <div className="contact-outcome">
      <Radio.Group
        aria-label={t.outcome}
        className="contact-outcomes"
        optionType="button"
        buttonStyle="solid"
        value={question.outcome}
        onChange={(event) => change({ ...question, outcome: OutcomeKind.parse(event.target.value) })}
        options={OutcomeKind.options.map((value) => ({ value, label: t[`outcome.${value}`] }))}
      />
      <Needed {...props} />
    </div>
  )
}

function Needed({ question, change }: Props) {
  switch (question.outcome) {
    case 'guided':
      return null
    case 'transferred':
      return <Transfer question={question} change={change} />
    case 'call-back':
      return <CallBack question={question} change={change} />
    case 'case-opened':
      return <OpenCase question={question} change={change} />
    case 'complaint':
      return <Complaint question={question} change={change} />
    case 'out-of-scope':
      return <OutOfScope question={question} change={change} />
  }
}

const useDirectory = () =>
  useQuery({
    queryKey: ['directory', ''],
    queryFn: () => call(directoryContract.viewDirectory, { query: {} }),
    staleTime: 5 * 60_000,
  }).data?.organisations ?? []

function Transfer({ question, change }: Props) {
  const t = useTexts(receptionTexts)
  const units = useDirectory().flatMap((organisation) => organisation.units)
  const unit = units.find(({ unitId }) => unitId === question.unitId)
  const id = `unit-${question.questionId}`
  return (
    <Labelled id={id} label={t.unit} isRequired>
      <UnitPicker id={id} value={question.unitId} onChange={(unitId) => change({ ...question, unitId })} />
      {unit ? (
        <div className="contact-number" role="status">
          <span className="desk-quiet">{t.tellNumber}</span> <Phones phones={unit.phones} />
        </div>
      ) : null}
    </Labelled>
  )
}

function CallBack({ question, change }: Props) {
  const t = useTexts(receptionTexts)
  const id = `note-${question.questionId}`
  return (
    <Labelled id={id} label={t.callBackNote}>
      <Input
        id={id}
        maxLength={2_000}
        value={question.note}
        onChange={(event) => change({ ...question, note: event.target.value })}
      />
    </Labelled>
  )
}

function OpenCase({ question, change }: Props) {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  return (
    <Radio.Group
      aria-label={t.pain}
      optionType="button"
      value={question.pain}
      onChange={(event) => change({ ...question, pain: Pain.parse(event.target.value) })}
      options={Pain.options.map((value) => ({ value, label: labelOf('pain', value, locale) }))}
    />
  )
}

function Complaint({ question, change }: Props) {
  const t = useTexts(receptionTexts)
  const people = useDirectory().flatMap((organisation) =>
    organisation.units.flatMap((unit) =>
      unit.people.map(({ personId, name, role }) => ({ personId, role, label: `${name}（${unit.name}）` })),
    ),
  )
  const [against, person] = [`against-${question.questionId}`, `person-${question.questionId}`]
  return (
    <>
      <Labelled id={against} label={t.against}>
        <Input
          id={against}
          maxLength={500}
          value={question.against}
          onChange={(event) => change({ ...question, against: event.target.value })}
        />
      </Labelled>
      <Labelled id={person} label={t.againstPerson} hint={t.complaintHint}>
        <Select
          id={person}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ width: '100%' }}
          value={question.againstPersonId}
          onChange={(personId) => change({ ...question, againstPersonId: personId ?? null })}
          options={people
            .filter(({ role }) => role !== null)
            .map(({ personId, label }) => ({ value: personId, label }))}
        />
      </Labelled>
    </>
  )
}

function OutOfScope({ question, change }: Props) {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const { scopeReasons } = usePolicyChoices()
  const [reason, remedy] = [`reason-${question.questionId}`, `remedy-${question.questionId}`]
  return (
    <>
      <Labelled id={reason} label={t.reason} isRequired>
        <Select<string>
          id={reason}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t.chooseReason}
          style={{ width: '100%' }}
          value={question.reason}
          onChange={(value) => change({ ...question, reason: value })}
          options={scopeReasons.map((one) => ({ value: one.reason, label: scopeWord(one.reason, one.name, locale) }))}
        />
      </Labelled>
      <Labelled id={remedy} label={t.remedy} hint={t.remedyHint}>
        <Input
          id={remedy}
          maxLength={500}
          value={question.remedy}
          onChange={(event) => change({ ...question, remedy: event.target.value })}
        />
      </Labelled>
    </>
  )
}
