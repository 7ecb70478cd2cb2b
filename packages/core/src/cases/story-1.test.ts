import { expect, test } from 'vitest'
import { at, Story } from '../testing/kit.ts'
import { foldLog } from './fold.ts'

const when = at('2026-03-05 10:00')

test('story 1: the licence was cancelled first, the food permit could not be, and the deposit comes back all the same', () => {
  // A woman stands at the window: half a year without her deposit.
  const story = new Story({ alreadyDone: '已先办理营业执照注销，无法登录一网通办', tripsBefore: 3 })
  story.does('officer', 'acceptCase', { grade: 'complex', reason: '跨层级' })
  expect(story.state.caseClock?.dueAt).toBe(at('2026-03-09 17:00'))

  // Her papers stay, against a receipt, with her consent to hand them in later.
  story.does('officer', 'takeInPapers', {
    papers: [{ name: '食品经营许可证正副本', form: 'original', copies: 2, condition: '完好', materialId: null }],
    from: '王芳',
    place: 'A 柜 3 格',
    consentToHandIn: true,
  })

  // The same day: district, city, information centre.
  story.does('officer', 'askUnits', {
    ask: '执照已注销，如何注销食品经营许可证？',
    units: [{ unitId: 'district-market', part: 'lead' }],
  })
  story.at('2026-03-02 10:10').does('district', 'signTask', { taskId: story.task('coordinate').taskId })
  story.does('district', 'forwardTask', {
    taskId: story.task('coordinate').taskId,
    toUnitId: 'city-market',
    direction: 'up',
    ask: '请市局给出路径',
  })
  expect(
    story.refusal('district', 'replyToTask', {
      taskId: story.task('coordinate', 'district-market').taskId,
      publicReply: '好',
    }),
  ).toBe('task-waits-for-child')
  story.at('2026-03-02 11:00').does('city', 'forwardTask', {
    taskId: story.task('coordinate', 'city-market').taskId,
    toUnitId: 'info-centre',
    direction: 'across',
    ask: '请评估更正许可系统状态',
  })
  story.does('info', 'replyToTask', {
    taskId: story.task('coordinate', 'info-centre').taskId,
    publicReply: '收到申请表后当日可改',
  })
  story.does('city', 'replyToTask', {
    taskId: story.task('coordinate', 'city-market').taskId,
    publicReply: '线下收件，线上更正数据',
    solution: [
      { title: '填报数据更正申请表', channel: 'online', unitId: 'district-market', formId: 'data-correction' },
      { title: '信息中心更正数据', channel: 'online', unitId: 'info-centre', formId: null },
      { title: '窗口代为递交材料', channel: 'offline', unitId: null, formId: null },
    ],
  })
  story.does('district', 'replyToTask', {
    taskId: story.task('coordinate', 'district-market').taskId,
    publicReply: '按市局方案办理',
  })

  // The plan: the form, then the data; the papers beside them.
  story.at('2026-03-02 14:00').does('officer', 'layPlan', {
    steps: [
      {
        key: 'form',
        title: '填报数据更正申请表',
        channel: 'online',
        party: { kind: 'unit', unitId: 'district-market' },
        after: [],
        limit: null,
        formId: 'data-correction',
      },
      {
        key: 'data',
        title: '更正数据',
        channel: 'online',
        party: { kind: 'unit', unitId: 'info-centre' },
        after: ['form'],
        limit: null,
        formId: null,
      },
      {
        key: 'submit',
        title: '代为递交材料',
        channel: 'offline',
        party: { kind: 'owner' },
        after: ['data'],
        limit: null,
        formId: null,
      },
    ],
  })
  expect(story.state.tasks.filter((task) => task.state === 'waiting')).toHaveLength(2)
  const form = story.task('step', 'district-market').taskId
  expect(
    story.refusal('district', 'completeStep', { taskId: form, outcome: '已填', form: { enterprise: '甲餐饮公司' } }),
  ).toBe('form-invalid')
  story.does('district', 'completeStep', {
    taskId: form,
    outcome: '已填报',
    form: { enterprise: '甲餐饮公司', uscc: '91350100M000100Y43', phone: '021-55550101' },
  })
  story
    .at('2026-03-03 09:30')
    .does('info', 'completeStep', { taskId: story.task('step', 'info-centre').taskId, outcome: '数据已更正' })

  // She need not come: her papers become the submission.
  story.does('officer', 'handInPapers', {
    paperIds: story.state.papers.map((paper) => paper.paperId),
    toUnitId: 'district-market',
    acceptedAt: story.now,
    acceptanceNo: 'SJ-2026-0303',
  })
  story.does('officer', 'completeStep', { taskId: story.task('step').taskId, outcome: '已收件受理' })

  // The notice goes to her by EMS.
  story.at('2026-03-04 10:00').does('officer', 'arrangeDelivery', {
    direction: 'to-applicant',
    unitId: 'ems',
    contents: '食品经营许可注销通知书',
    recipient: '王芳',
    phone: '13800001234',
    address: '样例路 1 号',
  })
  const { deliveryId } = story.state.deliveries[0] ?? { deliveryId: '' }
  expect(story.refusal('ems', 'postDelivery', { deliveryId, waybill: 'EA123456789CN' })).toBe('waybill-invalid')
  story.does('ems', 'postDelivery', { deliveryId, waybill: 'EA123456785CN' })
  story.does('officer', 'recordResult', {
    kind: 'done',
    publicReply: '食品经营许可已注销，可凭通知书取回押金',
    proof: '注销通知书',
  })
  story.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳', note: '' })
  story.does('officer', 'resolveCase')

  // Not by the one who handled it; and not before the envelope is signed for.
  expect(story.refusal('officer', 'recordFollowUp', { solved: true, satisfaction: 5 })).toBe('follow-up-by-handler')
  story.at('2026-03-05 10:00').does('colleague', 'recordFollowUp', { solved: true, satisfaction: 5, words: '押金已退' })
  expect(story.refusal('officer', 'closeCase')).toBe('closing-gate')
  story.does('ems', 'reportDelivery', { deliveryId, state: 'delivered', signedBy: 'applicant', at: when })
  story.does('officer', 'closeCase')

  expect(story.state.status).toBe('closed')
  expect(story.state.trips).toBe(4) // three before, one to the window, none since
  expect(story.state.papers.every((paper) => paper.state === 'handed-in')).toBe(true)
  expect(foldLog(story.log)).toEqual(story.state)
})
