import { expect, test } from 'vitest'
import { authorise } from '../identity/permissions.ts'
import type { Actor } from '../kernel/actor.ts'
import { at, Story } from '../testing/kit.ts'
import { maskedFor } from './masked.ts'
import { type LinkFacts, linkStandingOf, requireLinkable, requireOpenLink } from './rules.ts'

const asked = () =>
  new Story()
    .does('officer', 'acceptCase', { grade: 'complex' })
    .does('officer', 'askUnits', { ask: '请查执照状态', units: [{ unitId: 'district-market', part: 'lead' }] })

const fresh: LinkFacts = {
  expiresAt: at('2026-03-05 09:30'),
  wrongCodes: 0,
  usedAt: null,
  revokedAt: null,
  isTaskOpen: true,
}
const noon = at('2026-03-02 12:00')

test('a link works until it is used, revoked, overtaken, guessed at from too many places, or too old', () => {
  expect(linkStandingOf(fresh, noon)).toBe('open')
  expect(linkStandingOf({ ...fresh, usedAt: noon }, noon)).toBe('used')
  expect(linkStandingOf({ ...fresh, revokedAt: noon }, noon)).toBe('revoked')
  expect(linkStandingOf({ ...fresh, isTaskOpen: false }, noon)).toBe('over')
  expect(linkStandingOf({ ...fresh, wrongCodes: 499 }, noon)).toBe('open')
  expect(linkStandingOf({ ...fresh, wrongCodes: 500 }, noon)).toBe('locked')
  expect(linkStandingOf(fresh, fresh.expiresAt)).toBe('expired')
  expect(() => requireOpenLink(fresh, noon)).not.toThrow()
  expect(() => requireOpenLink({ ...fresh, usedAt: noon }, noon)).toThrow('link-used')
})

test('what a unit was asked, or a step, can be asked by a link, and only while it is open', () => {
  const story = asked()
  const { taskId } = story.task('coordinate')
  expect(requireLinkable(story.state, taskId).taskId).toBe(taskId)
  expect(() => requireLinkable(story.state, story.task('handle').taskId)).toThrow('task-wrong-kind')
  story.does('district', 'replyToTask', { taskId, publicReply: '已改好' })
  expect(() => requireLinkable(story.state, taskId)).toThrow('task-not-open')
})

test('whoever comes by a link may answer their one task and nothing else', () => {
  const { state, task } = ((story: Story) => ({ state: story.state, task: story.task('coordinate') }))(asked())
  const actor: Actor = { kind: 'link', linkId: 'l1', name: '物业 李经理', taskId: task.taskId }
  expect(() => authorise('replyToTask', actor, state, { taskId: task.taskId })).not.toThrow()
  expect(() => authorise('completeStep', actor, state, { taskId: task.taskId })).not.toThrow()
  for (const other of ['returnTask', 'forwardTask', 'signTask', 'requestExtension'] as const)
    expect(() => authorise(other, actor, state, { taskId: task.taskId })).toThrow('forbidden')
  expect(() => authorise('replyToTask', actor, state, { taskId: 'another' })).toThrow('forbidden')
  expect(() => authorise('revealPersonalData', actor, state)).toThrow('forbidden')
})

test('a party outside reads no number and no citizen’s name', () => {
  const { state } = asked()
  expect(maskedFor(state, '王芳（13800001234）的押金，身份证 310106199001010013')).toBe(
    '王*（138****1234）的押金，身份证 310106********0013',
  )
})

test('nobody whom the case names, no e-mail and no house number is read outside; streets and enterprises are', () => {
  const story = asked()
  story.does('officer', 'takeInPapers', {
    papers: [{ name: '合同', form: 'copy', copies: 1, condition: '', materialId: null }],
    from: '赵子涵',
    place: 'A 柜',
    consentToHandIn: false,
  })
  const result = { kind: 'done' as const, publicReply: '已办成', proof: '凭证' }
  story.does('officer', 'recordResult', result).does('officer', 'tellApplicant', { means: 'phone', toWhom: '欧阳建国' })
  const text = '赵子涵与欧阳建国，法定代表人张伟民，邮箱 zhang.w@qq.com，住江场路1398号2幢301室，东方商场'
  expect(maskedFor(story.state, text)).toBe('赵*与欧*，法定代表人张*，邮箱 z***@***，住江场路****，东方商场')
})
