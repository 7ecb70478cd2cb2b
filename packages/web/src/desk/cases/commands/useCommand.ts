import type { commandInputs } from '@bancheng/core/cases/commands.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useReducer } from 'react'
import type { z } from 'zod'
import { newKey, Problem, type ProblemBody, sendCommand } from '../../../api.ts'
import type { Scene } from './fields.ts'
import { newIntent, nextIntent } from './intent.ts'

const bodyOf = (error: unknown): ProblemBody =>
  error instanceof Problem ? error.body : { title: '', status: 500, detail: '', code: 'fault' }

/** The case that a command left behind is shown at once; the lists ask again. */
export function useCaseChanged() {
  const client = useQueryClient()
  return useCallback(
    (view: CaseView) => {
      client.setQueryData(['case', view.state.caseId], view)
      void client.invalidateQueries({ queryKey: ['inbox'] })
      void client.invalidateQueries({ queryKey: ['ledger'] })
    },
    [client],
  )
}

/** Sends one command with the version that the person saw; a conflict shows what changed and waits for their word. */
export function useCommand({ command, view }: Scene, onDone: (view: CaseView) => void) {
  const client = useQueryClient()
  const changed = useCaseChanged()
  const [intent, step] = useReducer(nextIntent, null, () => newIntent(view.state.version, newKey()))
  const { caseId } = view.state
  const send = useCallback(
    async (input: unknown) => {
      step({ type: 'send' })
      try {
        // The dialog parsed it with the schema of this very command.
        const checked = input as z.input<(typeof commandInputs)[typeof command]>
        const next = await sendCommand({
          caseId,
          command,
          input: checked,
          expectedVersion: intent.version,
          key: intent.key,
        })
        step({ type: 'answered' })
        changed(next)
        onDone(next)
      } catch (error) {
        const problem = bodyOf(error)
        step({ type: 'failed', problem, newKey: newKey() })
        if (problem.status === 409) void client.invalidateQueries({ queryKey: ['case', caseId] })
      }
    },
    [caseId, command, intent.version, intent.key, changed, onDone, client],
  )
  return { intent, send }
}
