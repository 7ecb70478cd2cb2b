import { taskOf } from '@bancheng/core/cases/state.ts'
import { rungTitle } from '@bancheng/core/policy/rungs.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { mayMove, paperDate, paperTime, partyName, personName } from '../words.ts'

/** 催办通知书 · 督办单: what a rung of the ladder sends, with the receipt signed in the system. */
export function SupervisionSheet({ view, subjectId }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const escalation = state.escalations.find((one) => one.supervisionTaskId === subjectId)
  const late = escalation && taskOf(state, escalation.taskId)
  const supervision = escalation && taskOf(state, escalation.supervisionTaskId)
  if (!escalation?.paper || !late || !supervision)
    return <NotYet>这一级没有文书。请从案件页选择要打印的督办任务。</NotYet>
  const { paper } = escalation
  const receipt = supervision.signed
    ? `${personName(view, supervision.signed.by)} ${paperTime(supervision.signed.at)} 系统内签收`
    : '尚未签收'
  return (
    <Sheet title={labels.zh.ladderPaper[paper.kind]} number={paper.number} isInternal>
      <p>
        {partyName(view, escalation.party)}：以下事项
        {escalation.reason ? `（${escalation.reason}）` : `${labels.zh.ladderCause[escalation.cause]}`}，
        {paper.kind === 'circular' ? '现予通报批评，' : ''}请{paper.kind === 'urging' ? '抓紧办理' : '督促办理'}，并于
        {supervision.dueAt ? ` ${paperTime(supervision.dueAt)} 前` : '限期内'}反馈。
        {view.courts.some((court) => court.taskId === supervision.taskId && court.isProvisional) ? mayMove : ''}
      </p>
      <Fields
        lines={[
          [
            ['案件编号', state.caseNo],
            [
              '发出原因',
              `${labels.zh.ladderCause[escalation.cause]}（${rungTitle(escalation.rung, escalation.name, 'zh')}）`,
            ],
          ],
          [
            ['承办方', partyName(view, late.party)],
            ['任务类型', labels.zh.taskKind[late.kind]],
          ],
          [
            ['交办时间', paperTime(late.opened.at)],
            ['应办结时间', late.dueAt ? paperTime(late.dueAt) : ''],
          ],
          [['诉求', state.want]],
          [['请办理事项', late.ask]],
          [['签收', receipt]],
          [
            [
              '办理或督促结果',
              supervision.ended?.outcome === 'answered'
                ? '已办理，见案件记录'
                : (supervision.ended?.outcome ?? <div className="sheet-box" />),
            ],
          ],
        ]}
      />
      <Ending who={['收件人', '分管负责人']} issuer={issuer} date={paperDate(escalation.at)} />
    </Sheet>
  )
}
