import { type Line, paperOf } from '@bancheng/core/review/paper.ts'
import { Button } from 'antd'
import { useNavigate, useParams } from 'react-router'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import './official.css'
import { useReview, useReviewPages } from './review.ts'
import { reviewTexts } from './texts.ts'

/** The official paper as it will come out of the printer, or of “save as PDF”: the same blocks as the Word file. */
export function ReviewPrintPage() {
  const t = useTexts(reviewTexts)
  const { month = '' } = useParams()
  const navigate = useNavigate()
  const { centerName, centerId } = useSession()
  const review = useReview(month)
  const pages = useReviewPages(month)
  useTitle(`月度阅批件 ${month}`) // the name of the file when it is saved as PDF
  const error = review.error ?? pages.error
  if (error) return <ProblemPage error={error} retry={() => void Promise.all([review.refetch(), pages.refetch()])} />
  if (!review.data || !pages.data) return <Loading />
  const paper = paperOf(review.data, pages.data.pages, centerName)
  return (
    <div className="official-ground">
      <nav className="official-toolbar" aria-label={t.toolbar}>
        <Button type="primary" onClick={() => window.print()}>
          {t.printNow}
        </Button>
        <Button onClick={() => void navigate(`/review/${month}`)}>{t.back}</Button>
        <span>{t.pdfHint}</span>
      </nav>
      <main className="official" lang="zh-CN">
        {centerId.startsWith('sample') ? <p className="official-sample">{t.sampleNote}</p> : null}
        <section className="official-page">
          <Lines lines={paper.front} />
        </section>
        {paper.cases.map((lines, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a frozen list, which never changes its order
          <section key={index} className="official-page">
            <Lines lines={lines} />
          </section>
        ))}
      </main>
    </div>
  )
}

const Lines = ({ lines }: { lines: readonly Line[] }) =>
  lines.map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Block key={index} line={line} />
  ))

function Block({ line }: { line: Line }) {
  switch (line.kind) {
    case 'title':
      return <h1>{line.text}</h1>
    case 'h1':
      return <h2>{line.text}</h2>
    case 'h2':
      return <h3>{line.text}</h3>
    case 'body':
    case 'small':
      return <p className={`official-${line.kind}`}>{line.text}</p>
    case 'handwriting':
      return <div className="official-hand">{line.label}</div>
    case 'table':
      return <PaperTable line={line} />
  }
}

function PaperTable({ line }: { line: Extract<Line, { kind: 'table' }> }) {
  const [head, ...rest] = line.rows
  const body = line.isHeaded ? rest : line.rows
  return (
    <table className={line.isHeaded ? 'is-headed' : undefined}>
      <colgroup>
        {line.widths.map((width, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns
          <col key={column} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      {line.isHeaded && head ? (
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody>
        {body.map(([name, ...values]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns
              <td key={column}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
