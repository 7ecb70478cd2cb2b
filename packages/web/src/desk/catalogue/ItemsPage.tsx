import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import type { ItemSummary } from '@bancheng/core/catalogue/item.ts'
import { knowledgeContract } from '@bancheng/core/catalogue/qa/import.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Input } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { addressOf, call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { focusRow } from '../rows.ts'
import './catalogue.css'
import { ItemDetail } from './ItemDetail.tsx'
import { ItemForm } from './ItemForm.tsx'
import { keepTexts } from './keep-texts.ts'
import { itemsTexts } from './texts.ts'

const SEARCH_ID = 'item-search'
const SIZE = 50

const useItems = (text: string) =>
  useInfiniteQuery({
    queryKey: ['items', text],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      call(catalogueContract.findItems, { query: { ...(text ? { text } : {}), offset: pageParam, size: SIZE } }),
    getNextPageParam: (page, pages) => (page.hasMore ? pages.length * SIZE : null),
    placeholderData: keepPreviousData,
  })

function ItemLink({ item, to, isOpen }: { item: ItemSummary; to: string; isOpen: boolean }) {
  const { locale } = useLocale()
  return (
    <Link data-row to={to} aria-current={isOpen ? 'true' : undefined}>
      {item.name}
      <small>
        {item.organisationName}
        {item.promised ? ` · ${sayLimit(item.promised, locale)}` : ''}
      </small>
    </Link>
  )
}

function ItemList({ text, openId }: { text: string; openId: string | null }) {
  const t = useTexts(itemsTexts)
  const items = useItems(text)
  if (items.error) return <ProblemPage error={items.error} retry={() => void items.refetch()} />
  if (!items.data) return <Loading />
  const found = items.data.pages.flatMap((page) => page.items)
  if (found.length === 0)
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        style={{ padding: 24 }}
        description={text ? `${t.emptyFound} — ${t.emptyFoundHint}` : `${t.empty} — ${t.emptyHint}`}
      />
    )
  const to = (item: ItemSummary) => `?${new URLSearchParams({ ...(text ? { q: text } : {}), item: item.itemId })}`
  return (
    <>
      <ul>
        {found.map((item) => (
          <li key={item.itemId}>
            <ItemLink item={item} to={to(item)} isOpen={item.itemId === openId} />
          </li>
        ))}
      </ul>
      {items.hasNextPage ? (
        <div className="items-more">
          <Button loading={items.isFetchingNextPage} onClick={() => void items.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** What is typed goes into the address when the hand rests, so that a search can be sent and found again. */
function useItemSearch() {
  const [search, setSearch] = useSearchParams()
  const [typed, setTyped] = useState(search.get('q') ?? '')
  const text = useDebounced(typed.trim())
  const asked = search.get('q') ?? ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what was typed writes the address
  useEffect(() => {
    if (text !== asked) setSearch(text ? { q: text } : {}, { replace: true })
  }, [text])
  return { typed, setTyped, text, openId: search.get('item'), version: Number(search.get('version')) || null }
}

function Tools() {
  const t = useTexts(itemsTexts)
  const keep = useTexts(keepTexts)
  const { can } = useSession()
  const navigate = useNavigate()
  return (
    <span className="desk-push" style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' }}>
      {can.includes('keepCatalogue') ? <Link to="?item=new">{keep.add}</Link> : null}
      {can.includes('importCatalogue') ? (
        <>
          <a href={addressOf(knowledgeContract.exportCatalogue, { params: { what: 'items' } })}>{keep.export}</a>
          <Button onClick={() => void navigate('/items/import')}>{t.import}</Button>
        </>
      ) : null}
    </span>
  )
}

export function ItemsPage() {
  const t = useTexts(itemsTexts)
  const navigate = useNavigate()
  const { typed, setTyped, text, openId, version } = useItemSearch()
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
        <Input
          id={SEARCH_ID}
          type="search"
          allowClear
          aria-label={t.searchLabel}
          placeholder={t.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          style={{ flex: '1 1 240px', maxWidth: 460 }}
        />
        <Tools />
      </div>
      <div className={openId ? 'items is-open' : 'items'}>
        <nav className="desk-panel items-list" aria-label={t.results}>
          <ItemList text={text} openId={openId} />
        </nav>
        <section className="desk-panel item-view" aria-live="polite">
          {openId ? (
            <>
              <Link className="items-back" to={text ? `?q=${encodeURIComponent(text)}` : '?'}>
                ‹ {t.back}
              </Link>
              {openId === 'new' ? (
                <ItemForm item={null} done={(itemId) => void navigate(itemId ? `?item=${itemId}` : '?')} />
              ) : (
                <ItemDetail key={openId} itemId={openId} version={version} />
              )}
            </>
          ) : (
            <p className="desk-quiet">{t.choose}</p>
          )}
        </section>
      </div>
    </>
  )
}
