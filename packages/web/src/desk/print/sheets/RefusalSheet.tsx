import { scopeWord } from '@bancheng/core/texts/labels.ts'
import { Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { paperDate } from '../words.ts'

export function RefusalSheet({ view }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const { refusal } = state
  if (!refusal) return <NotYet>案件没有被不予受理，因此没有不予受理告知书。</NotYet>
  return (
    <Sheet title="不予受理告知书" number={state.caseNo} copy="一式两份">
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">
        您于{paperDate(state.registered.at)}向本窗口反映的事项，经审核，不属于本窗口受理范围，现告知如下：
      </p>
      <Fields
        lines={[
          [['反映事项', state.want]],
          [['不予受理的情形', scopeWord(refusal.reason, refusal.reasonName, 'zh')]],
          [['理由', refusal.explanation]],
        ]}
      />
      <h2>您可以这样继续办理（救济途径）</h2>
      <p className="sheet-text">{refusal.remedy}</p>
      <p className="sheet-text">如有新的情况或材料，欢迎再次向本窗口提出。</p>
      <Ending who={['申请人', '告知人']} issuer={issuer} date={paperDate(refusal.at)} />
    </Sheet>
  )
}
