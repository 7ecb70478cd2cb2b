import { caseContract } from '@bancheng/core/cases/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Result } from 'antd'
import { useEffect, useRef } from 'react'
import { Link, useLocation, useParams } from 'react-router'
import { call, Problem } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { ActionBar, ActionPanel } from './case/ActionPanel.tsx'
import { Answers } from './case/Answers.tsx'
import { firstPossible } from './case/abilities.ts'
import { CaseHead } from './case/CaseHead.tsx'
import './case/case.css'
import { Ratings } from '../feedback/Ratings.tsx'
import { GivenNotices } from '../guide/GivenNotices.tsx'
import { CaseOrder } from '../order/CaseOrder.tsx'
import { CaseContacts } from '../reception/CaseContacts.tsx'
import { Outcome } from './case/Outcome.tsx'
import { Parties } from './case/Parties.tsx'
import { SmsMessages } from './case/SmsMessages.tsx'
import { StandingIn } from './case/StandingIn.tsx'
import { Tasks } from './case/Tasks.tsx'
import { Deliveries, Papers, Tolerances } from './case/Things.tsx'
import { Timeline } from './case/Timeline.tsx'
import { caseTexts } from './case-texts.ts'
import { CaseDesk, useCaseDesk } from './commands/CaseDesk.tsx'

const isGone = (error: unknown) => error instanceof Problem && error.body.status === 404

/** One case: what is wanted, whose court, what blocks closing; then what happened and what can be done. */
export function CasePage() {
  const { caseId = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(caseContract.viewCase, { params: { caseId } }),
  })
  useTitle(data?.state.caseNo ?? '')
  useReaderLanguage(caseId)
  if (data)
    return (
      <CaseDesk key={caseId} view={data}>
        <CaseContents />
      </CaseDesk>
    )
  if (isGone(error)) return <Gone error={error} />
  return error ? <ProblemPage error={error} retry={() => void refetch()} /> : <Loading />
}

/** Sentences come from the server in the reader's language: another language, another answer. */
function useReaderLanguage(caseId: string): void {
  const client = useQueryClient()
  const { locale } = useLocale()
  const asked = useRef(locale)
  useEffect(() => {
    if (asked.current === locale) return
    asked.current = locale
    void client.invalidateQueries({ queryKey: ['case', caseId] })
  }, [client, caseId, locale])
}

function Gone({ error }: { error: unknown }) {
  const t = useTexts(caseTexts)
  const nextStep = error instanceof Problem ? error.body.detail : ''
  return <Result status="404" title={t.gone} subTitle={nextStep} extra={<Link to="/cases">{t.backToLedger}</Link>} />
}

function CaseContents() {
  useCaseKeys()
  useTaskInAddress()
  const { caseId, result, refusal } = useCaseDesk().view.state
  const isDecided = result !== null || refusal !== null
  return (
    <div className="case-page">
      <CaseHead />
      <StandingIn />
      <Answers />
      <div className="case-wide-only" id="case-actions">
        <ActionPanel />
      </div>
      <div className="case-columns">
        <div className="case-column">
          {isDecided ? <Outcome /> : null}
          <Ratings />
          <Tasks />
          {isDecided ? null : <Outcome />}
          <Papers />
          <Tolerances />
          <Deliveries />
          <Parties />
          <SmsMessages />
          <GivenNotices of={{ caseId }} />
          <CaseOrder />
          <CaseContacts />
        </div>
        <div className="case-column is-timeline">
          <Timeline />
        </div>
      </div>
      <ActionBar />
    </div>
  )
}

function useCaseKeys(): void {
  const t = useTexts(caseTexts)
  const { view, open } = useCaseDesk()
  const run = (commands: Parameters<typeof firstPossible>[1]) => () => {
    const ability = firstPossible(view.abilities, commands)
    const { taskId } = ability?.target ?? {}
    const [command] = commands.filter((name) => name === ability?.command)
    if (command) open(command, taskId ? { taskId } : {})
  }
  useShortcuts([
    { keys: 'r', label: t.keyReply, run: run(['replyToTask', 'completeStep']) },
    { keys: 's', label: t.keySign, run: run(['signTask']) },
    { keys: 't', label: t.keyNote, run: run(['addNote']) },
    { keys: 'a', label: t.keyActions, run: () => document.querySelector<HTMLElement>('#case-actions button')?.focus() },
  ])
}

/** A link of the inbox points at one task: it is brought into view, and the reader taken to it. */
function useTaskInAddress(): void {
  const { hash } = useLocation()
  useEffect(() => {
    if (!hash.startsWith('#task-')) return
    const card = document.getElementById(hash.slice(1))
    card?.closest('details')?.setAttribute('open', '')
    card?.scrollIntoView({ block: 'center' })
    card?.focus({ preventScroll: true })
  }, [hash])
}
