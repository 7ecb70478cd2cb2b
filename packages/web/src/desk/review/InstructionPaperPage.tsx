import { type InstructionTaskView, reviewContract } from '@bancheng/core/review/contract.ts'
import { sayMonth } from '@bancheng/core/review/texts.ts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { PrintGround } from '../print/PrintGround.tsx'
import { NotYet } from '../print/Sheet.tsx'
import { SupervisionPaper } from '../print/sheets/SupervisionPaper.tsx'
import { printTexts } from '../print/texts.ts'
import { paperDue, paperTime } from '../print/words.ts'

/** 催办通知书 · 督办单 of an instruction: the same paper as that of a case. */
export function InstructionPaperPage() {
  const t = useTexts(printTexts)
  const { can } = useSession()
  const { taskId = '', number = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['review', 'task', taskId],
    queryFn: () => call(reviewContract.instructionTask, { params: { taskId } }),
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const back = can.includes('viewReview')
    ? { to: `/review/${data.month}`, label: t.backToReview }
    : { to: '/', label: t.backToInbox }
  return (
    <PrintGround back={back}>
      <InstructionPaper task={data} number={number} />
    </PrintGround>
  )
}

function InstructionPaper({ task, number }: { task: InstructionTaskView; number: string }) {
  const alarm = task.alarms.find(({ paper }) => paper?.number === number)
  if (!alarm?.paper) return <NotYet>没有这份文书。请从批示旁选择要打印的文书。</NotYet>
  const { paper, who, at } = alarm
  const about = task.caseNos.length > 0 ? task.caseNos.join('、') : '全月'
  return (
    <SupervisionPaper
      kind={paper.kind}
      number={paper.number}
      at={at}
      to={who}
      cause={paper.cause}
      reason=""
      rung={paper.rungName}
      until={paper.until}
      isProvisional={paper.isProvisional}
      subject={['批示编号', task.number]}
      holder={task.who}
      task="领导批示"
      given={task.givenAt}
      due={paperDue(task.dueAt, task.isProvisional)}
      matter={['批示事项', `${sayMonth(task.month, 'zh')}阅批，${task.givenBy}批示（${about}）`]}
      ask={task.text}
      receipt={paper.receipt}
      result={paper.answeredAt && `承办方已于 ${paperTime(paper.answeredAt)} 答复批示，见阅批记录`}
    />
  )
}
