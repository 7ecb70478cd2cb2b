import { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { suspectNumbers } from '@bancheng/core/cases/identity-checks.ts'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { newKey, Problem, sendRegistration } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { readApplicant, withoutNumbers } from './commands/applicant-typed.ts'
import type { FieldProblem } from './commands/read-values.ts'
import { useCaseChanged } from './commands/useCommand.ts'
import { blankRegistration, type RegistrationTyped, readRegistration } from './registration-typed.ts'

/** Kept in the browser without the numbers by which a person is found. */
export function useTyped() {
  const { person } = useSession()
  const draft = useDraft<RegistrationTyped>(person.personId, 'new-case', blankRegistration)
  const [typed, setTyped] = useState(draft.value)
  const latest = useRef(typed)
  const keep = (next: RegistrationTyped) => {
    latest.current = next
    setTyped(next)
    draft.keep({ ...next, applicant: withoutNumbers(next.applicant) })
  }
  const clear = () => {
    draft.forget()
    latest.current = blankRegistration
    setTyped(blankRegistration)
  }
  const set = (change: Partial<RegistrationTyped>) => keep({ ...latest.current, ...change })
  return { typed, latest, set, clear, forget: draft.forget, isRestored: draft.isRestored }
}

/** What stands against registering. */
export function problemsOf(typed: RegistrationTyped): readonly FieldProblem[] {
  const input = readRegistration(typed)
  const parsed = RegisterCase.safeParse(input)
  const issues = parsed.success ? [] : parsed.error.issues
  const { applicant, overrides } = readApplicant(typed.applicant)
  return [
    ...issues.map(
      ({ path: [field, key] }): FieldProblem => ({
        field: String(field),
        within: key === undefined ? [] : [String(key)],
        what: 'required',
      }),
    ),
    ...suspectNumbers(applicant)
      .filter(({ field }) => !overrides.some((override) => override.field === field))
      .map(({ field }): FieldProblem => ({ field: 'applicant', within: ['why', field], what: 'required' })),
  ]
}

/** One key until the server has surely said no: a second click, or a lost answer, makes no second case. */
export function useRegistering(onRegistered: () => void) {
  const navigate = useNavigate()
  const changed = useCaseChanged()
  const key = useRef(newKey())
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const register = async (typed: RegistrationTyped) => {
    if (isSending) return
    setSending(true)
    setProblem(null)
    try {
      const view = await sendRegistration(readRegistration(typed), key.current)
      onRegistered()
      changed(view)
      void navigate(`/cases/${view.state.caseId}`)
    } catch (error) {
      if (error instanceof Problem && error.body.status >= 400 && error.body.status < 500) key.current = newKey()
      setProblem(error)
      setSending(false)
    }
  }
  return { register, isSending, problem }
}
