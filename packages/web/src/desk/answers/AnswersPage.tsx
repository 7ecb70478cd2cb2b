import { answerContract } from '@bancheng/core/catalogue/qa/answer.ts'
import { knowledgeContract } from '@bancheng/core/catalogue/qa/import.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Button, Empty, Input, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { addressOf, call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import '../catalogue/catalogue.css'
import { AnswerDetail } from './AnswerDetail.tsx'
import { AnswerForm, emptyAnswer } from './AnswerForm.tsx'
import { Synonyms } from './Synonyms.tsx'
import { answersTexts } from './texts.ts'

const SIZE = 50
const shows = ['valid', 'expired', 'retired'] as const
type Show = (typeof shows)[number]

function AnswerList({ text, show, openId }: { text: string; show: Show; openId: string | null }) {
  const t = useTexts(answersTexts)
  const answers = useInfiniteQuery({
    queryKey: ['answers', text, show],
    initialPageParam: 0,
    queryFn: ({ pageParam }) =>
      call(answerContract.findAnswers, { query: { ...(text ? { text } : {}), show, offset: pageParam, size: SIZE } }),
    getNextPageParam: (page, pages) => (page.hasMore ? pages.length * SIZE : null),
    placeholderData: keepPreviousData,
  })
  if (answers.error) return <ProblemPage error={answers.error} retry={() => void answers.refetch()} />
  if (!answers.data) return <Loading />
  const found = answers.data.pages.flatMap((page) => page.answers)
  if (found.length === 0)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} style={{ padding: 24 }} description={`${t.empty} — ${t.emptyHint}`} />
    )
  return (
    <>
      <ul>
        {found.map((one) => (
          <li key={one.qaId}>
            <Link data-row to={`?answer=${one.qaId}`} aria-current={one.qaId === openId ? 'true' : undefined}>
              {one.question}
              <small>{[one.unitName, one.category, one.isExpired ? t.expired : ''].filter(Boolean).join(' · ')}</small>
            </Link>
          </li>
        ))}
      </ul>
      {answers.hasNextPage ? (
        <div className="items-more">
          <Button loading={answers.isFetchingNextPage} onClick={() => void answers.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function Tools() {
  const t = useTexts(answersTexts)
  const { can } = useSession()
  return (
    <span className="desk-push" style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {can.includes('reportCatalogue') ? <Link to="/answers/reports">{t.reports}</Link> : null}
      {can.includes('keepCatalogue') ? <Link to="?synonyms=1">{t.synonyms}</Link> : null}
      {can.includes('importCatalogue') ? (
        <>
          <Link to="/answers/import">{t.import}</Link>
          <a href={addressOf(knowledgeContract.exportCatalogue, { params: { what: 'answers' } })}>{t.export}</a>
        </>
      ) : null}
      {can.includes('keepCatalogue') ? <Link to="?answer=new">{t.add}</Link> : null}
    </span>
  )
}

/** The knowledge of the window: what is answered, by whom it is kept, and until when it holds. */
export function AnswersPage() {
  const t = useTexts(answersTexts)
  const [search, setSearch] = useSearchParams()
  const [typed, setTyped] = useState('')
  const [show, setShow] = useState<Show>('valid')
  const openId = search.get('answer')
  const isSynonyms = search.has('synonyms')
  useTitle(t.title)
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Input
          type="search"
          allowClear
          aria-label={t.search}
          placeholder={t.search}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          style={{ flex: '1 1 200px', maxWidth: 360 }}
        />
        <Segmented
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({ value, label: t[`show.${value}`] }))}
        />
        <Tools />
      </div>
      <div className={openId || isSynonyms ? 'items is-open' : 'items'}>
        <nav className="desk-panel items-list" aria-label={t.title}>
          <AnswerList text={useDebounced(typed.trim())} show={show} openId={openId} />
        </nav>
        <section className="desk-panel item-view" aria-live="polite">
          {openId || isSynonyms ? (
            <Link className="items-back" to="?">
              ‹ {t.back}
            </Link>
          ) : (
            <p className="desk-quiet">{t.choose}</p>
          )}
          {isSynonyms ? <Synonyms /> : null}
          {openId === 'new' ? (
            <AnswerForm kept={null} draft={emptyAnswer} done={(qaId) => setSearch(qaId ? { answer: qaId } : {})} />
          ) : null}
          {openId && openId !== 'new' ? <AnswerDetail key={openId} qaId={openId} /> : null}
        </section>
      </div>
    </>
  )
}
