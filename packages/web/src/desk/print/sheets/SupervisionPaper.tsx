import type { LadderCause, LadderPaper } from '@bancheng/core/cases/words.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import type { ReactNode } from 'react'
import { Ending, Fields, Sheet, useWindowName } from '../Sheet.tsx'
import { mayMove, paperDate, paperTime } from '../words.ts'

type Field = readonly [label: string, value: string]

export type SupervisionPaperProps = {
  readonly kind: LadderPaper
  readonly number: string
  readonly at: Instant
  /** Who is called, why, and by when they have to see to it. */
  readonly to: string
  readonly cause: LadderCause
  readonly reason: string
  readonly rung: string
  readonly until: Instant | null
  readonly isProvisional: boolean
  /** What is late: a task of a case, or an instruction. */
  readonly subject: Field
  readonly holder: string
  readonly task: string
  readonly given: Instant
  readonly due: string
  readonly matter: Field
  readonly ask: string
  readonly receipt: { readonly by: string; readonly at: Instant } | null
  readonly result: string | null
}

/** 催办通知书 · 督办单 · 通报批评: what a rung of the ladder sends, with the receipt signed in the system. */
export function SupervisionPaper(props: SupervisionPaperProps) {
  const issuer = useWindowName()
  const { kind, cause, reason, until, receipt } = props
  const why = labels.zh.ladderCause[cause]
  const room: ReactNode = <div className="sheet-box" />
  return (
    <Sheet title={labels.zh.ladderPaper[kind]} number={props.number} isInternal>
      <p>
        {props.to}：以下事项{reason ? `（${reason}）` : why}，{kind === 'circular' ? '现予通报批评，' : ''}请
        {kind === 'urging' ? '抓紧办理' : '督促办理'}，并于{until ? ` ${paperTime(until)} 前` : '限期内'}反馈。
        {props.isProvisional ? mayMove : ''}
      </p>
      <Fields
        lines={[
          [props.subject, ['发出原因', `${why}（${props.rung}）`]],
          [
            ['承办方', props.holder],
            ['任务类型', props.task],
          ],
          [
            ['交办时间', paperTime(props.given)],
            ['应办结时间', props.due],
          ],
          [props.matter],
          [['请办理事项', props.ask]],
          [['签收', receipt ? `${receipt.by} ${paperTime(receipt.at)} 系统内签收` : '尚未签收']],
          [['办理或督促结果', props.result ?? room]],
        ]}
      />
      <Ending who={['收件人', '分管负责人']} issuer={issuer} date={paperDate(props.at)} />
    </Sheet>
  )
}
