import type { Paper, Receipt } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { Fields, NotYet, Sheet, type SheetProps, Signatures } from '../Sheet.tsx'
import { paperTime, partyName, personName } from '../words.ts'

const PaperList = ({ papers }: { papers: readonly Paper[] }) => (
  <table>
    <thead>
      <tr>
        <th className="is-number">序号</th>
        <th>材料名称</th>
        <th>形式</th>
        <th className="is-number">份数</th>
        <th>收件时状况</th>
        <th>存放处</th>
      </tr>
    </thead>
    <tbody>
      {papers.map((paper, index) => (
        <tr key={paper.paperId}>
          <td className="is-number">{index + 1}</td>
          <td>{paper.name}</td>
          <td>{labels.zh.paperForm[paper.form]}</td>
          <td className="is-number">{paper.copies}</td>
          <td>{paper.condition || '—'}</td>
          <td>{paper.moves[0]?.place ?? paper.place}</td>
        </tr>
      ))}
      <tr>
        <th colSpan={3}>合计</th>
        <td className="is-number">{papers.reduce((sum, paper) => sum + paper.copies, 0)}</td>
        <td colSpan={2}>共 {papers.length} 项</td>
      </tr>
    </tbody>
  </table>
)

/** Every hand that a paper went through since it was taken in, and its end. */
function Hands({ papers, view }: { papers: readonly Paper[]; view: CaseView }) {
  const lines = papers.flatMap((paper) => [
    ...paper.moves.slice(1).map((move) => ({
      key: `${paper.paperId}${move.at}`,
      name: paper.name,
      at: move.at,
      what: `移交 ${partyName(view, move.holder)}${move.note ? `（${move.note}）` : ''}`,
      place: move.place,
    })),
    ...(paper.ended
      ? [
          {
            key: `${paper.paperId}-end`,
            name: paper.name,
            at: paper.ended.at,
            what: `${labels.zh.paperState[paper.state]} ${partyName(view, paper.holder)}`,
            place: paper.ended.outcome,
          },
        ]
      : []),
  ])
  if (lines.length === 0) return null
  return (
    <>
      <h2>流转记录</h2>
      <table>
        <thead>
          <tr>
            <th>时间</th>
            <th>材料</th>
            <th>去向</th>
            <th>地点／凭据</th>
          </tr>
        </thead>
        <tbody>
          {lines
            .toSorted((a, b) => (a.at < b.at ? -1 : 1))
            .map((line) => (
              <tr key={line.key}>
                <td>{paperTime(line.at)}</td>
                <td>{line.name}</td>
                <td>{line.what}</td>
                <td>{line.place || '—'}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  )
}

const Consent = ({ receipt }: { receipt: Receipt }) => (
  <p>
    委托递交（{receipt.consentToHandIn ? '☑ 同意　☐ 不同意' : '☐ 同意　☑ 不同意'}
    ）：窗口在条件具备时，代本人向承办部门递交上述材料。
  </p>
)

function ReceiptCopy({ view, receipt, copy }: { view: CaseView; receipt: Receipt; copy: string }) {
  const { state } = view
  const papers = state.papers.filter((paper) => paper.receiptId === receipt.receiptId)
  return (
    <Sheet title="材料代管收据" number={receipt.receiptNo} copy={copy}>
      <Fields
        lines={[
          [
            ['案件编号', state.caseNo],
            ['收件时间', paperTime(receipt.takenIn.at)],
          ],
          [
            ['申请人', state.applicant.name],
            ['交件人', receipt.from],
          ],
          [
            ['联系电话', state.applicant.phone?.masked],
            ['收件人', personName(view, receipt.takenIn.by)],
          ],
        ]}
      />
      <PaperList papers={papers} />
      <Consent receipt={receipt} />
      <p className="sheet-small">
        上述材料由窗口代为保管，每次移交均有记录；办结前递交承办部门或退还本人。请妥善保存本收据，凭本收据查询、取回材料。
      </p>
      <Hands papers={papers} view={view} />
      <Signatures who={['交件人', '收件人']} />
    </Sheet>
  )
}

/** Two copies, one for the person and one for the window, each on its own paper. */
export function ReceiptSheet({ view, subjectId }: SheetProps) {
  const receipt = view.state.receipts.find((one) => one.receiptId === subjectId)
  if (!receipt) return <NotYet>没有这张收据。请先登记“收存材料”。</NotYet>
  return (
    <>
      <ReceiptCopy view={view} receipt={receipt} copy="第一联　申请人留存" />
      <ReceiptCopy view={view} receipt={receipt} copy="第二联　窗口存根" />
    </>
  )
}
