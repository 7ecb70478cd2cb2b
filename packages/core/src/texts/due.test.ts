import { describe, expect, test } from 'vitest'
import { aCalendar } from '../kernel/testing/calendars.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { people, Story, units } from '../testing/kit.ts'
import { explainCase, explainTarget, explainTask } from './due.ts'
import type { Names } from './sentences.ts'

const names: Names = {
  unit: (unitId) => units.find((one) => one.unitId === unitId)?.name ?? unitId,
  person: (personId) => Object.values(people).find((one) => one.personId === personId)?.name ?? personId,
}
const zh = { names, locale: 'zh' as const }
const en = { names, locale: 'en' as const }
const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })
const ofCase = (story: Story, reader: typeof zh | typeof en = zh) =>
  explainCase(story.state, story.context('officer'), reader)
const policy = '《静安区行政服务中心“办不成事”反映窗口运行管理办法（试行）》（jingan-2023@1）'

/** Accepted on Monday 2 March as complex: due on Monday the 9th; a hearing from Wednesday on. */
const hearing = () =>
  new Story()
    .does('officer', 'acceptCase', { grade: 'complex' })
    .at('2026-03-04 10:00')
    .does('officer', 'startProcedure', {
      procedure: 'hearing',
      party: { kind: 'unit', unitId: 'district-market' },
      reason: '利害关系人申请听证',
      means: 'in-person',
      toWhom: '王芳',
    })

describe('the due time of a case', () => {
  test('says by which rule, from when, which days do not count', () => {
    expect(ofCase(new Story().does('officer', 'acceptCase', { grade: 'complex' }))).toEqual([
      `依据${policy}对“复杂”事项的规定。`,
      '时限为5个工作日，自2026-03-02 09:30起。',
      '2026-03-02（周一）是开始之日，不计入，自次日起算。',
      '不计入：2026-03-07至2026-03-08周末。',
      '到期时间为2026-03-09 17:00（周一）。',
    ])
  })

  test('while it stands still, says what for, who has to come with it, and the last day all the same', () => {
    const what = '听证，由区市场监管局食品科进行（利害关系人申请听证）'
    expect(ofCase(hearing()).slice(-4)).toEqual([
      `自2026-03-04 10:00起计时暂停：${what}。`,
      `${what}：最长暂停20个工作日，至2026-04-01 17:00；届时自动恢复计时，超出的时间照常计算。`,
      '计时暂停中，恢复计时后重新算出到期时间。',
      '即使一直暂停到最长时间，也应在2026-04-07 17:00前办结。',
    ])
    expect(ofCase(hearing(), en).at(-1)).toBe(
      'Even if it stands still as long as it may, the case is due 2026-04-07 17:00.',
    )
  })

  test('after a ceiling says that the clock went on by itself', () => {
    expect(ofCase(hearing().sounds('2026-04-02 09:00')).at(-2)).toBe(
      '听证，由区市场监管局食品科进行（利害关系人申请听证）：暂停到2026-04-01 17:00已满最长时间，之后的时间照常计算。',
    )
  })

  test('names the time that was added, with the days that do not count in it', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    const { taskId } = story.task('handle')
    story.does('officer', 'requestExtension', { taskId, limit: workingDays(5), reason: '等市局答复' })
    const decision = story.task('decide-extension').taskId
    story.does('supervisor', 'decideExtension', {
      taskId: decision,
      granted: true,
      reason: '属实',
      applicantTold: '电话',
    })
    expect(ofCase(story).slice(-2)).toEqual([
      '到期前经批准延期5个工作日，新的到期时间为2026-03-16 17:00：属实。',
      '不计入：2026-03-14至2026-03-15周末。',
    ])
  })

  test('the target is said to the desk, and that nobody is late by it', () => {
    const story = new Story()
    story.policy = { ...jingan2023, targets: { grades: { complex: workingDays(3) }, tasks: {} } }
    story.does('officer', 'acceptCase', { grade: 'complex' })
    expect(explainTarget(story.state, story.context('officer'), zh)).toEqual([
      '目标日期为2026-03-05 17:00，是内部努力的方向；逾期以到期时间为准。',
    ])
    expect(ofCase(story).join('')).not.toContain('目标日期')
  })

  test('a calendar that changed since is no secret', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    story.calendar = aCalendar({ days: { '2026-03-04': { isWorkday: false, name: '台风停工' } } })
    expect(ofCase(story).at(-1)).toContain('已登记的到期时间为2026-03-09 17:00')
  })

  test('a special rule is called by its name', () => {
    const story = new Story({ pain: 'cannot' })
    const rule = {
      name: '不能办的三日内说明',
      when: { pains: ['cannot' as const] },
      limit: workingDays(3),
      target: null,
    }
    story.policy = { ...jingan2023, caseLimits: [rule] }
    story.does('officer', 'acceptCase', { grade: 'complex' })
    expect(ofCase(story)[0]).toBe(`依据${policy}中“不能办的三日内说明”的规定。`)
  })
})

describe('the due time of a task', () => {
  const ofTask = (story: Story, kind: Parameters<Story['task']>[0]) =>
    explainTask(story.task(kind), story.state, story.context('officer'), zh)

  test('says by which rule, or that somebody set it', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    const units = [{ unitId: 'district-market', part: 'lead' as const }]
    expect(ofTask(story.does('officer', 'askUnits', { ask: '请查', units }), 'coordinate')[0]).toBe(
      `依据${policy}对“协办”任务的规定。`,
    )
    const tax = [{ unitId: 'district-tax', part: 'lead' as const }]
    story.does('officer', 'askUnits', { ask: '请查', units: tax, limit: workingDays(7) })
    expect(ofTask(story, 'coordinate')[0]).toBe('时限由交办人另行确定。')
  })

  test('of a procedure names its longest time; of a decision, that it comes before the time is over', () => {
    expect(ofTask(hearing(), 'procedure')[0]).toBe(
      `依据${policy}，特别程序“听证”最长20个工作日，所需时间已书面告知申请人。`,
    )
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' }).at('2026-03-09 10:00')
    story.does('officer', 'requestExtension', {
      taskId: story.task('handle').taskId,
      limit: workingDays(2),
      reason: '等',
    })
    expect(ofTask(story, 'decide-extension').at(-1)).toBe('但须在所申请的任务到期前决定，即2026-03-09 17:00前。')
  })
})
