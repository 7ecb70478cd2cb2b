import type { Applicant } from '@bancheng/core/cases/parties.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { gradeWord, labels } from '@bancheng/core/texts/labels.ts'
import { Counted, Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { paperDate, paperDue, paperTime, personName } from '../words.ts'

export const applicantLines = (applicant: Applicant) =>
  [
    [
      ['申请人', applicant.name],
      ['类别', labels.zh.applicantKind[applicant.kind]],
    ],
    ...(applicant.kind === 'enterprise'
      ? ([
          [
            ['联系人', applicant.contactName],
            ['信用代码', applicant.uscc],
          ],
        ] as const)
      : []),
    [
      ['联系电话', applicant.phone?.masked],
      [
        applicant.identityKind ? labels.zh.identityKind[applicant.identityKind] : '证件号码',
        applicant.identity?.masked,
      ],
    ],
  ] as const

export function AcceptanceSheet({ view }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const { accepted, caseClock, grade } = state
  if (!accepted || !caseClock || !grade) return <NotYet>案件尚未受理，还没有受理单。请先点“受理”。</NotYet>
  const due = caseClock.dueAt
    ? paperDue(caseClock.dueAt, view.dueIsProvisional)
    : '计时暂停中，恢复计时后顺延并另行告知'
  return (
    <Sheet title="受理单" number={state.caseNo}>
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">您于{paperDate(state.registered.at)}向本窗口反映的事项，经审核，予以受理。</p>
      <Fields
        lines={[
          ...applicantLines(state.applicant),
          [
            ['来访方式', labels.zh.channel[state.channel]],
            ['诉求类型', labels.zh.pain[state.pain]],
          ],
          [['诉求', state.want]],
          [['相关事项', state.item?.name]],
          [['已办情况', state.alreadyDone]],
          [
            ['受理时间', paperTime(accepted.at)],
            ['难易分级', `${gradeWord(grade, state.gradeName, 'zh')}（${sayLimit(caseClock.clock.limit, 'zh')}）`],
          ],
          [
            ['经办人', personName(view, state.ownerId)],
            ['答复期限', due],
          ],
        ]}
      />
      <p className="sheet-text">
        本窗口实行首问负责，由经办人全程负责，有了结果主动告知您。确需延期的，在到期前告知您原因和新的期限。您可凭案件编号和预留电话后四位查询进度。
      </p>
      <h2>期限如何计算</h2>
      <Counted sentences={view.dueOnPaper} />
      <Ending who={['申请人']} issuer={issuer} date={paperDate(accepted.at)} />
    </Sheet>
  )
}
