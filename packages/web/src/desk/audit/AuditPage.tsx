import { auditContract } from '@bancheng/core/audit/contract.ts'
import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { LocalDate } from '@bancheng/core/kernel/time.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Empty, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useSearchParams } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { AuditTable } from './AuditTable.tsx'
import { type AuditFilter, readAuditFilter, writeAuditFilter } from './audit-filter.ts'
import { auditActions, auditTexts } from './texts.ts'

type FilterProps = { readonly filter: AuditFilter; readonly change: (next: AuditFilter) => void }

/** Everyone who can sign in, with their unit: names alone repeat. */
function usePeople() {
  const { data } = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => call(directoryContract.viewDirectory, { query: {} }),
    staleTime: 5 * 60_000,
  })
  return (data?.organisations ?? []).flatMap(({ shortName, units }) =>
    units.flatMap((unit) =>
      unit.people
        .filter((person) => person.role !== null)
        .map((person) => ({ value: person.personId, label: `${person.name}（${shortName}）` })),
    ),
  )
}

function Period({ filter, change }: FilterProps) {
  const t = useTexts(auditTexts)
  const day = (text: string | null | undefined) => LocalDate.safeParse(text ?? '').data
  return (
    <DatePicker.RangePicker
      aria-label={t.period}
      allowEmpty={[true, true]}
      placeholder={[t.from, t.to]}
      style={{ flex: '0 1 260px' }}
      value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
      onChange={(_, texts) => change({ ...filter, from: day(texts?.[0]), to: day(texts?.[1]) })}
    />
  )
}

function AuditFilterBar({ filter, change }: FilterProps) {
  const t = useTexts(auditTexts)
  const { locale } = useLocale()
  const people = usePeople()
  return (
    <search style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 10 }}>
      <Period filter={filter} change={change} />
      <Select<string>
        aria-label={t.person}
        placeholder={t.person}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ flex: '0 1 240px' }}
        value={filter.personId ?? null}
        onChange={(personId) => change({ ...filter, personId })}
        options={people}
      />
      <Select<string>
        aria-label={t.action}
        placeholder={t.action}
        allowClear
        style={{ flex: '0 1 200px' }}
        value={filter.action ?? null}
        onChange={(action) => change({ ...filter, action })}
        options={Object.entries(auditActions).map(([value, words]) => ({ value, label: words[locale] }))}
      />
      <Input.Search
        key={filter.objectId ?? ''} // going back in the history shows the words of that address
        aria-label={t.object}
        placeholder={t.object}
        allowClear
        defaultValue={filter.objectId ?? ''}
        onSearch={(typed) => change({ ...filter, objectId: typed.trim() || undefined })}
        style={{ flex: '0 1 280px' }}
      />
      {Object.keys(writeAuditFilter(filter)).length > 0 ? (
        <Button type="link" onClick={() => change({})}>
          {t.clear}
        </Button>
      ) : null}
    </search>
  )
}

function Lines({ filter }: { filter: AuditFilter }) {
  const t = useTexts(auditTexts)
  const asked = writeAuditFilter(filter)
  const audit = useInfiniteQuery({
    queryKey: ['audit', asked],
    initialPageParam: null as string | null, // the type of every later one
    queryFn: ({ pageParam }) =>
      call(auditContract.readAudit, { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) } }),
    getNextPageParam: (page) => page.nextCursor,
  })
  if (audit.error) return <ProblemPage error={audit.error} retry={() => void audit.refetch()} />
  if (!audit.data) return <Loading />
  const rows = audit.data.pages.flatMap((page) => page.rows)
  if (rows.length === 0)
    return (
      <div className="desk-panel" style={{ padding: 48 }}>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t.empty} />
      </div>
    )
  return (
    <>
      <AuditTable rows={rows} />
      {audit.hasNextPage ? (
        <div style={{ textAlign: 'center', marginTop: 14 }}>
          <Button loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      ) : null}
    </>
  )
}

export function AuditPage() {
  const t = useTexts(auditTexts)
  const [search, setSearch] = useSearchParams()
  const filter = readAuditFilter(search)
  const mayRead = useSession().can.includes('readAudit')
  useTitle(t.title)
  if (!mayRead) return <Lines filter={filter} /> // the refusal, and nothing to filter
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <span className="desk-quiet">{t.hint}</span>
      </div>
      <AuditFilterBar filter={filter} change={(next) => setSearch(writeAuditFilter(next))} />
      <Lines filter={filter} />
    </>
  )
}
