import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { sayInstant } from '../kernel/time.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { actorOf, at, directory, people, type Who } from '../testing/kit.ts'
import { ContactInput } from './contact.ts'
import { caseOf, type OpenedCase, type ReceptionContext, saveContact } from './rules.ts'
import { maySettle, settlesFor, settleTask } from './tasks.ts'

const NOW = at('2026-03-02 09:30')

function contextOf(who: Who = 'officer', now = NOW): ReceptionContext {
  let ids = 0
  return {
    now,
    actor: actorOf(who),
    policy: jingan2023,
    calendar: chinaCalendar,
    directory,
    newId: () => `id-${++ids}`,
    phonesOf: () => [{ label: '办公', number: '021-5555-0101' }],
    receivers: [people.supervisor, people.leader],
    readers: [people.officer, people.colleague, people.supervisor, people.leader],
  }
}

const item = { kind: 'item', itemId: 'K05', version: 1, title: '食品经营许可' } as const
type Asked = Partial<ContactInput['questions'][number]>
const contact = (question: Asked, rest: object = {}) =>
  ContactInput.parse({
    channel: 'call',
    callerName: '王芳',
    questions: [{ questionId: 'q1', words: '开饭店要办什么', ...question }],
    takenAt: NOW,
    ...rest,
  })

const nothingOpened = new Map<string, OpenedCase>()
const save = (input: ContactInput, { who = 'officer' as Who, hasPhone = true, now = NOW } = {}) =>
  saveContact({ input, hasPhone, ctx: contextOf(who, now) }, nothingOpened)

describe('given a contact', () => {
  test('when the answer is picked, then the question is guided and nothing is owed', () => {
    const saved = save(contact({ answers: [item] }))
    expect(saved.questions[0]?.settled).toEqual({ kind: 'guided' })
    expect(saved.tasks).toEqual([])
  })

  test('when nothing was asked, or nothing answered it, then it is refused', () => {
    expect(() => save(contact({ words: '  ' }))).toThrow('question-required')
    expect(() => save(contact({}))).toThrow('answer-required')
  })

  test('when several things were asked, then each has its own outcome and an empty line is dropped', () => {
    const input = contact({ answers: [item] })
    const [first] = input.questions
    if (!first) throw new Error('there is one')
    const transferred = { ...first, questionId: 'q2', outcome: 'transferred' as const, unitId: 'district-tax' }
    const saved = save({ ...input, questions: [first, transferred, { ...first, questionId: 'q3', words: '' }] })
    expect(saved.questions.map((question) => question.settled?.kind)).toEqual(['guided', 'transferred'])
  })

  test('when it is transferred, then the number that was told stands in it', () => {
    expect(save(contact({ outcome: 'transferred', unitId: 'district-tax' })).questions[0]?.settled).toEqual({
      kind: 'transferred',
      unitId: 'district-tax',
      unitName: '区税务局',
      phones: [{ label: '办公', number: '021-5555-0101' }],
    })
    expect(() => save(contact({ outcome: 'transferred', unitId: 'nowhere' }))).toThrow('unit-unknown')
  })

  test('when it is not for this window, then the way of remedy of the policy is told, or another one', () => {
    const outcome = { outcome: 'out-of-scope', reason: 'petition' } as const
    expect(save(contact(outcome)).questions[0]?.settled).toMatchObject({ remedy: jingan2023.remedies.petition })
    const other = save(contact({ ...outcome, remedy: '区信访办，示例路 1 号' }))
    expect(other.questions[0]?.settled).toMatchObject({ remedy: '区信访办，示例路 1 号' })
    expect(() => save(contact({ outcome: 'out-of-scope' }))).toThrow('unknown-scope-reason')
  })
})

