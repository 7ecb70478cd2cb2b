import { caseContract } from '@bancheng/core/cases/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { useParams } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { PrintGround } from './PrintGround.tsx'
import type { SheetProps } from './Sheet.tsx'
import { AcceptanceSheet } from './sheets/AcceptanceSheet.tsx'
import { DeliverySlipSheet } from './sheets/DeliverySlipSheet.tsx'
import { ExtensionSheet } from './sheets/ExtensionSheet.tsx'
import { FormSheet } from './sheets/FormSheet.tsx'
import { NoticeSheet } from './sheets/NoticeSheet.tsx'
import { ProcedureSheet } from './sheets/ProcedureSheet.tsx'
import { ReceiptSheet } from './sheets/ReceiptSheet.tsx'
import { RefusalSheet } from './sheets/RefusalSheet.tsx'
import { ReplySheet } from './sheets/ReplySheet.tsx'
import { SupervisionSheet } from './sheets/SupervisionSheet.tsx'
import { ToleranceSheet } from './sheets/ToleranceSheet.tsx'
import { WorkOrderSheet } from './sheets/WorkOrderSheet.tsx'
import { printTexts } from './texts.ts'

/** Every paper of a case, under the word that its address carries. */
const sheets = {
  receipt: ReceiptSheet,
  acceptance: AcceptanceSheet,
  notice: NoticeSheet,
  refusal: RefusalSheet,
  tolerance: ToleranceSheet,
  reply: ReplySheet,
  'work-order': WorkOrderSheet,
  supervision: SupervisionSheet,
  procedure: ProcedureSheet,
  extension: ExtensionSheet,
  form: FormSheet,
  'delivery-slip': DeliverySlipSheet,
} as const satisfies Record<string, ComponentType<SheetProps>>

const isSheet = (name: string): name is keyof typeof sheets => Object.hasOwn(sheets, name)

function Paper({ caseId, sheet, subjectId }: { caseId: string; sheet: string; subjectId: string | null }) {
  const t = useTexts(printTexts)
  const { data, error, refetch } = useQuery({
    queryKey: ['case', caseId],
    queryFn: () => call(caseContract.viewCase, { params: { caseId } }),
  })
  if (!isSheet(sheet))
    return (
      <p className="sheet-not-yet" role="alert">
        {t.unknown}。{t.unknownHint}
      </p>
    )
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const Chosen = sheets[sheet]
  return <Chosen view={data} subjectId={subjectId} />
}

/** A paper of a case. */
export function PrintPage() {
  const t = useTexts(printTexts)
  const { caseId = '', sheet = '', subjectId } = useParams()
  return (
    <PrintGround back={{ to: `/cases/${caseId}`, label: t.back }} hint={t.maskedHint}>
      <Paper caseId={caseId} sheet={sheet} subjectId={subjectId ?? null} />
    </PrintGround>
  )
}
