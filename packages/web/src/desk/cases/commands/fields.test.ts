import { commandInputs, commandNames, ofApplicant } from '@bancheng/core/cases/commands.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { describe, expect, test } from 'vitest'
import { commandFields, type Field } from './fields.ts'

const targets = ['taskId', 'deliveryId', 'toleranceId']

/** The keys of the input that a field fills. */
function fills(field: Field): readonly string[] {
  if (field.kind === 'material') return ['materialId', 'materialName', 'isPrincipal']
  if (field.kind === 'applicant') return ['applicant', 'overrides']
  return field.name === 'changeApplicant' ? [] : [field.name]
}

describe('the table of fields', () => {
  const ofDesk = commandNames.filter((command) => !ofApplicant.has(command))
  test.each(ofDesk)('%s asks for exactly what its input holds', (command) => {
    const asked = commandFields[command].flatMap(fills)
    const held = Object.keys(commandInputs[command].shape).filter((key) => !targets.includes(key))
    expect([...asked].sort()).toEqual(held.sort())
  })

  test('what only the applicant does has no form at the desk', () => {
    for (const command of ofApplicant) expect(commandFields[command]).toEqual([])
  })

  test('every choice of a vocabulary has its word', () => {
    for (const command of commandNames)
      for (const field of commandFields[command])
        if (field.kind === 'choice' && field.of in labels.zh)
          for (const value of field.values)
            expect(Object.keys(labels.zh[field.of as keyof typeof labels.zh])).toContain(String(value))
  })
})