describe('given a promise to call back', () => {
  test('then whoever promised owes it, by the end of the working day', () => {
    const [task] = save(contact({ outcome: 'call-back', note: '问清押金' })).tasks
    expect(task).toMatchObject({ kind: 'call-back', party: { kind: 'person', personId: 'officer' }, ask: '问清押金' })
    expect(task && sayInstant(task.dueAt)).toBe('2026-03-02 17:00')
  })

  test('when the line was cut and it is saved on the next day, then it counts from when it was promised', () => {
    const [task] = save(contact({ outcome: 'call-back' }), { now: at('2026-03-03 10:00') }).tasks
    expect(task && sayInstant(task.dueAt)).toBe('2026-03-02 17:00')
  })

  test('when the clock of the desk is ahead, then it counts from now', () => {
    const input = contact({ outcome: 'call-back' }, { takenAt: at('2030-01-01 09:00') })
    expect(sayInstant(save(input).tasks[0]?.dueAt ?? NOW)).toBe('2026-03-02 17:00')
  })

  test('when there is no number, then it cannot be promised', () => {
    expect(() => save(contact({ outcome: 'call-back' }), { hasPhone: false })).toThrow('call-back-phone-required')
    expect(() => save(contact({ outcome: 'call-back' }, { isAnonymous: true }))).toThrow('call-back-phone-required')
  })

  test('a colleague may keep it, a liaison may not; in vain is not done; giving up needs the tries of the policy', () => {
    const owed = { kind: 'call-back', party: { kind: 'person', personId: 'officer' }, aboutPersonId: null } as const
    const settle = (
      outcome: 'done' | 'not-reached' | 'given-up',
      tries: number,
      who: Who = 'colleague',
      note = '已告知',
    ) => settleTask({ ...owed, isOpen: true, tries, canBeCalled: true }, { outcome, note }, contextOf(who))
    expect(settle('not-reached', 0)).toEqual({ isEnded: false })
    expect(() => settle('given-up', 2)).toThrow('follow-up-try-again')
    expect(settle('given-up', 3)).toEqual({ isEnded: true })
    expect(settle('done', 0)).toEqual({ isEnded: true })
    expect(() => settle('done', 0, 'colleague', '')).toThrow('answer-required')
    expect(() => settle('done', 0, 'district')).toThrow('forbidden')
    expect(() =>
      settleTask({ ...owed, isOpen: false, tries: 0, canBeCalled: true }, { outcome: 'done', note: '好' }, contextOf()),
    ).toThrow('reception-task-ended')
  })

  test('a missed call whose number was withheld is given up without a try: nobody can be called', () => {
    const owed = {
      kind: 'missed-call',
      party: { kind: 'window' },
      aboutPersonId: null,
      isOpen: true,
      tries: 0,
    } as const
    const said = { outcome: 'given-up', note: '未显示号码' } as const
    expect(settleTask({ ...owed, canBeCalled: false }, said, contextOf())).toEqual({ isEnded: true })
    expect(() => settleTask({ ...owed, canBeCalled: true }, said, contextOf())).toThrow('follow-up-try-again')
  })
})

