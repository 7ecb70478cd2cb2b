import type { Rating } from '@bancheng/core/cases/state.ts'
import { ratingContract } from '@bancheng/core/feedback/contract.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { RatingLinks } from './RatingLinks.tsx'
import { ratingDeskTexts } from './texts.ts'

/** What the applicant said by their link, and whether they were asked at all. Nothing can be filled in here. */
export function Ratings() {
  const t = useTexts(ratingDeskTexts)
  const { can } = useSession()
  const { caseId, version, resolved, ratings = [], level, followUp } = useCaseDesk().view.state
  const mayLook = can.includes('viewRatingLink')
  const { data } = useQuery({
    queryKey: ['rating-links', caseId, version],
    queryFn: () => call(ratingContract.ratingLinks, { params: { caseId } }),
    placeholderData: (before) => before,
    enabled: mayLook && (resolved !== null || level > 0),
    // What was just decided is put out a second or two later.
    refetchInterval: ({ state: { data: last } }) => (last?.links.length === 0 ? 15_000 : false),
  })
  const isAsked = resolved !== null || ratings.length > 0
  if (!isAsked && !data?.links.length) return null
  const isUnrated =
    resolved !== null && !ratings.some(({ round }) => round === level) && (followUp?.satisfaction ?? null) === null
  return (
    <section className="desk-panel case-section" aria-labelledby="case-ratings">
      <div className="case-section-head">
        <h2 id="case-ratings">{t.title}</h2>
      </div>
      {isUnrated ? <p className="desk-quiet">{t.none}</p> : null}
      {[...ratings].reverse().map((rating) => (
        <Given key={rating.round} rating={rating} isEarlier={rating.round < level} />
      ))}
      {data ? <RatingLinks links={data.links} /> : null}
    </section>
  )
}

function Given({ rating, isEarlier }: { rating: Rating; isEarlier: boolean }) {
  const t = useTexts(ratingDeskTexts)
  const { locale } = useLocale()
  const { solved, words, at, round, additions } = rating
  const level = ([1, 2, 3, 4, 5] as const).find((step) => step === rating.satisfaction)
  const tone = rating.satisfaction <= 2 ? 'is-late' : 'is-done'
  return (
    <div className="case-card" style={{ overflowWrap: 'anywhere' }}>
      <div>
        {level ? <span className={`word-tag ${tone}`}>{labelOf('satisfaction', level, locale)}</span> : null}{' '}
        {solved === null ? null : <span className="word-tag">{solved ? t.solved : t.notSolved}</span>}{' '}
        {isEarlier ? <span className="desk-quiet">{t.round(round + 1)}</span> : null}{' '}
        <span className="desk-quiet desk-number">{sayInstant(at)}</span>
      </div>
      {words ? <p style={{ margin: '4px 0 0' }}>{words}</p> : null}
      {additions.map((addition) => (
        <p key={addition.at} style={{ margin: '4px 0 0' }}>
          <strong>{t.added}</strong> {addition.words}{' '}
          <span className="desk-quiet desk-number">{sayInstant(addition.at)}</span>
        </p>
      ))}
    </div>
  )
}
