import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import type { Pain } from '@bancheng/core/cases/words.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { type Suggestions as Suggested, triageContract } from '@bancheng/core/triage/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useDebounced } from '../../ui/debounced.ts'
import { triageTexts } from './texts.ts'
import './triage.css'

export type Pick = { readonly item: ItemRef } | { readonly pain: Pain }

type Props = {
  readonly want: string
  readonly alreadyDone: string
  readonly chosen: { readonly itemId: string | null; readonly pain: Pain | null }
  readonly onPick: (pick: Pick) => void
}

/** Fewer characters than this say nothing. */
const ENOUGH = 6
const REST_MS = 600
const SHOWN = 3
/** What is less likely than this would only be read for nothing. */
const LIKELY = 0.05

const likely = <T extends { readonly probability: number }>(ranked: readonly T[]): readonly T[] =>
  ranked.filter(({ probability }, rank) => rank === 0 || probability >= LIKELY).slice(0, SHOWN)

/** What is likely, each with its reason, beside what the officer types. Quiet: it never moves the form, and never fails aloud. */
export function Suggestions({ want, alreadyDone, ...rest }: Props) {
  const t = useTexts(triageTexts)
  const told = useDebounced(JSON.stringify({ want: want.trim(), alreadyDone: alreadyDone.trim() }), REST_MS)
  const body: { want: string; alreadyDone: string } = JSON.parse(told)
  const { data } = useQuery({
    queryKey: ['triage', told],
    queryFn: () => call(triageContract.suggest, { body }),
    enabled: body.want.length >= ENOUGH,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })
  if (!data || body.want.length < ENOUGH) return null
  return (
    <div className="triage-place">
      <aside className="desk-panel triage" aria-label={t.title}>
        <header>
          <h2>{t.title}</h2>
          <span className="desk-quiet">{t.yours}</span>
        </header>
        <Pains data={data} {...rest} />
        <Items data={data} {...rest} />
        <Units data={data} />
        <Similar data={data} />
        <footer className="desk-quiet">
          {t.learntFrom(data.learntFrom.cases, data.learntFrom.items, data.learntFrom.questions)}{' '}
          <Link to="/triage">{t.hitRates}</Link>
        </footer>
      </aside>
    </div>
  )
}

type PartProps = Picking & { readonly data: Suggested }
type Picking = Omit<Props, 'want' | 'alreadyDone'>

function Part({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{label}</h3>
      <ul>{children}</ul>
    </section>
  )
}

const percent = (probability: number): string => `${Math.round(probability * 100)}%`

function useReason() {
  const t = useTexts(triageTexts)
  const { locale } = useLocale()
  return ({
    because,
    cases = [],
    contacts = 0,
  }: {
    because: readonly string[]
    cases?: readonly unknown[]
    contacts?: number
  }) =>
    [
      because.length > 0 ? t.because(because.map(t.quoted).join(locale === 'zh' ? '' : ', ')) : '',
      cases.length > 0 ? t.sameIn(cases.length) : '',
      contacts > 0 ? t.inContacts(contacts) : '',
    ]
      .filter(Boolean)
      .join(locale === 'zh' ? '；' : '; ')
}

function Pains({ data, chosen, onPick }: PartProps) {
  const t = useTexts(triageTexts)
  const { locale } = useLocale()
  const reason = useReason()
  const [best] = data.pains
  if (!best) return null
  return (
    <Part label={t.pains}>
      <Line
        name={labelOf('pain', best.pain, locale)}
        more={percent(best.probability)}
        reason={reason(best)}
        isChosen={chosen.pain === best.pain}
        onPick={() => onPick({ pain: best.pain })}
      />
    </Part>
  )
}

function Items({ data, chosen, onPick }: PartProps) {
  const t = useTexts(triageTexts)
  const reason = useReason()
  if (data.items.length === 0) return null
  return (
    <Part label={t.items}>
      {likely(data.items).map(({ item, organisationName, probability, ...why }) => (
        <Line
          key={item.itemId}
          name={item.name}
          more={`${organisationName} · ${percent(probability)}`}
          reason={reason(why)}
          isChosen={chosen.itemId === item.itemId}
          onPick={() => onPick({ item })}
        />
      ))}
    </Part>
  )
}

type LineProps = {
  readonly name: string
  readonly more: string
  readonly reason: string
  readonly isChosen: boolean
  readonly onPick: () => void
}

function Line({ name, more, reason, isChosen, onPick }: LineProps) {
  const t = useTexts(triageTexts)
  return (
    <li className="triage-line">
      <div>
        <strong>{name}</strong> <span className="desk-quiet">{more}</span>
        <div className="triage-reason">{reason}</div>
      </div>
      <Button size="small" disabled={isChosen} aria-label={`${isChosen ? t.picked : t.pick} ${name}`} onClick={onPick}>
        {isChosen ? t.picked : t.pick}
      </Button>
    </li>
  )
}

function Units({ data }: { readonly data: Suggested }) {
  const t = useTexts(triageTexts)
  const reason = useReason()
  const [category] = data.categories
  return (
    <>
      {data.units.length > 0 ? (
        <Part label={t.units}>
          {likely(data.units).map(({ organisationId, organisationName, unitName, probability, ...why }) => (
            <li key={organisationId}>
              {unitName || organisationName} <span className="desk-quiet">{percent(probability)}</span>
              <div className="triage-reason">{reason(why)}</div>
            </li>
          ))}
        </Part>
      ) : null}
      {category ? (
        <Part label={t.category}>
          <li>
            {category.groupName} <span className="desk-quiet">{percent(category.probability)}</span>
          </li>
        </Part>
      ) : null}
    </>
  )
}

function Similar({ data }: { readonly data: Suggested }) {
  const t = useTexts(triageTexts)
  const { locale } = useLocale()
  const reason = useReason()
  if (data.similar.length === 0) return null
  return (
    <Part label={t.similar}>
      {data.similar.slice(0, SHOWN).map(({ caseId, caseNo, want, result, reply, because }) => (
        <li key={caseId}>
          {/* In a tab of its own: what is typed here stays in sight. */}
          <Link to={`/cases/${caseId}`} target="_blank">
            {caseNo}
          </Link>{' '}
          {result ? <span className="word-tag is-done">{labelOf('resultKind', result, locale)}</span> : null}
          <div className="triage-clip">{want}</div>
          <div className="triage-clip desk-quiet">{reply || t.noReply}</div>
          <div className="triage-reason">{reason({ because })}</div>
        </li>
      ))}
    </Part>
  )
}
