import type { InboxRow } from '@bancheng/core/cases/view.ts'
import { TaskKind } from '@bancheng/core/cases/words.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { ReceptionTaskKind } from '@bancheng/core/reception/contact.ts'
import type { ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button, Empty, Select, Switch } from 'antd'
import { Link, Navigate, useNavigate, useSearchParams } from 'react-router'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { StandingInLine } from '../directory/StandingInLine.tsx'
import { nowHere, sayDue } from '../due.ts'
import { placesOf } from '../navigation.ts'
import { OwedRow } from '../reception/OwedRow.tsx'
import { receptionTexts } from '../reception/texts.ts'
import { InstructionInbox } from '../review/InstructionCard.tsx'
import { focusRow } from '../rows.ts'
import { type InboxFilter, useInbox, useOwedInbox } from './inbox.ts'
import { groupInbox, type InboxGroup } from './inbox-groups.ts'
import './inbox.css'
import { inboxTexts } from './lists-texts.ts'

function Row({ row, now }: { row: InboxRow; now: Instant }) {
  const t = useTexts(inboxTexts)
  const { locale } = useLocale()
  const { word, full } = sayDue(row, now, locale)
  return (
    <Link className="inbox-row" data-row to={`/cases/${row.caseId}#task-${row.taskId}`}>
      <span className="inbox-kind">{labelOf('taskKind', row.kind, locale)}</span>
      <span className="inbox-ask">
        <strong>{row.ask || row.want}</strong>
        {row.about ? <span>{row.about}</span> : null}
        {row.ask && row.ask !== row.want ? <span>{row.want}</span> : null}
      </span>
      <span>
        {row.who}
        {row.onBehalfOf ? (
          <span className="inbox-small">
            <span className="word-tag is-strong">{t.onBehalfOf(row.onBehalfOf)}</span>
          </span>
        ) : null}
        {row.party.kind === 'unit' && !row.isSigned ? (
          <span className="inbox-small">
            <span className="word-tag is-strong">{t.unsigned}</span>
          </span>
        ) : null}
      </span>
      <span>
        {row.applicantName} {row.level > 0 ? <span className="word-tag is-strong">{t.level(row.level)}</span> : null}
        <span className="inbox-small desk-number">{row.caseNo}</span>
      </span>
      <span className="inbox-due desk-number">
        <span className={row.isLate ? 'desk-late' : undefined}>{word}</span>
        {full ? <span className="inbox-small">{full}</span> : null}
        {row.isProvisional ? (
          <span className="inbox-small">
            <ProvisionalTag isShown />
          </span>
        ) : null}
      </span>
    </Link>
  )
}

/** A task of a case, or what is owed outside of one. */
type Waiting = InboxRow | ReceptionTaskRow

function Group({ group, now }: { group: InboxGroup<Waiting>; now: Instant }) {
  const t = useTexts(inboxTexts)
  const isLate = group.when === 'late'
  return (
    <section className={isLate ? 'inbox-group is-late' : 'inbox-group'} aria-labelledby={`inbox-${group.when}`}>
      <h2 id={`inbox-${group.when}`} className={isLate ? 'desk-late' : undefined}>
        {t[group.when]} <small>{t.count(group.rows.length)}</small>
      </h2>
      <ul className="desk-panel">
        {group.rows.map((row) => (
          <li key={row.taskId}>
            {'caseId' in row ? <Row row={row} now={now} /> : <OwedRow row={row} className="inbox-row" />}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The filter lives in the address, so that going back finds the same list. */
function useInboxFilter() {
  const [search, setSearch] = useSearchParams()
  const kind = TaskKind.safeParse(search.get('kind')).data ?? ReceptionTaskKind.safeParse(search.get('kind')).data
  const filter: InboxFilter = { ...(kind ? { kind } : {}), ...(search.has('mine') ? { mine: true as const } : {}) }
  const change = (next: InboxFilter) =>
    setSearch({ ...(next.kind ? { kind: next.kind } : {}), ...(next.mine ? { mine: '1' } : {}) }, { replace: true })
  return { filter, change }
}

const otherwiseMine = ({ mine, ...rest }: InboxFilter): InboxFilter => (mine ? rest : { ...rest, mine: true })

function InboxFilterBar({ filter, change }: ReturnType<typeof useInboxFilter>) {
  const t = useTexts(inboxTexts)
  const reception = useTexts(receptionTexts)
  const { locale } = useLocale()
  const { can } = useSession()
  const { kind: _, ...everyKind } = filter
  const owedKinds = ReceptionTaskKind.options.filter((kind) => kind === 'report' || can.includes('viewContacts'))
  return (
    <>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
      <label style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
        <Switch size="small" checked={filter.mine === true} onChange={() => change(otherwiseMine(filter))} />
        {t.mine}
      </label>
      <Select<TaskKind | ReceptionTaskKind>
        aria-label={t.kind}
        style={{ width: 160 }}
        placeholder={t.allKinds}
        allowClear
        value={filter.kind ?? null}
        onChange={(kind) => change(kind ? { ...filter, kind } : everyKind)}
        options={[
          ...TaskKind.options.map((value) => ({ value, label: labelOf('taskKind', value, locale) })),
          ...owedKinds.map((value) => ({ value, label: reception[`task.${value}`] })),
        ]}
      />
    </>
  )
}

export function InboxPage() {
  const session = useSession()
  // The administrators see no case: they begin at what only they have, which stands last.
  if (!session.can.includes('viewCase')) return <Navigate to={placesOf(session).at(-1)?.to ?? '/password'} replace />
  return <Inbox />
}

function Inbox() {
  const t = useTexts(inboxTexts)
  const { can } = useSession()
  const navigate = useNavigate()
  const { filter, change } = useInboxFilter()
  const inbox = useInbox(filter)
  const owed = useOwedInbox(filter)
  const isOwedOnly = ReceptionTaskKind.safeParse(filter.kind).success
  useTitle(t.title)
  useShortcuts([
    { keys: 'j', label: t.next, run: () => focusRow(1) },
    { keys: 'k', label: t.previous, run: () => focusRow(-1) },
    { keys: 'm', label: t.toggleMine, run: () => change(otherwiseMine(filter)) },
  ])
  const isFiltered = filter.kind !== undefined || filter.mine === true
  const body = () => {
    if (inbox.error) return <ProblemPage error={inbox.error} retry={() => void inbox.refetch()} />
    if (!inbox.data) return <Loading />
    const now = nowHere()
    const groups = groupInbox<Waiting>([...(isOwedOnly ? [] : inbox.data.rows), ...owed], now)
    if (groups.length > 0) return groups.map((group) => <Group key={group.when} group={group} now={now} />)
    return (
      <div className="desk-panel" style={{ padding: 48 }}>
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={isFiltered ? t.emptyFiltered : `${t.empty} — ${t.emptyHint}`}
        >
          {isFiltered ? <Button onClick={() => change({})}>{t.clear}</Button> : null}
        </Empty>
      </div>
    )
  }
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <InboxFilterBar filter={filter} change={change} />
        {can.includes('registerCase') ? (
          <Button
            className="desk-push desk-wide"
            type="primary"
            size="large"
            onClick={() => void navigate('/cases/new')}
          >
            {t.register}（N）
          </Button>
        ) : null}
      </div>
      <StandingInLine />
      <InstructionInbox />
      {body()}
    </>
  )
}
