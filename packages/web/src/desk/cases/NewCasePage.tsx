import { Channel, Pain } from '@bancheng/core/cases/words.ts'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import './case/case.css'
import './case/new-case.css'
import { controlTexts } from './commands/control-texts.ts'
import { ApplicantControl } from './commands/controls/ApplicantControl.tsx'
import { ChoiceControl } from './commands/controls/ChoiceControl.tsx'
import { ItemPicker } from './commands/controls/ItemPicker.tsx'
import { describedBy, Labelled, LabelledGroup } from './commands/controls/Labelled.tsx'
import type { FieldProblem } from './commands/read-values.ts'
import './commands/fields.css'
import { Suggestions } from '../triage/Suggestions.tsx'
import { FilesControl } from './files/FilesControl.tsx'
import { newCaseTexts } from './new-case-texts.ts'
import { problemsOf, useRegistering, useTyped } from './registering.ts'

export function NewCasePage() {
  const t = useTexts(newCaseTexts)
  useTitle(t.title)
  const form = useTyped()
  const [isAttempted, setAttempted] = useState(false)
  const { register, isSending, problem } = useRegistering(form.forget)
  const problems = problemsOf(form.typed)
  const submit = () => {
    setAttempted(true)
    if (problems.length === 0) return void register(form.typed)
    setTimeout(() => document.querySelector<HTMLElement>('.new-case [aria-invalid="true"]')?.focus())
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that works anywhere in the form, beside its button
    <div
      className="new-case"
      onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && submit()}
    >
      <div className="desk-head">
        <h1>{t.title}</h1>
        <span className="desk-quiet">{form.isRestored ? t.restored : t.lead}</span>
      </div>
      <div className="new-case-columns">
        <Matter form={form} problems={problems} isAttempted={isAttempted} />
        <Who form={form} problems={problems} isAttempted={isAttempted} />
        <Suggestions
          want={form.typed.want}
          alreadyDone={form.typed.alreadyDone}
          chosen={{ itemId: form.typed.item?.itemId ?? null, pain: form.typed.pain }}
          onPick={form.set}
        />
      </div>
      <ProblemAlert error={problem} />
      <div className="new-case-send">
        <Button type="primary" size="large" loading={isSending} onClick={submit}>
          {t.register}
        </Button>
        <Button size="large" type="text" onClick={form.clear}>
          {t.startAgain}
        </Button>
        <span className="desk-quiet">{t.keys}</span>
      </div>
    </div>
  )
}

type PartProps = {
  readonly form: ReturnType<typeof useTyped>
  readonly problems: readonly FieldProblem[]
  readonly isAttempted: boolean
}

function useMissing({ problems, isAttempted }: PartProps) {
  const { required } = useTexts(controlTexts)
  return (field: string) => (isAttempted && problems.some((problem) => problem.field === field) ? required : undefined)
}

function Matter(props: PartProps) {
  const { typed, set, latest } = props.form
  const t = useTexts(newCaseTexts)
  const missing = useMissing(props)
  const wantProblem = missing('want')
  return (
    <section className="desk-panel case-section new-case-part" aria-label={t.matter}>
      <Labelled id="new-want" label={t.want} hint={t.wantHint} problem={wantProblem} isRequired>
        <Input.TextArea
          id="new-want"
          autoFocus
          autoSize={{ minRows: 3, maxRows: 12 }}
          value={typed.want}
          {...describedBy('new-want', t.wantHint, wantProblem)}
          {...(wantProblem ? { status: 'error' } : {})}
          onChange={(event) => set({ want: event.target.value })}
        />
      </Labelled>
      <LabelledGroup id="new-pain" label={t.pain} problem={missing('pain')} isRequired>
        <ChoiceControl
          id="new-pain"
          of="pain"
          isBig
          values={Pain.options}
          value={typed.pain ?? undefined}
          onChange={(pain) => set({ pain: pain as Pain })} // one of the options above
        />
      </LabelledGroup>
      <Labelled id="new-item" label={t.item}>
        <ItemPicker id="new-item" value={typed.item} onChange={(item) => set({ item })} />
      </Labelled>
      <Labelled id="new-already" label={t.already} hint={t.alreadyHint}>
        <Input.TextArea
          id="new-already"
          autoSize={{ minRows: 2, maxRows: 10 }}
          value={typed.alreadyDone}
          onChange={(event) => set({ alreadyDone: event.target.value })}
        />
      </Labelled>
      <Labelled id="new-trips" label={t.trips}>
        <InputNumber
          id="new-trips"
          min={0}
          max={999}
          precision={0}
          value={typed.tripsBefore}
          onChange={(trips) => set({ tripsBefore: typeof trips === 'number' ? trips : 0 })}
        />
      </Labelled>
      <Labelled id="new-files" label={t.files}>
        <FilesControl
          id="new-files"
          value={typed.files}
          onChange={(change) => set({ files: change(latest.current.files) })}
        />
      </Labelled>
    </section>
  )
}

function Who(props: PartProps) {
  const { typed, set } = props.form
  const t = useTexts(newCaseTexts)
  return (
    <section className="desk-panel case-section new-case-part" aria-label={t.who}>
      <LabelledGroup id="new-channel" label={t.channel}>
        <ChoiceControl
          id="new-channel"
          of="channel"
          values={Channel.options}
          value={typed.channel}
          onChange={(channel) => set({ channel: channel as Channel })} // one of the options above
        />
      </LabelledGroup>
      {typed.channel === 'transferred' ? (
        <Labelled id="new-from" label={t.transferredFrom}>
          <Input
            id="new-from"
            value={typed.transferredFrom}
            onChange={(event) => set({ transferredFrom: event.target.value })}
          />
        </Labelled>
      ) : null}
      <ApplicantControl
        id="new-applicant"
        value={typed.applicant}
        onChange={(applicant) => set({ applicant })}
        problems={props.problems.filter((problem) => problem.field === 'applicant')}
        isAttempted={props.isAttempted}
      />
    </section>
  )
}