describe('given a complaint about a person', () => {
  const about = (againstPersonId: string | null) => contact({ outcome: 'complaint', againstPersonId })

  test('then it goes to the supervisor, within the limit of the policy, and its subject does not see it', () => {
    const saved = save(about('colleague'))
    expect(saved.questions[0]?.settled).toMatchObject({ kind: 'complaint', toPersonId: 'supervisor' })
    expect(saved.aboutPeople).toEqual(['colleague'])
    expect(sayInstant(saved.tasks[0]?.dueAt ?? NOW)).toBe('2026-03-09 17:00')
  })

  test('when it is about the supervisor, then it goes to the leader', () => {
    expect(save(about('supervisor')).tasks[0]?.party).toEqual({ kind: 'person', personId: 'leader' })
  })

  test('when the supervisor takes it down, then somebody else is asked where there is somebody', () => {
    expect(save(about('officer'), { who: 'supervisor' }).tasks[0]?.party).toEqual({
      kind: 'person',
      personId: 'leader',
    })
  })

  test('when the name was only written down, then whoever bears it neither gets nor sees it', () => {
    const written = save(contact({ outcome: 'complaint', against: '窗口负责人陈立' }))
    expect(written.tasks[0]).toMatchObject({ party: { personId: 'leader' }, aboutPersonId: 'supervisor' })
    expect(written.aboutPeople).toEqual(['supervisor'])
    const said = save(contact({ outcome: 'complaint', words: '周敏说话难听' }))
    expect(said.tasks[0]?.party).toEqual({ kind: 'person', personId: 'supervisor' })
    expect(said.aboutPeople).toEqual(['colleague'])
  })

  test('when the words mention everybody who could take it, then only who is complained of is passed over', () => {
    const saved = save(contact({ outcome: 'complaint', against: '林静', words: '林静不理人，陈立和区长都在' }))
    expect(saved.tasks[0]?.party).toEqual({ kind: 'person', personId: 'supervisor' })
  })

  test('when nobody else is there, then it is refused rather than given to its subject', () => {
    const ctx = { ...contextOf(), receivers: [people.supervisor] }
    const input = about('supervisor')
    expect(() => saveContact({ input, hasPhone: false, ctx }, nothingOpened)).toThrow('complaint-without-receiver')
  })

  test('it may be anonymous, and may name nobody', () => {
    const saved = save(contact({ outcome: 'complaint' }, { isAnonymous: true }), { hasPhone: false })
    expect(saved.aboutPeople).toEqual([])
  })

  test('only its receiver may settle it, never its subject', () => {
    const task = {
      kind: 'complaint',
      party: { kind: 'person', personId: 'supervisor' },
      aboutPersonId: 'officer',
    } as const
    expect(maySettle(task, actorOf('supervisor'))).toBe(true)
    expect(maySettle(task, actorOf('colleague'))).toBe(false)
    expect(maySettle({ ...task, aboutPersonId: 'supervisor' }, actorOf('supervisor'))).toBe(false)
  })

  test('while its receiver is on leave it is their stand-in’s, unless it is about that very person', () => {
    const task = {
      kind: 'complaint',
      party: { kind: 'person', personId: 'supervisor' },
      aboutPersonId: 'officer',
    } as const
    const standIn = (who: Who) => (personId: string) => (personId === 'supervisor' ? who : null)
    expect(maySettle(task, actorOf('colleague'), standIn('colleague'))).toBe(true)
    expect(settlesFor(task, actorOf('colleague'), standIn('colleague'))).toBe('supervisor')
    expect(settlesFor(task, actorOf('supervisor'), standIn('colleague'))).toBeNull()
    expect(maySettle(task, actorOf('officer'), standIn('officer'))).toBe(false)
  })

  test('it goes to somebody who is there, where anybody is', () => {
    const isAway = (personId: string) => personId === 'supervisor'
    const ctx = { ...contextOf(), directory: { ...contextOf().directory, isAway } }
    const saved = saveContact({ input: about('officer'), hasPhone: false, ctx }, nothingOpened)
    expect(saved.tasks[0]?.party).toEqual({ kind: 'person', personId: 'leader' })
    const alone = { ...ctx, receivers: [people.supervisor] }
    const late = saveContact({ input: about('officer'), hasPhone: false, ctx: alone }, nothingOpened)
    expect(late.tasks[0]?.party).toEqual({ kind: 'person', personId: 'supervisor' })
  })
})

describe('given a question that becomes a case', () => {
  const opened = contact({ outcome: 'case-opened', pain: 'hard', answers: [item] })
  const [question] = opened.questions
  if (!question) throw new Error('there is one')

  test('then the words are its want, the item is kept, and the channel is said as cases say it', () => {
    expect(caseOf(question, opened, '13800001234')).toMatchObject({
      channel: 'phone',
      want: '开饭店要办什么',
      pain: 'hard',
      item: { itemId: 'K05' },
      applicant: { name: '王芳', phone: '13800001234' },
      overrides: [],
    })
    expect(caseOf(question, { ...opened, channel: 'hotline-12345' }, null)).toMatchObject({
      channel: 'transferred',
      transferredFrom: '12345',
    })
  })

  test('then a number as the telephone showed it does not stand in the way', () => {
    expect(caseOf(question, opened, '0085221234567').overrides).toHaveLength(1)
  })

  test('when nobody knows who it is, or how hard it is, then it is refused', () => {
    expect(() => caseOf(question, { ...opened, isAnonymous: true }, null)).toThrow('case-name-required')
    expect(() => caseOf({ ...question, pain: null }, opened, null)).toThrow('case-pain-required')
  })
})
