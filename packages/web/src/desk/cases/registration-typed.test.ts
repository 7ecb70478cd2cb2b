import { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { expect, test } from 'vitest'
import { blankRegistration, readRegistration } from './registration-typed.ts'

const typed = {
  ...blankRegistration,
  want: ' 注销许可证 ',
  pain: 'hard',
  applicant: { ...blankRegistration.applicant, name: '王芳', uscc: '91350100M000100Y43' },
} as const

test('a person has no social credit code, even if one was typed before the kind was changed', () => {
  expect(readRegistration(typed).applicant).toMatchObject({ kind: 'person', uscc: null, identityKind: null })
})

test('what was typed is a registration as the server takes it', () => {
  const parsed = RegisterCase.parse(readRegistration(typed))
  expect(parsed).toMatchObject({ want: '注销许可证', channel: 'walk-in', transferredFrom: null })
})

test('a number that fails its check goes along with the reason that was given', () => {
  const applicant = { ...typed.applicant, phone: '123', why: { phone: '申请人确认' } }
  expect(readRegistration({ ...typed, applicant }).overrides).toEqual([{ field: 'phone', reason: '申请人确认' }])
})
