import { InboxRow } from '@bancheng/core/cases/view.ts'
import { instantAt, type LocalDate, type TimeOfDay } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { groupInbox } from './inbox-groups.ts'

const at = (text: string) => {
  const [date, time] = text.split(' ')
  return instantAt(date as LocalDate, time as TimeOfDay) // written in these forms below
}

const row = (taskId: string, due: string | null, isLate = false): InboxRow =>
  InboxRow.parse({
    caseId: 'case-1',
    caseNo: 'JA-20260302-0001-K',
    taskId,
    kind: 'coordinate',
    party: { kind: 'unit', unitId: 'district-market' },
    who: '区市场监管局食品科',
    onBehalfOf: null,
    ask: '如何注销？',
    about: null,
    want: '注销食品经营许可证',
    applicantName: '王芳',
    openedAt: at('2026-03-01 09:00'),
    dueAt: due && at(due),
    isLate,
    isProvisional: false,
    isSigned: false,
    status: 'in-progress',
    level: 0,
  })

test('overdue stands on top, then today, then later; each by due time', () => {
  const rows = [
    row('friday', '2026-03-06 17:00'),
    row('paused', null),
    row('this-afternoon', '2026-03-02 17:00'),
    row('last-week', '2026-02-27 17:00', true),
    row('this-noon', '2026-03-02 12:00'),
    row('just-late', '2026-03-02 09:00', true),
  ]
  const groups = groupInbox(rows, at('2026-03-02 09:30'))
  expect(groups.map(({ when, rows }) => [when, rows.map(({ taskId }) => taskId)])).toEqual([
    ['late', ['last-week', 'just-late']],
    ['today', ['this-noon', 'this-afternoon']],
    ['later', ['friday', 'paused']],
  ])
})

test('an empty inbox has no groups', () => {
  expect(groupInbox([], at('2026-03-02 09:30'))).toEqual([])
})
