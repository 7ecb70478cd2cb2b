import { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { suspectNumbers } from '@bancheng/core/cases/identity-checks.ts'
import { Channel, Pain } from '@bancheng/core/cases/words.ts'
import { Button, Input, InputNumber } from 'antd'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { newKey, Problem, sendRegistration } from '../../api.ts'
import { texts, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import './case/case.css'
import './case/new-case.css'
import { readApplicant, withoutNumbers } from './commands/applicant-typed.ts'
import { controlTexts } from './commands/control-texts.ts'
import { ApplicantControl } from './commands/controls/ApplicantControl.tsx'
import { ChoiceControl } from './commands/controls/ChoiceControl.tsx'
import { ItemPicker } from './commands/controls/ItemPicker.tsx'
import { describedBy, Labelled, LabelledGroup } from './commands/controls/Labelled.tsx'
import type { FieldProblem } from './commands/read-values.ts'
import { useCaseChanged } from './commands/useCommand.ts'
import { FilesControl } from './files/FilesControl.tsx'
import { blankRegistration, type RegistrationTyped, readRegistration } from './registration-typed.ts'

const bundle = texts(
  {
    title: '新建案件',
    lead: '谁遇到了什么办不成的事？登记后即生成案件编号。',
    matter: '什么事',
    who: '谁来反映',
    channel: '来源',
    transferredFrom: '从哪里转来',
    want: '诉求',
    wantHint: '用申请人的话写：想办成什么，卡在哪里。',
    pain: '诉求类型',
    item: '事项',
    already: '已办情况',
    alreadyHint: '去过哪里、办过什么、对方怎么说。',
    trips: '此前跑动次数',
    files: '附件',
    register: '登记',
    keys: 'Ctrl + Enter 登记',
    startAgain: '清空',
    restored: '已恢复上次没有提交的内容；电话和证件号码请重新填写。',
  },
  {
    title: 'New case',
    lead: 'Who could not get what done? The case gets its number once it is registered.',
    matter: 'The matter',
    who: 'Who asks',
    channel: 'Came by',
    transferredFrom: 'Transferred from',
    want: 'What is wanted',
    wantHint: 'In the applicant’s words: what should get done, and where it is stuck.',
    pain: 'Kind of pain',
    item: 'Service item',
    already: 'Done so far',
    alreadyHint: 'Where they have been, what they did, what they were told.',
    trips: 'Trips before',
    files: 'Files',
    register: 'Register',
    keys: 'Ctrl + Enter registers',
    startAgain: 'Clear',
    restored: 'What you had not sent last time is back; type the phone and identity numbers again.',
  },
)

/** Kept in the browser without the numbers by which a person is found. */
function useTyped() {
  const { person } = useSession()
  const draft = useDraft<RegistrationTyped>(person.personId, 'new-case', blankRegistration)
  const [typed, setTyped] = useState(draft.value)
  const latest = useRef(typed)
  const keep = (next: RegistrationTyped) => {
    latest.current = next
    setTyped(next)
    draft.keep({ ...next, applicant: withoutNumbers(next.applicant) })
  }
  const clear = () => {
    draft.forget()
    latest.current = blankRegistration
    setTyped(blankRegistration)
  }
  const set = (change: Partial<RegistrationTyped>) => keep({ ...latest.current, ...change })
  return { typed, latest, set, clear, forget: draft.forget, isRestored: draft.isRestored }
}

function problemsOf(typed: RegistrationTyped): readonly FieldProblem[] {
  const input = readRegistration(typed)
  const parsed = RegisterCase.safeParse(input)
  const issues = parsed.success ? [] : parsed.error.issues
  const { applicant, overrides } = readApplicant(typed.applicant)
  return [
    ...issues.map(
      ({ path: [field, key] }): FieldProblem => ({
        field: String(field),
        within: key === undefined ? [] : [String(key)],
        what: 'required',
      }),
    ),
    ...suspectNumbers(applicant)
      .filter(({ field }) => !overrides.some((override) => override.field === field))
      .map(({ field }): FieldProblem => ({ field: 'applicant', within: ['why', field], what: 'required' })),
  ]
}

/** One key until the server has surely said no: a second click, or a lost answer, makes no second case. */
function useRegistering(onRegistered: () => void) {
  const navigate = useNavigate()
  const changed = useCaseChanged()
  const key = useRef(newKey())
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const register = async (typed: RegistrationTyped) => {
    if (isSending) return
    setSending(true)
    setProblem(null)
    try {
      const view = await sendRegistration(readRegistration(typed), key.current)
      onRegistered()
      changed(view)
      void navigate(`/cases/${view.state.caseId}`)
    } catch (error) {
      if (error instanceof Problem && error.body.status >= 400 && error.body.status < 500) key.current = newKey()
      setProblem(error)
      setSending(false)
    }
  }
  return { register, isSending, problem }
}

export function NewCasePage() {
  const t = useTexts(bundle)
  useTitle(t.title)
  const form = useTyped()
  const [isAttempted, setAttempted] = useState(false)
  const { register, isSending, problem } = useRegistering(form.forget)
  const problems = problemsOf(form.typed)
  const submit = () => {
    setAttempted(true)
    if (problems.length === 0) return void register(form.typed)
    setTimeout(() =>
      document
        .querySelector<HTMLElement>('.new-case [aria-invalid="true"], .new-case .ant-input-status-error')
        ?.focus(),
    )
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
  const t = useTexts(bundle)
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
  const t = useTexts(bundle)
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
