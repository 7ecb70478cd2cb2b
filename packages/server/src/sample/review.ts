import { addDays, type Instant, instantAt, LocalDate, localDateOf } from '@bancheng/core/kernel/time.ts'
import { nextOpening, type WorkingCalendar } from '@bancheng/core/kernel/working-calendar.ts'
import { addWorkingMinutes } from '@bancheng/core/kernel/working-time.ts'
import type { InstructedParty } from '@bancheng/core/review/instructions.ts'
import { freezingMoment, type Month, monthAfter, monthBefore, monthOf } from '@bancheng/core/review/month.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import { freezeReview } from '../review/freeze.ts'
import { answerTask, giveInstruction, judgeTask } from '../review/instruct.ts'
import { tasksOfMonth } from '../review/instruction-store.ts'
import { readEntries } from '../review/store.ts'
import { SAMPLE_CENTER_ID, samplePeople } from './ids.ts'
import { sampleSessions } from './session.ts'

type Deed = { readonly at: Instant; readonly run: (deps: Deps) => Promise<void> }
type Plan = {
  /** From when on the sample needs cases, so that the list has some. */
  readonly from: LocalDate
  /** When a case comes that a unit will let lie: without any the leader would have nothing to read. */
  readonly stuck: { readonly at: readonly Instant[]; readonly minutes: number }
  readonly deeds: readonly Deed[]
}

/** So long before now the leader had the list: then its instructions are answered. */
const DAYS_TO_ANSWER = 7
const WORKING_DAY = 7 * 60
export const STUCK = 4

/**
 * 月度阅批 of the sample: the newest month whose list the leader has had for a week, what they wrote on it and what was
 * answered; and every list that was made since.
 */
export function planSampleReview(calendar: WorkingCalendar, now: Instant): Plan {
  const isMadeBy = (month: Month, at: Instant) => freezingMoment(calendar, month) <= at
  const weekAgo = instantAt(addDays(localDateOf(now), -DAYS_TO_ANSWER), '00:00')
  let month = monthBefore(monthOf(now))
  while (!isMadeBy(month, weekAgo)) month = monthBefore(month)
  const deeds: Deed[] = []
  for (let made = month; made < monthOf(now) && isMadeBy(made, now); made = monthAfter(made))
    deeds.push({ at: freezingMoment(calendar, made), run: (deps) => freezeReview(deps, SAMPLE_CENTER_ID, made).then() })
  const after = (minutes: number) => addWorkingMinutes(calendar, freezingMoment(calendar, month), minutes)
  deeds.push(
    { at: after(70), run: (deps) => instruct(deps, month) },
    { at: after(2 * WORKING_DAY), run: (deps) => answer(deps, month) },
    { at: after(3 * WORKING_DAY), run: (deps) => accept(deps, month) },
  )
  const from = LocalDate.parse(`${month}-11`)
  const morning = nextOpening(calendar, from)
  const at = Array.from({ length: STUCK }, (_, index) => addWorkingMinutes(calendar, morning, 60 + index * WORKING_DAY))
  return { from, stuck: { at, minutes: 12 * WORKING_DAY }, deeds }
}

const onCase = '这件事群众跑了多次。请查清卡在哪个环节、同样情况还有几件，并提出长效办法。'
const onMonth = '请汇总本月超期案件的共同原因，提出改进办法，下月阅批时对照检查。'
const answers: Readonly<Record<string, string>> = {
  [onCase]:
    '已查明：两个系统状态不同步，窗口看不到办理进度。本件已联系申请人；同样情况另有 1 件，一并处理。今后每日核对一次。',
  [onMonth]: '超期主要因跨层级请示没有约定答复时限。拟与市级部门约定 2 个工作日内答复，逾期由中心督办。',
}

/** On the case that was held longest, to the unit that held it; and on the month as a whole, to the head of the window. */
async function instruct(deps: Deps, month: Month): Promise<void> {
  const [longest] = (await readEntries(deps.db, SAMPLE_CENTER_ID, month)).filter(({ unitId }) => unitId)
  const dueOn = addDays(localDateOf(deps.clock()), 7)
  const session = (await sessions(deps))(samplePeople.leader)
  const give = (
    about: { kind: 'whole' } | { kind: 'cases'; caseIds: string[] },
    text: string,
    party: InstructedParty,
  ) => giveInstruction(deps, { session, key: deps.newId(), month }, { about, text, parties: [party], dueOn })
  if (longest?.unitId)
    await give({ kind: 'cases', caseIds: [longest.caseId] }, onCase, { kind: 'unit', unitId: longest.unitId })
  await give({ kind: 'whole' }, onMonth, { kind: 'supervisor' })
}

async function answer(deps: Deps, month: Month): Promise<void> {
  const directory = await loadDirectory(deps.db, SAMPLE_CENTER_ID)
  for (const { taskId, party, text } of await tasksOfMonth(deps.db, SAMPLE_CENTER_ID, month)) {
    const person = party.kind === 'unit' ? directory.peopleOf(party.unitId)[0]?.personId : samplePeople.supervisor
    if (!person) continue
    const session = sampleSessions(directory, deps.clock())(person)
    await answerTask(deps, { session, taskId }, { text: answers[text] ?? '' })
  }
}

/** What the head of the window answered still waits for the leader. */
async function accept(deps: Deps, month: Month): Promise<void> {
  const session = (await sessions(deps))(samplePeople.leader)
  for (const { taskId, text } of await tasksOfMonth(deps.db, SAMPLE_CENTER_ID, month))
    if (text === onCase) await judgeTask(deps, { session, taskId }, { kind: 'accept', text: '办法可行，请抓好落实。' })
}

const sessions = async (deps: Deps) => sampleSessions(await loadDirectory(deps.db, SAMPLE_CENTER_ID), deps.clock())
