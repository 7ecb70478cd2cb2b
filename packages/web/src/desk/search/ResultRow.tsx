import { CaseStatus, ResultKind } from '@bancheng/core/cases/words.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import type { SearchResult } from '@bancheng/core/search/contract.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import type { ReactNode } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { searchTexts } from './texts.ts'

type Of<K extends SearchResult['kind']> = Extract<SearchResult, { kind: K }>

/** Numbers as they are read out; the row itself is the option, so there is nothing to press in it. */
const Numbers = ({ phones }: { phones: readonly OfficePhone[] }) =>
  phones.length === 0 ? null : (
    <span className="found-phones">
      {phones.slice(0, 3).map(({ label, number }) => (
        <span key={label + number}>
          {label ? `${label} ` : ''}
          <b className="desk-number">{number}</b>
        </span>
      ))}
    </span>
  )

const Row = ({
  title,
  quiet,
  facts,
  children,
}: {
  title: string
  quiet?: ReactNode
  facts?: ReactNode
  children?: ReactNode
}) => (
  <>
    <div className="found-head">
      <strong>{title}</strong>
      {quiet ? <span className="desk-quiet">{quiet}</span> : null}
    </div>
    {facts ? <div className="found-facts">{facts}</div> : null}
    {children ? <div className="found-body">{children}</div> : null}
  </>
)

function ItemRow({ result }: { result: Of<'item'> }) {
  const t = useTexts(searchTexts)
  const { locale } = useLocale()
  const limit = result.promised ?? result.statutory
  const { materials, materialCount } = result
  return (
    <Row
      title={result.name}
      quiet={result.organisationName}
      facts={
        <>
          <Numbers phones={result.phones} />
          {limit ? <span>{`${t.limit} ${sayLimit(limit, locale)}`}</span> : null}
          {result.fees ? <span className="found-fees">{`${t.fees} ${result.fees}`}</span> : null}
          {result.hallWindow ? <span>{`${t.window} ${result.hallWindow}`}</span> : null}
        </>
      }
    >
      {materialCount > 0
        ? `${t.materials(materialCount)} ${materials.join('；')}${materialCount > materials.length ? '…' : ''}`
        : null}
    </Row>
  )
}

function AnswerRow({ result }: { result: Of<'qa'> }) {
  const t = useTexts(searchTexts)
  return (
    <Row
      title={result.question}
      quiet={[result.departmentName, result.validTo ? t.validTo(result.validTo) : ''].filter(Boolean).join(' · ')}
      facts={
        <>
          <Numbers phones={result.phones} />
          {result.itemName ? <span>{result.itemName}</span> : null}
        </>
      }
    >
      {result.answer}
    </Row>
  )
}

function CaseRow({ result }: { result: Of<'case'> }) {
  const { locale } = useLocale()
  const status = CaseStatus.safeParse(result.status)
  return (
    <Row
      title={`${result.caseNo} ${result.applicantName}`}
      quiet={status.success ? labelOf('status', status.data, locale) : ''}
      facts={result.phoneMasked}
    >
      {result.want}
    </Row>
  )
}

function PrecedentRow({ result }: { result: Of<'precedent'> }) {
  const { locale } = useLocale()
  const outcome = ResultKind.safeParse(result.resultKind)
  return (
    <Row
      title={result.want}
      quiet={[outcome.success ? labelOf('resultKind', outcome.data, locale) : '', result.caseNo]
        .filter(Boolean)
        .join(' · ')}
      facts={result.itemName}
    >
      {result.result}
    </Row>
  )
}

function MaterialRow({ result }: { result: Of<'material'> }) {
  const t = useTexts(searchTexts)
  return (
    <Row title={result.name} quiet={t.neededFor(result.itemCount)} facts={result.condition}>
      {result.items.map(({ name }) => name).join('；')}
    </Row>
  )
}

/** What was found, with everything that a caller asks next. */
export function ResultRow({ result }: { result: SearchResult }) {
  switch (result.kind) {
    case 'item':
      return <ItemRow result={result} />
    case 'qa':
      return <AnswerRow result={result} />
    case 'case':
      return <CaseRow result={result} />
    case 'precedent':
      return <PrecedentRow result={result} />
    case 'material':
      return <MaterialRow result={result} />
    case 'unit':
      return (
        <Row
          title={result.name}
          quiet={result.organisationName}
          facts={
            <>
              <Numbers phones={result.phones} />
              {result.address ? <span>{result.address}</span> : null}
            </>
          }
        >
          {result.duties}
        </Row>
      )
    case 'person':
      return (
        <Row
          title={result.name}
          quiet={`${result.unitName} · ${result.title}`}
          facts={<Numbers phones={result.phones} />}
        />
      )
  }
}
