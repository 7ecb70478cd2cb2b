import { COUNT_CAP, caseContract, type LedgerFilter } from '@bancheng/core/cases/contract.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useNavigate, useSearchParams } from 'react-router'
import { addressOf, call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { nowHere } from '../due.ts'
import { focusRow } from '../rows.ts'
import { LedgerFilterBar, SEARCH_ID } from './LedgerFilterBar.tsx'
import { LedgerTable } from './LedgerTable.tsx'
import { isFiltered, readLedgerFilter, writeLedgerFilter } from './ledger-filter.ts'
import './ledger.css'
import { ledgerTexts } from './lists-texts.ts'

function useLedgerFilter() {
  const [search, setSearch] = useSearchParams()
  const filter = readLedgerFilter(search)
  const change = (next: Partial<LedgerFilter>) => setSearch(writeLedgerFilter({ ...filter, ...next }))
  return { filter, change, clear: () => setSearch({}) }
}

function useLedger(filter: LedgerFilter) {
  const asked = writeLedgerFilter(filter)
  return useInfiniteQuery({
    queryKey: ['ledger', asked],
    initialPageParam: null as string | null, // the type of every later one
    queryFn: ({ pageParam }) =>
      call(caseContract.ledger, { query: { ...readAsked(asked), cursor: pageParam ?? undefined } }),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

/** An address is words; the contract parses them on the other side as it does here. */
const readAsked = (asked: ReturnType<typeof writeLedgerFilter>) => {
  const { isLate, ...filter } = readLedgerFilter(new URLSearchParams(asked))
  return { ...filter, isLate: isLate ? 'true' : undefined }
}

function Actions({ filter }: { filter: LedgerFilter }) {
  const t = useTexts(ledgerTexts)
  const { can } = useSession()
  return (
    <span className="desk-push ledger-actions">
      <Button className="desk-wide" onClick={() => window.print()}>
        {t.print}
      </Button>
      {can.includes('exportLedger') ? (
        <Button href={addressOf(caseContract.exportLedger, { query: readAsked(writeLedgerFilter(filter)) })} download>
          {t.export}
        </Button>
      ) : null}
    </span>
  )
}

function NoCases({ filter, clear }: { filter: LedgerFilter; clear: () => void }) {
  const t = useTexts(ledgerTexts)
  const { can } = useSession()
  const navigate = useNavigate()
  const action = isFiltered(filter) ? (
    <Button onClick={clear}>{t.clear}</Button>
  ) : can.includes('registerCase') ? (
    <Button type="primary" onClick={() => void navigate('/cases/new')}>
      {t.register}
    </Button>
  ) : null
  return (
    <div className="desk-panel" style={{ padding: 48 }}>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={isFiltered(filter) ? t.emptyFiltered : t.empty}>
        {action}
      </Empty>
    </div>
  )
}

function Rows({ filter, change, clear }: ReturnType<typeof useLedgerFilter>) {
  const t = useTexts(ledgerTexts)
  const ledger = useLedger(filter)
  if (ledger.error) return <ProblemPage error={ledger.error} retry={() => void ledger.refetch()} />
  const pages = ledger.data?.pages ?? []
  const [first] = pages
  if (!first) return <Loading />
  const rows = pages.flatMap((page) => page.rows)
  if (rows.length === 0) return <NoCases filter={filter} clear={clear} />
  const count = first.isCountCapped ? `${COUNT_CAP.toLocaleString('en')}+` : first.count.toLocaleString('en')
  return (
    <div aria-busy={ledger.isPlaceholderData} style={ledger.isPlaceholderData ? { opacity: 0.6 } : undefined}>
      <p className="desk-quiet ledger-count" aria-live="polite">
        {t.count(count)}
        {ledger.hasNextPage ? ` · ${t.loaded(rows.length)}` : ''}
      </p>
      <LedgerTable rows={rows} now={nowHere()} filter={filter} change={change} />
      {ledger.hasNextPage ? (
        <div className="desk-noprint" style={{ textAlign: 'center', marginTop: 14 }}>
          <Button loading={ledger.isFetchingNextPage} onClick={() => void ledger.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

export function LedgerPage() {
  const t = useTexts(ledgerTexts)
  const ledger = useLedgerFilter()
  useTitle(t.title)
  useShortcuts([
    { keys: 'f', label: t.focusSearch, run: () => document.getElementById(SEARCH_ID)?.focus() },
    { keys: 'j', label: t.next, run: () => focusRow(1) },
    { keys: 'k', label: t.previous, run: () => focusRow(-1) },
  ])
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Actions filter={ledger.filter} />
      </div>
      <LedgerFilterBar {...ledger} />
      <Rows {...ledger} />
    </>
  )
}
