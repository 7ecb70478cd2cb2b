import { texts, useTexts } from '../../../locale.tsx'
import { useCaseDesk } from '../commands/CaseDesk.tsx'

const bundle = texts(
  {
    receipt: '打印凭证',
    'work-order': '打印工作单',
    form: '打印表格',
    'delivery-slip': '打印寄递单',
    tolerance: '打印容缺文书',
    procedure: '打印告知书',
  },
  {
    receipt: 'Print receipt',
    'work-order': 'Print work order',
    form: 'Print form',
    'delivery-slip': 'Print delivery slip',
    tolerance: 'Print tolerance paper',
    procedure: 'Print notice',
  },
)

/** The paper of one thing of the case, in a page of its own. */
export function PrintLink({ sheet, id }: { sheet: keyof typeof bundle.zh; id: string }) {
  const t = useTexts(bundle)
  const { caseId } = useCaseDesk().view.state
  return (
    <a className="case-print-link" href={`/print/${caseId}/${sheet}/${id}`} target="_blank" rel="noreferrer">
      {t[sheet]}
    </a>
  )
}
