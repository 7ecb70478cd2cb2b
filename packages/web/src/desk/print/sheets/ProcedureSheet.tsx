import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { Loading } from '../../../ui/Loading.tsx'
import { Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { useItemOf } from '../useItemOf.ts'
import { matterOf, paperDate, paperDueOf, paperTime, partyName } from '../words.ts'

/** 特别程序告知书: the time that is not counted is told to the applicant in writing (行政许可法 §45). */
export function ProcedureSheet({ view, subjectId }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const { data: item, isLoading } = useItemOf(state.item)
  const task = state.tasks.find(({ taskId }) => taskId === subjectId)
  if (isLoading) return <Loading />
  if (!task?.procedure || !task.dueAt || !task.clock)
    return <NotYet>没有这项特别程序。请从案件页的打印菜单选择。</NotYet>
  const pause = state.caseClock?.pauses.find(({ taskId }) => taskId === task.taskId)
  const basis = item?.typeName === '行政许可' ? '根据' : '参照'
  return (
    <Sheet title="特别程序告知书" number={state.caseNo} copy="一式两份">
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">
        您要办的“{matterOf(state)}”需要进行{task.procedure.name}。{basis}
        《中华人民共和国行政许可法》第四十五条，所需时间不计算在办理期限内，现将所需时间书面告知如下：
      </p>
      <Fields
        lines={[
          [
            ['特别程序', task.procedure.name],
            ['由谁进行', partyName(view, task.party)],
          ],
          [['原因', task.ask]],
          [
            ['开始时间', paperTime(task.opened.at)],
            ['所需时间', sayLimit(task.clock.limit, 'zh')],
          ],
          [['完成时间', paperDueOf(view, { ...task, dueAt: task.dueAt })]],
          [['最长暂停', pause?.ceilingAt ? `至 ${paperTime(pause.ceilingAt)}` : '至程序结束']],
        ]}
      />
      <p className="sheet-text">
        程序进行期间，办理期限暂停计算；程序结束后恢复计算。超过最长暂停时间的，超出的时间照常计入办理期限。您可以随时向本窗口查询进展和新的办结期限。
      </p>
      <Ending who={['申请人', '告知人']} issuer={issuer} date={paperDate(task.opened.at)} />
    </Sheet>
  )
}
