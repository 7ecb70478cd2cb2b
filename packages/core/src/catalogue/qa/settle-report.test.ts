import { describe, expect, test } from 'vitest'
import { directory } from '../../testing/kit.ts'
import { keeperOf, settleReport } from './settle-report.ts'

const unit = { kind: 'unit', unitId: 'district-market' } as const
const report = { subjectKind: 'qa' as const, subjectVersion: 2, currentVersion: 2, party: unit }

describe('given a wrong answer that was read in version 2', () => {
  test('when nothing was saved since, then “corrected” is refused, whatever version is named', () => {
    expect(() => settleReport(report, { outcome: 'corrected', version: null, note: '改了' }, directory)).toThrow(
      'report-not-corrected',
    )
    expect(() => settleReport(report, { outcome: 'corrected', version: 3, note: '改了' }, directory)).toThrow(
      'report-not-corrected',
    )
  })

  test('when a new version is in force, then it ends and names that version', () => {
    const answer = { outcome: 'corrected', version: null, note: '' } as const
    expect(settleReport({ ...report, currentVersion: 4 }, answer, directory)).toEqual({
      kind: 'ended',
      outcome: 'corrected',
      version: 4,
    })
  })

  test('when it stays as it is, then the reporter is owed the reason', () => {
    expect(() => settleReport(report, { outcome: 'rejected', note: '' }, directory)).toThrow('report-reason-required')
    expect(settleReport(report, { outcome: 'rejected', note: '属实' }, directory)).toMatchObject({
      outcome: 'rejected',
    })
  })

  test('when it is handed on, then to a unit in which somebody can answer, and not back to itself', () => {
    const forward = (unitId: string) => settleReport(report, { outcome: 'forwarded', unitId, note: '' }, directory)
    expect(forward('district-tax')).toEqual({ kind: 'forwarded', to: { kind: 'unit', unitId: 'district-tax' } })
    expect(() => forward('district-market')).toThrow('report-already-there')
    expect(() => forward('nowhere')).toThrow('unit-unknown')
  })
})

test('what has no versions is corrected in words', () => {
  const missing = { ...report, subjectKind: 'nothing-found' as const, subjectVersion: null, currentVersion: null }
  expect(() => settleReport(missing, { outcome: 'corrected', version: null, note: '' }, directory)).toThrow(
    'report-reason-required',
  )
  const said = { outcome: 'corrected', version: null, note: '已补问答' } as const
  expect(settleReport(missing, said, directory)).toMatchObject({ outcome: 'corrected', version: null })
})

test('the keeper is the person, else their unit, else the head of the window', () => {
  expect(keeperOf({ keeperId: 'officer', unitId: 'district-market' }, directory)).toMatchObject({ kind: 'person' })
  expect(keeperOf({ keeperId: 'gone', unitId: 'district-market' }, directory)).toEqual(unit)
  expect(keeperOf({ keeperId: null, unitId: 'nowhere' }, directory)).toEqual({ kind: 'supervisor' })
})
