import type { CaseState, FollowUp, Result } from '@bancheng/core/cases/state.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { labelOf, scopeWord } from '@bancheng/core/texts/labels.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { FileLinks } from '../files/FileLinks.tsx'
import { Fact } from './Fact.tsx'

/** How the matter ended, in this round and in those before it. */
export function Outcome() {
  const t = useTexts(caseTexts)
  const { state } = useCaseDesk().view
  const isOpen = !state.result && !state.refusal && !state.followUp && state.rounds.length === 0
  if (isOpen && state.followUpAttempts.length === 0) return null
  return (
    <section className="desk-panel case-section" aria-labelledby="case-result">
      <div className="case-section-head">
        <h2 id="case-result">{state.refusal ? t.refusal : t.result}</h2>
      </div>
      {state.refusal ? <Refused refusal={state.refusal} /> : null}
      {state.result ? <ResultView result={state.result} /> : null}
      {state.result ? <Told state={state} /> : null}
      {state.followUpAttempts.length > 0 && !state.followUp ? (
        <p className="desk-quiet">{t.attempts(state.followUpAttempts.length)}</p>
      ) : null}
      {state.followUp ? <FollowUpView followUp={state.followUp} /> : null}
      {state.rounds.length > 0 ? (
        <details className="case-ended">
          <summary>{t.rounds(state.rounds.length)}</summary>
          {state.rounds.map((round) => (
            <div key={round.reopened.at} className="case-card">
              {round.result ? <ResultView result={round.result} /> : null}
              {round.followUp ? <FollowUpView followUp={round.followUp} /> : null}
              <p>{`${t.reopened(sayInstant(round.reopened.at))}：${round.reason}`}</p>
            </div>
          ))}
        </details>
      ) : null}
    </section>
  )
}

function Refused({ refusal }: { refusal: NonNullable<CaseState['refusal']> }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  return (
    <dl className="case-facts is-stacked">
      <Fact name={scopeWord(refusal.reason, refusal.reasonName, locale)}>{refusal.explanation}</Fact>
      <Fact name={t.remedy}>{refusal.remedy}</Fact>
    </dl>
  )
}

function ResultView({ result }: { result: Result }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { files } = useCaseDesk().view
  const facts = [
    [t.publicReply, result.publicReply],
    [t.proof, result.proof],
    [t.legalBasis, result.legalBasis],
    [t.alternative, result.alternative],
    [t.words, result.applicantWords],
    [t.internalNote, result.internalNote],
  ] as const
  return (
    <>
      <p>
        <span className="word-tag is-done">{labelOf('resultKind', result.kind, locale)}</span>{' '}
        <span className="desk-quiet desk-number">{sayInstant(result.recorded.at)}</span>
      </p>
      <dl className="case-facts is-stacked">
        {facts.map(([name, text]) =>
          text ? (
            <Fact key={name} name={name}>
              {text}
            </Fact>
          ) : null,
        )}
      </dl>
      <FileLinks ids={result.fileIds} files={files} />
    </>
  )
}

function Told({ state: { told } }: { state: CaseState }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  if (!told) return <p className="desk-late">{t.notTold}</p>
  return (
    <p>
      {t.told(told.toWhom, labelOf('means', told.means, locale))}
      <span className="desk-quiet desk-number">　{sayInstant(told.at)}</span>
    </p>
  )
}

function FollowUpView({ followUp }: { followUp: FollowUp }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { names } = useCaseDesk().view
  const solved = followUp.solved === null ? t.notReached : followUp.solved ? t.solved : t.notSolved
  const level = ([1, 2, 3, 4, 5] as const).find((step) => step === followUp.satisfaction)
  return (
    <p>
      <strong>{t.followUp}</strong>{' '}
      <span className={followUp.solved ? 'word-tag is-done' : 'word-tag is-late'}>{solved}</span>{' '}
      {level ? <span className="word-tag">{labelOf('satisfaction', level, locale)}</span> : null} {followUp.words}
      <span className="desk-quiet">{`　${names.people[followUp.by] ?? ''} ${sayInstant(followUp.at)}`}</span>
    </p>
  )
}
