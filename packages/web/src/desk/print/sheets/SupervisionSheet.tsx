import { taskOf } from '@bancheng/core/cases/state.ts'
import { rungTitle } from '@bancheng/core/policy/rungs.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { NotYet, type SheetProps } from '../Sheet.tsx'
import { paperTime, partyName, personName } from '../words.ts'
import { SupervisionPaper } from './SupervisionPaper.tsx'

/** The paper of a rung that a task of a case climbed. */
export function SupervisionSheet({ view, subjectId }: SheetProps) {
  const { state } = view
  const escalation = state.escalations.find((one) => one.supervisionTaskId === subjectId)
  const late = escalation && taskOf(state, escalation.taskId)
  const supervision = escalation && taskOf(state, escalation.supervisionTaskId)
  if (!escalation?.paper || !late || !supervision)
    return <NotYet>这一级没有文书。请从案件页选择要打印的督办任务。</NotYet>
  const { signed, ended, dueAt } = supervision
  return (
    <SupervisionPaper
      {...escalation.paper}
      at={escalation.at}
      to={partyName(view, escalation.party)}
      cause={escalation.cause}
      reason={escalation.reason}
      rung={rungTitle(escalation.rung, escalation.name, 'zh')}
      until={dueAt}
      isProvisional={view.courts.some((court) => court.taskId === supervision.taskId && court.isProvisional)}
      subject={['案件编号', state.caseNo]}
      holder={partyName(view, late.party)}
      task={labels.zh.taskKind[late.kind]}
      given={late.opened.at}
      due={late.dueAt ? paperTime(late.dueAt) : ''}
      matter={['诉求', state.want]}
      ask={late.ask}
      receipt={signed && { by: personName(view, signed.by), at: signed.at }}
      result={ended?.outcome === 'answered' ? '已办理，见案件记录' : (ended?.outcome ?? null)}
    />
  )
}
