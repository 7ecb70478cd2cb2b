import { taskOf } from '@bancheng/core/cases/state.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { paperDate, paperDueOf, paperTime, partyName } from '../words.ts'
import { applicantLines } from './AcceptanceSheet.tsx'

/** Room to write by hand, while there is no reply yet. */
const blank = <div className="sheet-box" />

/** 协办单: goes to a unit, never to the applicant; so the unit's internal note may stand on it. */
export function WorkOrderSheet({ view, subjectId }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const task = subjectId ? taskOf(state, subjectId) : undefined
  if (!task) return <NotYet>没有这项任务。请从案件页选择要打印的任务。</NotYet>
  const due = task.dueAt
    ? paperDueOf(view, { ...task, dueAt: task.dueAt })
    : task.clock
      ? sayLimit(task.clock.limit, 'zh')
      : '待前一步完成'
  const part = task.part ? `（${task.part === 'lead' ? '主办' : '协办'}）` : ''
  const files = task.fileIds.flatMap((id) => view.files.find((file) => file.fileId === id)?.name ?? [])
  return (
    <Sheet title={task.kind === 'coordinate' ? '协办单' : '任务单'} number={state.caseNo} isInternal>
      <Fields
        lines={[
          [
            ['承办单位', `${partyName(view, task.party)}${part}`],
            ['任务类型', labels.zh.taskKind[task.kind]],
          ],
          [
            ['交办时间', paperTime(task.opened.at)],
            ['办理时限', due],
          ],
          ...applicantLines(state.applicant),
          [['诉求', state.want]],
          [['相关事项', state.item?.name]],
          [['已办情况', state.alreadyDone]],
          [['请协助事项', task.ask]],
          [['附件', files.join('；')]],
        ]}
      />
      <h2>承办单位答复</h2>
      <Fields
        lines={[
          [['对外答复', task.reply?.publicReply ?? blank]],
          [['内部说明', task.reply ? task.reply.internalNote : blank]],
        ]}
      />
      <p className="sheet-small">
        不属本单位职责的，请在签收后一个工作日内退单并说明理由、建议单位；不能按期答复的，请在到期前申请延期。
      </p>
      <Ending who={['承办人', '承办单位负责人']} issuer={issuer} date={paperDate(task.opened.at)} />
    </Sheet>
  )
}
