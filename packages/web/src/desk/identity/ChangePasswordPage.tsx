import { identityContract } from '@bancheng/core/identity/contract.ts'
import {
  PASSWORD_CLASSES,
  PASSWORD_HISTORY,
  PASSWORD_LENGTH,
  passwordProblem,
} from '@bancheng/core/identity/password.ts'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession, useSessionChange } from '../../session.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import '../desk.css'
import './identity.css'
import { type LiveRule, ruleStates } from './password-rules.ts'
import { identityTexts } from './texts.ts'

const marks = { met: '✓', broken: '✗', unknown: '·' } as const

function PasswordRules({ password }: { password: string }) {
  const t = useTexts(identityTexts)
  const { person } = useSession()
  const sentences: Record<LiveRule, string> = {
    'too-short': t.ruleLength(PASSWORD_LENGTH),
    'too-few-classes': t.ruleClasses(PASSWORD_CLASSES),
    'contains-name': t.ruleName,
  }
  return (
    <ul className="password-rules" id="password-rules" aria-label={t.rules}>
      {ruleStates(password, person.signInName).map(({ rule, state }) => (
        <li key={rule} className={state === 'met' ? 'is-met' : undefined}>
          <span aria-hidden="true">{marks[state]} </span>
          {sentences[rule]}
          {state === 'unknown' ? null : <span className="desk-hidden">：{state === 'met' ? t.met : t.notMet}</span>}
        </li>
      ))}
      <li>
        <span aria-hidden="true">{marks.unknown} </span>
        {t.ruleHistory(PASSWORD_HISTORY)}
      </li>
    </ul>
  )
}

type Typed = { readonly current: string; readonly next: string; readonly again: string }

function PasswordForm({ onSaved }: { onSaved: () => void }) {
  const t = useTexts(identityTexts)
  const { person } = useSession()
  const { enter } = useSessionChange()
  const [form] = Form.useForm<Typed>()
  const next = Form.useWatch('next', form) ?? ''
  const change = useMutation({
    mutationFn: ({ current, next }: Typed) => call(identityContract.changePassword, { body: { current, next } }),
    onSuccess: (session) => {
      enter(session)
      onSaved()
    },
  })
  const strongEnough = async (_: unknown, value: string) => {
    if (passwordProblem(value ?? '', person.signInName)) throw new Error(t.rules)
    if (value === form.getFieldValue('current')) throw new Error(t.sameAsCurrent)
  }
  const same = async (_: unknown, value: string) => {
    if (value !== form.getFieldValue('next')) throw new Error(t.differs)
  }
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={(typed) => change.mutate(typed)}>
      <ProblemAlert error={change.error} />
      {/* A password manager must know whose password this is. */}
      <input hidden type="text" autoComplete="username" defaultValue={person.signInName} />
      <Form.Item name="current" label={t.current} rules={[{ required: true, message: t.currentMissing }]}>
        <Input.Password autoComplete="current-password" autoFocus />
      </Form.Item>
      <Form.Item
        name="next"
        label={t.next}
        validateTrigger="onBlur"
        rules={[{ validator: strongEnough }]}
        style={{ marginBottom: 8 }}
      >
        <Input.Password autoComplete="new-password" aria-describedby="password-rules" />
      </Form.Item>
      <PasswordRules password={next} />
      <Form.Item
        name="again"
        label={t.again}
        dependencies={['next']}
        validateTrigger="onBlur"
        rules={[{ validator: same }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t.save}
      </Button>
    </Form>
  )
}

/** Below the shell by choice, and instead of it at the first sign-in. */
export function ChangePasswordPage() {
  const t = useTexts(identityTexts)
  const { mustChangePassword, person } = useSession()
  const { leave } = useSessionChange()
  const { message } = App.useApp()
  const navigate = useNavigate()
  useTitle(t.changePassword)
  const saved = () => {
    void message.success(t.saved)
    void navigate('/')
  }
  const page = (
    <div className="desk-panel password-card">
      <h1 style={{ marginTop: 0, fontSize: 20 }}>{t.changePassword}</h1>
      <Alert
        type={mustChangePassword ? 'warning' : 'info'}
        role="note"
        title={mustChangePassword ? t.firstTime : t.othersEnd}
        style={{ marginBottom: 16 }}
      />
      <PasswordForm onSaved={saved} />
      {mustChangePassword ? (
        <Button
          type="link"
          style={{ paddingInline: 0, marginTop: 12 }}
          onClick={() => void leave(person.personId).then(() => window.location.assign('/'))}
        >
          {t.signOut}
        </Button>
      ) : null}
    </div>
  )
  if (!mustChangePassword) return page
  return <main style={{ display: 'grid', placeItems: 'center', minHeight: '100vh', padding: 12 }}>{page}</main>
}
