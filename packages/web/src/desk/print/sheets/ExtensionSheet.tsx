import { grantedExtensions } from '@bancheng/core/coordination/extensions.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { Counted, Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { matterOf, paperDate, paperDue, paperTime } from '../words.ts'

/** 延期告知书: why it takes longer, and until when, in the applicant's hands before the first date has passed. */
export function ExtensionSheet({ view, subjectId }: SheetProps) {
  const issuer = useWindowName()
  const { state, dueOnPaper } = view
  const granted = grantedExtensions(state)
  const decision = granted.find(({ taskId }) => taskId === subjectId)
  if (!decision?.askedLimit || !decision.ended || !state.caseClock)
    return <NotYet>本案还没有批准延期，因此没有延期告知书。请先申请延期，由负责人批准。</NotYet>
  const { dueAt } = state.caseClock
  return (
    <Sheet title="延期告知书" number={state.caseNo} copy="一式两份">
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">
        您于{paperDate(state.registered.at)}向本窗口反映的“{matterOf(state)}
        ”，在原定期限内不能办结。经批准，办理期限延长如下，特此告知：
      </p>
      <Fields
        lines={[
          [['延期原因', decision.ask]],
          [
            ['批准时间', paperTime(decision.ended.at)],
            ['延长时间', sayLimit(decision.askedLimit, 'zh')],
          ],
          [['新的期限', dueAt ? paperDue(dueAt, view.dueIsProvisional) : '计时暂停中，恢复计时后另行告知']],
        ]}
      />
      <h2>期限如何计算</h2>
      <Counted sentences={dueOnPaper} />
      <Ending who={['申请人', '告知人']} issuer={issuer} date={paperDate(decision.ended.at)} />
    </Sheet>
  )
}
