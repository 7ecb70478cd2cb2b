import { describe, expect, it } from 'vitest'
import { jingan2023 } from './defaults/jingan-2023.ts'
import { readKept, readWritten } from './reading.ts'
import type { Policy } from './schema.ts'

/** The usual rules as they would be written by hand, with one thing changed in the text. */
const written = (change: (document: Record<string, never>) => void): unknown => {
  const document = JSON.parse(JSON.stringify(jingan2023))
  change(document)
  return document
}
type Loose = Record<string, Record<string, unknown>>

describe('a policy kept from before there was an end to a wait for the applicant', () => {
  it('still has none, though a new centre begins with thirty days', () => {
    const old = written((document) => delete (document as Loose).pauses)
    expect(readKept(old).pauses.supplement.ceiling).toBeNull()
    expect(jingan2023.pauses.supplement.ceiling).toEqual({ amount: 30, unit: 'calendar-days' })
  })
})

describe('a policy that somebody writes', () => {
  it.each([
    ['qiutHours', 'quietHours', (document: Loose) => Object.assign(document, { qiutHours: {} })],
    ['returns.ruledby', 'ruledBy', (document: Loose) => Object.assign(document.returns ?? {}, { ruledby: 'leader' })],
    ['followUp.attemps', 'attempts', (document: Loose) => Object.assign(document.followUp ?? {}, { attemps: 2 })],
    [
      'negativeAnswers.aprovedBy',
      'approvedBy',
      (document: Loose) => Object.assign(document.negativeAnswers ?? {}, { aprovedBy: 'leader' }),
    ],
    ['tasks.coordinat', 'coordinate', (document: Loose) => Object.assign(document.tasks ?? {}, { coordinat: 2 })],
    [
      'grades.simple.units',
      'unit',
      (document: Loose) => Object.assign(document.grades?.simple ?? {}, { units: 'hours' }),
    ],
  ])('is refused with %s, and asked whether %s was meant', (path, near, misspell) => {
    const { policy, faults } = readWritten(written(misspell as never))
    expect(policy).toBeNull()
    expect(faults).toEqual([expect.objectContaining({ path, unknown: expect.objectContaining({ near }) })])
  })

  it('is told what may stand where nothing similar does', () => {
    const document = JSON.parse(JSON.stringify(jingan2023)) as { ladder: { rungs: { when: object }[] } }
    Object.assign(document.ladder.rungs[0]?.when ?? {}, { weather: ['rain'] })
    expect(readWritten(document).faults).toEqual([
      { path: 'ladder.rungs.0.when.weather', message: 'unknown field', unknown: { near: null, known: ['on', 'by'] } },
    ])
  })

  it('may leave out whatever is usual', () => {
    const { name, version, source, grades } = jingan2023
    expect(readWritten({ name, version, source, grades }).policy).toMatchObject({ followUp: { attempts: 3 } })
  })
})

describe('a policy that was once put in force', () => {
  it('is read without what this version no longer knows', () => {
    const old: Policy = readKept({ ...jingan2023, weather: 1, returns: { ...jingan2023.returns, ruledby: 'leader' } })
    expect(old).toEqual(jingan2023)
  })
  it.each([
    [true, 'supervisor'],
    [false, 'nobody'],
  ])('says with onlyBySupervisor: %s that a “no” is approved by %s', (onlyBySupervisor, approvedBy) => {
    const { negativeAnswers } = readKept({ ...jingan2023, negativeAnswers: { onlyBySupervisor } })
    expect(negativeAnswers).toMatchObject({ approvedBy, report: 'before' })
  })
  it('is not read when more is wrong than that', () => {
    expect(() => readKept({ ...jingan2023, grades: {} })).toThrow()
  })
})
