import type { SearchGroup, SearchResult } from '@bancheng/core/search/contract.ts'
import { useEffect, useRef } from 'react'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { ResultRow } from './ResultRow.tsx'
import { keyOfResult, subjectOf } from './result-address.ts'
import { searchTexts } from './texts.ts'

type Props = {
  readonly groups: readonly SearchGroup[]
  readonly chosen: SearchResult | null
  readonly open: (result: SearchResult) => void
  readonly report: (result: SearchResult) => void
}

/** Options in groups; the focus stays in the field above, as comboboxes do. */
export function ResultList({ groups, chosen, open, report }: Props) {
  const t = useTexts(searchTexts)
  return (
    <div id="search-results" className="search-results" role="listbox" aria-label={t.results}>
      {groups.map(({ kind, results }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no group of options
        <div key={kind} role="group" aria-labelledby={`search-group-${kind}`}>
          <div id={`search-group-${kind}`} className="search-group">
            {t[`kind.${kind}`]}
          </div>
          {results.map((result) => (
            <Option
              key={keyOfResult(result)}
              result={result}
              isChosen={chosen !== null && keyOfResult(chosen) === keyOfResult(result)}
              open={open}
              report={report}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

type OptionProps = Pick<Props, 'open' | 'report'> & { readonly result: SearchResult; readonly isChosen: boolean }

function Option({ result, isChosen, open, report }: OptionProps) {
  const t = useTexts(searchTexts)
  const { can } = useSession()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
    <div
      ref={row}
      id={keyOfResult(result)}
      role="option"
      aria-selected={isChosen}
      className="found"
      onClick={() => open(result)}
    >
      {result.closeness === 'near' ? <span className="word-tag found-near">{t.near}</span> : null}
      <ResultRow result={result} />
      {isChosen && subjectOf(result) && can.includes('reportCatalogue') ? (
        <button
          type="button"
          tabIndex={-1} // by keyboard it is `!`, while the focus stays in the field
          className="found-report"
          onClick={(event) => {
            event.stopPropagation()
            report(result)
          }}
        >
          {t.report} <kbd>!</kbd>
        </button>
      ) : null}
    </div>
  )
}
