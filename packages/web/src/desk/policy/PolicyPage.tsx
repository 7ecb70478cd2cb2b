import { policyContract } from '@bancheng/core/policy/contract.ts'
import { readWritten } from '@bancheng/core/policy/reading.ts'
import { Policy } from '@bancheng/core/policy/schema.ts'
import { sayFault } from '@bancheng/core/texts/policy.ts'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Select, Tabs, Upload } from 'antd'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { Part, Row } from './fields.tsx'
import { Publish } from './Publish.tsx'
import { ChangesPanel, CheckPanel, SummaryPanel, VersionsPanel } from './panels.tsx'
import './policy.css'
import { AnswersForm } from './AnswersForm.tsx'
import { LadderForm } from './LadderForm.tsx'
import { MessagesForm } from './MessagesForm.tsx'
import type { FormProps } from './options.ts'
import { RehearsalPanel } from './RehearsalPanel.tsx'
import { CoordinationForm, PausesForm } from './RulesForm.tsx'
import { ReviewForm, ScopeForm, ServiceForm } from './ServiceForm.tsx'
import { TasksForm } from './TasksForm.tsx'
import { TimeForm } from './TimeForm.tsx'
import { policyTexts } from './texts.ts'

const load = () => call(policyContract.policies, {})
type Loaded = Awaited<ReturnType<typeof load>>

/** The rules of the centre: read, changed on trial, checked, rehearsed, and put in force from a day on. */
export function PolicyPage() {
  const t = useTexts(policyTexts)
  const policies = useQuery({ queryKey: ['policies'], queryFn: load })
  useTitle(t.title)
  if (policies.error) return <ProblemPage error={policies.error} retry={() => void policies.refetch()} />
  if (!policies.data) return <Loading />
  return <Desk loaded={policies.data} key={policies.data.current.version} />
}

/** A draft that was begun before this version of the program is read as an older document is; one that is half typed stays as it is. */
const upToDate = (draft: Policy | null): Policy | null => draft && (Policy.safeParse(draft).data ?? draft)

function Desk({ loaded }: { loaded: Loaded }) {
  const t = useTexts(policyTexts)
  const { current, versions } = loaded
  const { person } = useSession()
  const draft = useDraft<Policy | null>(person.personId, `rules.${current.version}`, null)
  const policy = useMemo(() => upToDate(draft.value) ?? current, [draft.value, current])
  const openCases = versions.reduce((sum, { cases }) => sum + cases, 0)
  const [tab, setTab] = useState('summary')
  const open = async (version: string) => {
    const answer = await call(policyContract.policy, { params: { version } })
    draft.keep(answer.policy)
    setTab('summary')
  }
  const panels = [
    { key: 'summary', label: t.summary, children: <SummaryPanel policy={policy} /> },
    { key: 'changes', label: t.changes, children: <ChangesPanel from={current} to={policy} /> },
    { key: 'check', label: t.check, children: <CheckPanel policy={policy} /> },
    { key: 'rehearsal', label: t.rehearsal, children: <RehearsalPanel policy={policy} /> },
    {
      key: 'history',
      label: t.history,
      children: <VersionsPanel versions={versions} open={(version) => void open(version)} />,
    },
  ]
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <span className="word-tag">
          {t.inForce} {current.version}
        </span>
        <Link to="/calendar">{t.toCalendar}</Link>
        <span className="desk-push" />
        <Begin loaded={loaded} policy={policy} open={(version) => void open(version)} keep={draft.keep} />
      </div>
      <div className="policy">
        <section aria-label={t.edit}>
          <Names policy={policy} change={draft.keep} />
          <TimeForm policy={policy} change={draft.keep} />
          <TasksForm policy={policy} change={draft.keep} />
          <PausesForm policy={policy} change={draft.keep} />
          <CoordinationForm policy={policy} change={draft.keep} />
          <LadderForm policy={policy} change={draft.keep} />
          <ServiceForm policy={policy} change={draft.keep} />
          <AnswersForm policy={policy} change={draft.keep} />
          <ReviewForm policy={policy} change={draft.keep} />
          <ScopeForm policy={policy} change={draft.keep} />
          <MessagesForm policy={policy} change={draft.keep} />
        </section>
        <div>
          <section className="desk-panel policy-side">
            <Tabs activeKey={tab} onChange={setTab} items={panels} />
          </section>
          <Publish policy={policy} current={current} openCases={openCases} done={draft.forget} />
        </div>
      </div>
    </>
  )
}

function Names({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  return (
    <Part title={t.name} open>
      <Row label={t.name}>
        <Input
          aria-label={t.name}
          value={policy.name}
          onChange={({ target }) => change({ ...policy, name: target.value })}
        />
      </Row>
      <Row label={t.source}>
        <Input
          aria-label={t.source}
          value={policy.source}
          onChange={({ target }) => change({ ...policy, source: target.value })}
        />
      </Row>
    </Part>
  )
}

type BeginProps = {
  readonly loaded: Loaded
  readonly policy: Policy
  readonly open: (version: string) => void
  readonly keep: (policy: Policy) => void
}

/** From a version of one's own, a published rule of another place, or a file. */
function Begin({ loaded, policy, open, keep }: BeginProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const { message } = App.useApp()
  const read = async (file: File) => {
    const { policy: written, faults } = readWritten(
      await file
        .text()
        .then(JSON.parse)
        .catch(() => null),
    )
    const [fault] = faults
    if (written) keep(written)
    else void message.error(fault ? `${t.unreadable}：${fault.path} ${sayFault(fault, locale)}` : t.unreadable, 8)
  }
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(policy, null, 2))}`
  const own = loaded.versions.map(({ version, name }) => ({ value: version, label: `${version} ${name}` }))
  const others = loaded.profiles
    .filter(({ version }) => !own.some(({ value }) => value === version))
    .map(({ version, name }) => ({ value: version, label: `${version} ${name}` }))
  return (
    <>
      <Select
        aria-label={t.startFrom}
        placeholder={t.startFrom}
        value={null}
        onChange={(version: string | null) => version && open(version)}
        options={[
          { label: t.versions, options: own },
          { label: t.profiles, options: others },
        ]}
        popupMatchSelectWidth={420}
        style={{ width: 200 }}
      />
      <Upload
        accept=".json,application/json"
        showUploadList={false}
        beforeUpload={(chosen) => {
          void read(chosen)
          return false
        }}
      >
        <Button>{t.importFile}</Button>
      </Upload>
      <Button href={file} download={`${policy.version}.json`}>
        {t.exportFile}
      </Button>
    </>
  )
}
