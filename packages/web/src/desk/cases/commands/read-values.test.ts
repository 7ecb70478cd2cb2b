import { dataForm, Story } from '@bancheng/core/testing/kit.ts'
import { describe, expect, test } from 'vitest'
import { blankApplicant } from './applicant-typed.ts'
import { keepable } from './draft-values.ts'
import { commandFields } from './fields.ts'
import { isRequired, readInput, readMoment, typedProblems } from './read-values.ts'
import { startValues } from './start-values.ts'
import { sceneOf, viewOf } from './testing/scene.ts'

const accepted = () => new Story().does('officer', 'acceptCase', { grade: 'complex' })
const saidAt = (problems: ReturnType<typeof typedProblems>) => problems.map(({ field, what }) => `${field}: ${what}`)

describe('what was typed, as the input of a command', () => {
  test('blanks are left to the schema, texts are trimmed', () => {
    const scene = sceneOf('acceptCase', viewOf(new Story()))
    expect(readInput(scene, { grade: 'simple', reason: '   ' })).toEqual({
      grade: 'simple',
      reason: undefined,
    })
    expect(readInput(scene, { grade: 'simple', reason: ' 跨层级 ' }).reason).toBe('跨层级')
  })

  test('a moment is read as a time on the wall in China', () => {
    expect(readMoment('2026-03-02T09:30')).toBe('2026-03-02T01:30:00.000Z')
    expect(readMoment('')).toBeUndefined()
  })

  test('nothing typed: each field that must be filled is named', () => {
    const scene = sceneOf('askUnits', viewOf(accepted()))
    expect(saidAt(typedProblems(scene, startValues(scene, accepted().now)))).toEqual([
      'ask: required',
      'units: required',
    ])
  })

  test('two units in the lead are one too many', () => {
    const scene = sceneOf('askUnits', viewOf(accepted()))
    const units = [
      { unitId: 'a', part: 'lead' },
      { unitId: 'b', part: 'lead' },
    ]
    expect(saidAt(typedProblems(scene, { ask: '请答复', units }))).toEqual(['units: one-lead'])
  })

  test('each kind of result asks for its own proof', () => {
    const scene = sceneOf('recordResult', viewOf(accepted()))
    const typed = { publicReply: '已办' }
    expect(saidAt(typedProblems(scene, { ...typed, kind: 'done' }))).toEqual(['proof: required'])
    expect(
      typedProblems(scene, { ...typed, kind: 'done', fileIds: [{ fileId: 'f', name: 'a.pdf', size: 1 }] }),
    ).toEqual([])
    expect(saidAt(typedProblems(scene, { ...typed, kind: 'explained' }))).toEqual([
      'legalBasis: required',
      'alternative: required',
    ])
    expect(saidAt(typedProblems(scene, { ...typed, kind: 'withdrawn' }))).toEqual(['applicantWords: required'])
  })

  test('what belongs to another kind of result is not sent', () => {
    const scene = sceneOf('recordResult', viewOf(accepted()))
    const input = readInput(scene, { kind: 'done', publicReply: '已办', proof: '通知书', legalBasis: '第三条' })
    expect(input).not.toHaveProperty('legalBasis')
  })

  test('nobody reached is an answer; nothing chosen is none', () => {
    const scene = sceneOf('recordFollowUp', viewOf(accepted()))
    expect(saidAt(typedProblems(scene, {}))).toEqual(['solved: required'])
    expect(typedProblems(scene, { solved: null })).toEqual([])
    expect(readInput(scene, { solved: null, satisfaction: 5 })).toMatchObject({ solved: null, satisfaction: null })
  })

  test('a waybill that fails its check wants a reason', () => {
    const scene = sceneOf('postDelivery', viewOf(accepted()), { deliveryId: 'd' })
    expect(typedProblems(scene, { waybill: 'EA123456785CN' })).toEqual([])
    expect(saidAt(typedProblems(scene, { waybill: 'EA123456789CN' }))).toEqual(['override: required'])
  })

  test('a correction names only what differs from the case', () => {
    const scene = sceneOf('correctDetails', viewOf(accepted()))
    const start = startValues(scene, accepted().now)
    expect(readInput(scene, { ...start, pain: 'cannot', reason: '登记有误' })).toMatchObject({
      want: null,
      pain: 'cannot',
      item: null,
      alreadyDone: null,
      reason: '登记有误',
    })
    expect(readInput(scene, start)).not.toHaveProperty('applicant')
  })
})

describe('a formatted form inside of a reply', () => {
  const asked = () => {
    const story = accepted().does('officer', 'askUnits', {
      ask: '请填表',
      units: [{ unitId: 'district-market', part: 'lead' }],
      formId: dataForm.formId,
    })
    return sceneOf('replyToTask', viewOf(story, 'district'), { taskId: story.task('coordinate').taskId }, [dataForm])
  }

  test('is checked field by field with the rule of the server', () => {
    const problems = typedProblems(asked(), { publicReply: '好', form: { enterprise: '甲公司', uscc: '123' } })
    expect(problems).toEqual([{ field: 'form', within: ['uscc'], what: 'wrong' }])
  })

  test('keeps no phone number in the browser', () => {
    const form = { enterprise: '甲公司', phone: '13800001234' }
    expect(keepable(asked(), { publicReply: '好', form })).toEqual({
      publicReply: '好',
      form: { enterprise: '甲公司' },
    })
  })
})

test('numbers and addresses of a person are kept in no draft', () => {
  const view = viewOf(accepted())
  const delivery = { recipient: '王芳', phone: '13800001234', address: '样例路 1 号' }
  expect(keepable(sceneOf('arrangeDelivery', view), delivery)).toEqual({ recipient: '王芳' })
  const applicant = { ...blankApplicant, name: '王芳', phone: '13800001234', identity: '310106199001011234' }
  expect(keepable(sceneOf('correctDetails', view), { applicant })).toEqual({
    applicant: { ...blankApplicant, name: '王芳' },
  })
})

test('a field is marked when leaving it empty would be refused', () => {
  const scene = sceneOf('acceptCase', viewOf(new Story()))
  const [grade, reason] = commandFields.acceptCase
  expect(grade && isRequired(grade, scene, {})).toBe(true)
  expect(reason && isRequired(reason, scene, {})).toBe(false)
})
