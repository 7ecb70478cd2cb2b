import { describe, expect, test } from 'vitest'
import type { ProblemBody } from '../../../api.ts'
import { type IntentStep, newIntent, nextIntent } from './intent.ts'

const problem = (change: Partial<ProblemBody>): ProblemBody => ({
  title: '',
  status: 409,
  detail: '',
  code: 'version-conflict',
  ...change,
})
const change = (seq: number) => ({ seq, at: '2026-03-02T01:00:00.000Z', actorName: '许航', sentence: '签收' })
const failed = (body: ProblemBody, newKey = 'key-2'): IntentStep => ({ type: 'failed', problem: body, newKey })
const walk = (...steps: IntentStep[]) => steps.reduce(nextIntent, newIntent(7, 'key-1'))

describe('one intent of a person', () => {
  test('given no answer, the same key goes out again: the server may have done it', () => {
    const intent = walk({ type: 'send' }, failed(problem({ status: 0, code: 'offline' })))
    expect(intent).toMatchObject({ phase: 'unanswered', key: 'key-1', version: 7 })
    expect(walk({ type: 'send' }, failed(problem({ status: 500, code: 'fault' })))).toMatchObject({ key: 'key-1' })
  })

  test('given a refusal, what was typed is sent under a new key: nothing had happened', () => {
    const intent = walk({ type: 'send' }, failed(problem({ status: 422, code: 'one-lead-needed' })))
    expect(intent).toMatchObject({ phase: 'refused', key: 'key-2', version: 7 })
  })

  test('given a conflict, what changed is shown and the next attempt names the version that was read', () => {
    const intent = walk({ type: 'send' }, failed(problem({ currentVersion: 9, changes: [change(8), change(9)] })))
    expect(intent).toMatchObject({ phase: 'conflict', version: 9 })
    expect(intent.changes.map(({ seq }) => seq)).toEqual([8, 9])
  })

  test('given a second conflict, the changes add up and none is shown twice', () => {
    const intent = walk(
      failed(problem({ currentVersion: 8, changes: [change(8)] })),
      { type: 'send' },
      failed(problem({ currentVersion: 10, changes: [change(8), change(9), change(10)] })),
    )
    expect(intent.changes.map(({ seq }) => seq)).toEqual([8, 9, 10])
    expect(intent.version).toBe(10)
  })

  test('a refusal after a conflict keeps the version that the person has read', () => {
    const intent = walk(
      failed(problem({ currentVersion: 9, changes: [change(8), change(9)] })),
      { type: 'send' },
      failed(problem({ status: 409, code: 'task-not-open' }), 'key-3'),
    )
    expect(intent).toMatchObject({ phase: 'refused', version: 9, key: 'key-3' })
  })

  test('answered: done, and nothing stands against it any more', () => {
    const intent = walk(failed(problem({ status: 422, code: 'form-invalid' })), { type: 'send' }, { type: 'answered' })
    expect(intent).toMatchObject({ phase: 'done', problem: null })
  })
})
