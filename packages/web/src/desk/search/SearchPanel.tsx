import { type SearchGroup, type SearchResult, searchContract } from '@bancheng/core/search/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { type Reported, ReportForm } from './ReportForm.tsx'
import { ResultList } from './ResultList.tsx'
import { addressOfResult, keyOfResult, subjectOf } from './result-address.ts'
import { searchTexts } from './texts.ts'

/** Short enough to follow the hand, long enough not to ask for every letter of a pinyin syllable. */
const REST_MS = 90
const none: readonly SearchGroup[] = []

function useResults(typed: string) {
  const text = useDebounced(typed.trim(), REST_MS)
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', text],
    queryFn: () => call(searchContract.search, { query: { text } }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  return { text, groups: text === '' ? none : (data?.groups ?? none), error, isFetching, isKnown: data !== undefined }
}

/** The arrow keys walk over all groups; what is chosen stays chosen by its place. */
function useChosen(results: readonly SearchResult[]) {
  const [place, setPlace] = useState(0)
  const first = results[0] ? keyOfResult(results[0]) : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: another best answer is what Enter should open
  useEffect(() => setPlace(0), [first])
  const chosen = results[Math.min(place, results.length - 1)] ?? null
  const walk = (step: number) =>
    setPlace((now) =>
      results.length === 0 ? 0 : (Math.min(now, results.length - 1) + step + results.length) % results.length,
    )
  return { chosen, walk }
}

export function SearchPanel({ close }: { close: () => void }) {
  const t = useTexts(searchTexts)
  const navigate = useNavigate()
  const { can } = useSession()
  const [typed, setTyped] = useState('')
  const [reported, setReported] = useState<Reported | null>(null)
  const { text, groups, error, isFetching, isKnown } = useResults(typed)
  const results = groups.flatMap((group) => group.results)
  const { chosen, walk } = useChosen(results)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const openResult = (result: SearchResult) => {
    close()
    void navigate(addressOfResult(result))
  }
  const report = (result: SearchResult | null) => {
    const subject = result && subjectOf(result)
    if (subject && can.includes('reportCatalogue')) setReported({ ...subject, fault: 'wrong' })
  }
  const actOnKey = (key: string): boolean => {
    if (key === 'ArrowDown') walk(1)
    else if (key === 'ArrowUp') walk(-1)
    else if (key === 'Enter' && chosen) openResult(chosen)
    else if (key === '!' || key === '！') report(chosen)
    else return false
    return true
  }
  const endReport = () => {
    setReported(null)
    input.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (!actOnKey(event.key)) return
    event.preventDefault()
  }
  const isEmpty = text !== '' && isKnown && !isFetching && results.length === 0
  return (
    <>
      <div className="search-line">
        <input
          ref={input}
          role="combobox"
          aria-label={t.label}
          aria-expanded={results.length > 0}
          aria-controls="search-results"
          aria-autocomplete="list"
          aria-activedescendant={chosen ? keyOfResult(chosen) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={t.placeholder}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="search-close" onClick={close}>
          {t.close}
        </button>
      </div>
      <ProblemAlert error={error} />
      {reported ? <ReportForm reported={reported} done={endReport} /> : null}
      <ResultList groups={groups} chosen={chosen} open={openResult} report={report} />
      <p className="desk-hidden" role="status">
        {text && !isFetching ? (isEmpty ? t.none(text) : t.count(results.length)) : ''}
      </p>
      {isEmpty ? (
        <div className="search-none">
          <strong>{t.none(text)}</strong>
          <span className="desk-quiet">{t.noneHint}</span>
          {can.includes('reportCatalogue') ? (
            <button
              type="button"
              onClick={() =>
                setReported({ subjectKind: 'nothing-found', subjectId: null, subjectName: text, fault: 'missing' })
              }
            >
              {t.reportMissing}
            </button>
          ) : null}
        </div>
      ) : null}
      <p className="search-keys">{results.length > 0 || isEmpty ? t.keys : t.start}</p>
    </>
  )
}
