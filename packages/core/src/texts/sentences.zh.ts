import type { Party } from '../cases/words.ts'
import { sayLimit } from '../kernel/calendar-explain.ts'
import { type Instant, sayInstant } from '../kernel/time.ts'
import { rungTitle } from '../policy/rungs.ts'
import { gradeWord, scopeWord } from './labels.ts'
import { labelsZh as l } from './labels.zh.ts'
import type { Names, Sentences } from './sentences.ts'

const who = (party: Party, names: Names) =>
  party.kind === 'unit'
    ? names.unit(party.unitId)
    : party.kind === 'person'
      ? names.person(party.personId)
      : party.kind === 'outside'
        ? `${party.organisation} ${party.name}`
        : l.party[party.kind]
const until = (dueAt: Instant | null) => (dueAt ? `，${sayInstant(dueAt)} 前` : '')
const because = (reason: string) => (reason ? `：${reason}` : '')

/** Whose words they are, where another person approved them. */
const drafted = ({ draftedBy }: { draftedBy?: string | undefined }, names: Names) =>
  draftedBy ? `，${names.person(draftedBy)}拟稿，经审批` : ''

const copied = ({ unitId, personId }: { unitId: string; personId?: string | undefined }, names: Names) =>
  personId ? names.person(personId) : names.unit(unitId)

