import type { Delivery } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { Fields, NotYet, Sheet, type SheetProps, Signatures } from '../Sheet.tsx'
import { paperTime, personName, unitName } from '../words.ts'

const Reports = ({ view, delivery }: { view: CaseView; delivery: Delivery }) => (
  <table>
    <thead>
      <tr>
        <th>时间</th>
        <th>状态</th>
        <th>登记人</th>
        <th>说明</th>
      </tr>
    </thead>
    <tbody>
      {delivery.reports.map((report) => (
        <tr key={`${report.at}${report.state}`}>
          <td>{paperTime(report.at)}</td>
          <td>{labels.zh.deliveryState[report.state]}</td>
          <td>{personName(view, report.by)}</td>
          <td>{report.note || '—'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

/** 送达回证: who received what, when and by whose hand. */
export function DeliverySlipSheet({ view, subjectId }: SheetProps) {
  const { state } = view
  const delivery = state.deliveries.find((one) => one.deliveryId === subjectId)
  if (!delivery) return <NotYet>没有这件邮寄。请先登记“安排送达”。</NotYet>
  const papers = delivery.paperIds.flatMap((id) => state.papers.find((paper) => paper.paperId === id)?.name ?? [])
  return (
    <Sheet title="送达回证" number={state.caseNo}>
      <Fields
        lines={[
          [['送达文书', delivery.contents]],
          ...(papers.length > 0 ? [[['附送材料', papers.join('；')] as const]] : []),
          [
            ['受送达人', delivery.recipient],
            ['联系电话', delivery.phone.masked],
          ],
          [['送达地址', delivery.address.masked]],
          [
            ['送达方式', `${labels.zh.deliveryDirection[delivery.direction]}（${unitName(view, delivery.unitId)}）`],
            ['运单号', delivery.waybills.join('；')],
          ],
          [
            ['送达状态', labels.zh.deliveryState[delivery.state]],
            ['签收方式', delivery.signedBy ? labels.zh.signedBy[delivery.signedBy] : ''],
          ],
        ]}
      />
      {delivery.reports.length > 0 ? (
        <>
          <h2>送达经过</h2>
          <Reports view={view} delivery={delivery} />
        </>
      ) : null}
      <Fields lines={[[['备注', <div key="note" className="sheet-box" />]]]} />
      <p className="sheet-small">代收的，由代收人签字并注明与受送达人的关系；拒收的，由送达人记明情况。</p>
      <Signatures who={['受送达人', '送达人']} />
    </Sheet>
  )
}
