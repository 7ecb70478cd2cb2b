import { Alert } from 'antd'
import { SignInAgain, useSaidProblem } from './ProblemPage.tsx'

/** A refusal next to what was refused: what is the matter and what to do. It is an alert, so it is spoken at once. */
export function ProblemAlert({ error }: { error: unknown }) {
  const said = useSaidProblem()
  if (!error) return null
  const { title, nextStep } = said(error)
  return (
    <Alert
      type="error"
      showIcon
      title={title}
      description={nextStep || undefined}
      action={<SignInAgain error={error} />}
      style={{ marginBottom: 16 }}
    />
  )
}