export const sentencesZh: Sentences = {
  CaseRegistered: (e) => `登记诉求（${l.channel[e.channel]}，${l.pain[e.pain]}）：${e.want}`,
  CaseAccepted: (e) => `受理，分级“${gradeWord(e.grade, e.gradeName, 'zh')}”${until(e.dueAt)}办结${because(e.reason)}`,
  CaseRefused: (e, n) =>
    `不予受理（${scopeWord(e.reason, e.reasonName, 'zh')}）${drafted(e, n)}：${e.explanation}；已告知救济途径：${e.remedy}`,
  CaseRegraded: (e) =>
    `分级由“${gradeWord(e.from, e.fromName, 'zh')}”调整为“${gradeWord(e.to, e.toName, 'zh')}”${until(e.dueAt)}办结：${e.reason}`,
  CaseLimitCorrected: (e) =>
    `按更正后的情况，办结时限由${sayLimit(e.from, 'zh')}改为${sayLimit(e.clock.limit, 'zh')}${until(e.dueAt)}办结：${e.reason}`,
  DetailsCorrected: (e) => `更正登记信息：${e.reason}`,
  EntryCorrected: (e) => `更正第 ${e.seq} 条记录：${e.text}（${e.reason}）`,
  NoteAdded: (e) => `备注：${e.text}`,
  SmsConsentSet: (e) => `申请人${e.refuses ? '不接收短信' : '同意接收短信'}${because(e.note)}`,
  TripMade: (e) => `申请人又跑了一趟：${e.note}`,
  HandOverOffered: (e, n) => `提出把案件移交给${n.person(e.toPersonId)}${because(e.note)}`,
  HandOverAccepted: (e, n) => `${n.person(e.ownerId)}接受移交，成为经办人`,
  HandOverDeclined: (e) => `谢绝移交：${e.reason}`,
  HandOverExpired: (e, n) => `移交逾期未接受，仍由${n.person(e.ownerId)}经办`,
  CaseCopied: (e, n) => `抄送${copied(e, n)}${because(e.note)}`,
  CopyRead: (e, n) => `${copied(e, n)}已阅抄送`,
  TaskOpened: (e, n) =>
    `${e.purpose ? l.purpose[e.purpose.kind] : l.taskKind[e.kind]}${e.purpose?.kind === 'countersign' ? `（${l.onRefusal[e.purpose.onRefusal]}）` : ''}交${who(e.party, n)}${e.part === 'lead' ? '（主办）' : e.part === 'assist' ? '（协办）' : ''}${until(e.dueAt)}：${e.ask}`,
  TaskStarted: (e) => `前面的步骤已完成，下一步开始${until(e.dueAt)}`,
  TaskSigned: () => '签收',
  TaskReplied: (e) => `答复：${e.publicReply}`,
  TaskForwarded: (e, n) => `${e.direction === 'up' ? '上报' : '协查'}${n.unit(e.toUnitId)}：${e.ask}`,
  TaskTransferred: (e, n) => `${n.unit(e.fromUnitId)}转办${n.unit(e.toUnitId)}：${e.reason}`,
  ReplyRecalled: (e) => `撤回答复，任务重新办理：${e.reason}`,
  TaskReturned: (e, n) => `退单：${e.reason}${e.suggestedUnitId ? `（建议由${n.unit(e.suggestedUnitId)}办理）` : ''}`,
  TaskRedirected: (e, n) => `重新派给${n.unit(e.toUnitId)}`,
  ReturnRuled: (e, n) => `裁定由${n.unit(e.toUnitId)}办理，不再退单：${e.reason}`,
  LinkSent: (e) =>
    `发链接给${e.organisation} ${e.recipient}，有效至 ${sayInstant(e.expiresAt)}${e.fileIds.length ? `，附文件 ${e.fileIds.length} 份` : ''}`,
  LinkRevoked: () => '撤销链接',
  UnitAdded: (e, n) => `加签${n.unit(e.toUnitId)}`,
  TaskUrged: (e, n) => `催办${who(e.party, n)}：${e.words}`,
  CountersignAgreed: (e) => `会签同意${because(e.note)}`,
  CountersignRefused: (e) => `会签不同意：${e.reason}`,
  RefusalRuled: (e) => `${e.upheld ? '裁定：不同意成立，会签终止' : '裁定：不同意不成立，会签继续'}（${e.reason}）`,
  RefusalOverruled: (e) => `窗口负责人不采纳不同意见：${e.reason}`,
  CountersignAskedAgain: () => '重新会签',
  CountersignerReleased: (e) => `窗口负责人决定不再请这家单位会签：${e.reason}`,
  StepSentBack: (e) => `退回前面的步骤重办：${e.reason}`,
  TaskWithdrawn: (e) => `撤回：${doneWords[e.reason] ?? e.reason}`,
  TaskDone: (e) => `完成${because(doneWords[e.outcome] ?? e.outcome)}`,
  StepCompleted: (e) => `步骤完成：${e.outcome}`,
  ExtensionRequested: (e) => `申请延期 ${e.limit.amount} ${l.limitUnit[e.limit.unit]}：${e.reason}`,
  ExtensionDecided: (e) =>
    e.granted
      ? `同意延期${e.dueAt ? `至 ${sayInstant(e.dueAt)}` : ''}：${e.reason}${e.applicantTold ? `；已告知申请人：${e.applicantTold}` : ''}`
      : `不同意延期：${e.reason}`,
  DueRecomputed: (e) =>
    `工作日历变动，重新计算期限${e.caseDueAt ? `，案件至 ${sayInstant(e.caseDueAt)}` : ''}${e.tasks.length ? `，调整任务 ${e.tasks.length} 项` : ''}：${e.reason}`,
  TaskReminded: (e, n) => `临期提醒${who(e.party, n)}：${sayInstant(e.dueAt)} 到期`,
  TaskOverdue: (e, n) => `逾期：${who(e.party, n)}应于 ${sayInstant(e.dueAt)} 前完成`,
  TaskUnmanned: (e, n) =>
    `${who(e.party, n)}${e.party.kind === 'outside' ? '没有可用的链接' : '目前无人可办'}，已请负责人安排`,
  TaskManned: (e, n) => `${who(e.party, n)}已有人可办`,
  TaskEscalated: (e, n) =>
    `${l.ladderCause[e.cause]}（${rungTitle(e.rung, e.name, 'zh')}），提级由${who(e.party, n)}督促${e.paper ? `，发${l.ladderPaper[e.paper.kind]} ${e.paper.number}` : ''}${because(e.reason)}`,
  ApplicantContacted: (e) => `首次联系申请人：${sayInstant(e.at)} 以${l.means[e.means]}方式联系${e.toWhom}：${e.words}`,
  ApplicantAsked: (e) => `（${l.means[e.means]}）请申请人补充：${e.items.join('；')}`,
  ApplicantAnswered: (e) => `申请人已补充：${e.note}`,
  ClockStopped: (e) => `计时暂停：${e.reason}${e.ceilingAt ? `；最长至 ${sayInstant(e.ceilingAt)}` : ''}`,
  PauseEnded: () => '一项暂停结束，其他暂停仍在，计时未恢复',
  PauseExpired: (e, n) =>
    `暂停已到最长时间（${sayInstant(e.at)}），${e.dueAt ? `自动恢复计时，新的期限 ${sayInstant(e.dueAt)}；已提醒${who(e.party, n)}` : '其他暂停仍在，计时未恢复'}`,
  ClockResumed: (e) => `恢复计时，新的期限 ${sayInstant(e.dueAt)}`,
  ProcedureStarted: (e, n) =>
    `启动特别程序“${e.name}”，由${who(e.party, n)}在 ${sayInstant(e.dueAt)} 前完成：${e.reason}；所需时间已书面（${l.means[e.told.means]}）告知${e.told.toWhom}`,
  ProcedureEnded: (e) => `特别程序结束：${e.outcome}`,
  PapersTakenIn: (e) =>
    `收存材料 ${e.papers.length} 件（凭证 ${e.receiptNo}），存放于${e.place}：${e.papers.map((p) => `${p.name}${l.paperForm[p.form]}${p.copies}份`).join('、')}`,
  PapersMoved: (e, n) => `材料 ${e.paperIds.length} 件移交${who(e.holder, n)}，存放于${e.place}${because(e.note)}`,
  PapersHandedIn: (e, n) =>
    `代申请人向${n.unit(e.toUnitId)}递交材料 ${e.paperIds.length} 件，收件号 ${e.acceptanceNo}，受理时间 ${sayInstant(e.acceptedAt)}`,
  PapersGivenBack: (e) =>
    `材料 ${e.paperIds.length} 件${e.means === 'by-post' ? '寄还' : '当面退还'}${e.to}${because(e.note)}`,
  PaperLost: (e) => `材料遗失：${e.reason}；补救：${e.amends}`,
  ToleranceRequested: (e, n) =>
    `向${n.unit(e.unitId)}申请${l.toleranceKind[e.kind]}：${e.materialName}，${e.shortfall}；承诺或替代：${e.undertaking}`,
  ToleranceDecided: (e) =>
    `${e.granted ? '同意' : '不同意'}容缺，依据：${e.ground}${e.conditions ? `；条件：${e.conditions}` : ''}`,
  ToleranceSupplemented: (e) => `容缺材料已补交：${e.note}`,
  ResultRecorded: (e, n) => `登记结果“${l.resultKind[e.kind]}”${drafted(e, n)}：${e.publicReply}`,
  NegativeAnswerDrafted: ({ answer }) =>
    answer.kind === 'explained'
      ? `拟答复“${l.resultKind.explained}”，待审批：${answer.publicReply}；依据：${answer.legalBasis}`
      : `拟不予受理（${scopeWord(answer.reason, answer.reasonName, 'zh')}），待审批：${answer.explanation}；救济途径：${answer.remedy}`,
  NegativeAnswerDecided: (e) => `${e.granted ? '同意否定答复' : '退回否定答复重拟'}${because(e.reason)}`,
  NegativeAnswerReported: (e, n) => `否定答复已报备${who(e.party, n)}：${e.answer}`,
  ApplicantTold: (e) => `以${l.means[e.means]}方式告知${e.toWhom}${because(e.note)}`,
  CaseResolved: () => '办结',
  DeliveryArranged: (e, n) =>
    `安排由${n.unit(e.unitId)}${l.deliveryDirection[e.direction]}：${e.contents}，收件人${e.recipient}`,
  DeliveryPosted: (e) => `已交邮，运单号 ${e.waybill}${e.override ? `（校验未通过，仍采用：${e.override}）` : ''}`,
  DeliveryReported: (e) =>
    `物流：${l.deliveryState[e.state]}${e.signedBy ? `（${l.signedBy[e.signedBy]}）` : ''}${because(e.note)}`,
  TaskReopened: (e) => `任务重新打开${until(e.dueAt)}`,
  CaseRated: (e) =>
    `申请人评价：${satisfied(e.satisfaction)}${e.solved === null ? '' : e.solved ? '，问题已解决' : '，问题未解决'}${because(e.words)}`,
  RatingAdded: (e) => `申请人追评：${e.words}`,
  CaseClosingUndone: (e) => `撤回销号：${e.reason}`,
  RatingCalled: (e) => `差评回访（${l.ratingFinding[e.finding]}）：${e.words}`,
  FollowUpAttempted: (e) => `回访未联系上：${e.note}`,
  FollowUpRecorded: (e) =>
    `回访：${e.solved === null ? '多次未能联系上' : e.solved ? '已解决' : '未解决'}${e.satisfaction === null ? '' : `，${satisfied(e.satisfaction)}`}${because(e.words)}`,
  CaseReopened: (e) => `重新打开，提到第 ${e.level} 级${until(e.dueAt)}办结：${e.reason}`,
  CaseClosed: () => '销号',
}

/** Outcomes that the rules themselves write; whatever a person wrote is said as it is. */
const doneWords: Record<string, string> = {
  accepted: '已接受',
  refused: '不同意',
  resolved: '已办结',
  closed: '已销号',
  granted: '已同意',
  settled: '材料均有去向',
  declined: '已谢绝',
  expired: '逾期未接受',
  manned: '已有人可办',
  delivered: '已签收',
  'picked-up': '当面领取',
  cancelled: '已取消',
  solved: '已解决',
  'not-solved': '未解决',
  unreachable: '未能联系上',
  founded: '情况属实',
  explained: '已解释',
  mistaken: '误评',
  contacted: '已联系申请人',
  overtaken: '已另作答复',
  'drafted-again': '已重新拟稿',
  'slip-returned': '单已转出，由后来的单位联系',
}

function satisfied(level: number): string {
  return Object.entries(l.satisfaction).find(([key]) => Number(key) === level)?.[1] ?? String(level)
}
