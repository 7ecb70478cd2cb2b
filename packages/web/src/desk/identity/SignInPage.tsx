import { identityContract, type SignIn } from '@bancheng/core/identity/contract.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSessionChange } from '../../session.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useTitle } from '../../ui/title.ts'
import '../desk.css'
import './identity.css'
import { identityTexts } from './texts.ts'

export function SignInPage() {
  const t = useTexts(identityTexts)
  const { locale, choose } = useLocale()
  useTitle(t.signIn)
  return (
    <div className="gate">
      <div className="gate-side">
        <strong>{t.product}</strong>
        <p>{t.tagline}</p>
        <p>{t.promise}</p>
      </div>
      <main className="gate-main">
        <Button
          className="gate-language"
          type="text"
          lang={locale === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => choose(locale === 'zh' ? 'en' : 'zh')}
        >
          {t.otherLanguage}
        </Button>
        <SignInForm />
      </main>
    </div>
  )
}

function SignInForm() {
  const t = useTexts(identityTexts)
  const { enter } = useSessionChange()
  const attempt = useMutation({
    mutationFn: ({ name, password, center }: SignIn) =>
      call(identityContract.signIn, { body: { name, password, ...(center ? { center } : {}) } }),
    onSuccess: enter,
  })
  return (
    <Form<SignIn>
      className="gate-form"
      layout="vertical"
      size="large"
      requiredMark={false}
      onFinish={(typed) => attempt.mutate(typed)}
      scrollToFirstError={{ focus: true }}
    >
      <h1>{t.signIn}</h1>
      <ProblemAlert error={attempt.error} />
      <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameMissing }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.passwordMissing }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <details style={{ marginBottom: 20 }}>
        <summary className="desk-quiet">{t.severalCenters}</summary>
        <Form.Item name="center" label={t.center} extra={t.centerHint} style={{ marginTop: 12 }}>
          <Input autoComplete="organization" autoCapitalize="characters" spellCheck={false} maxLength={10} />
        </Form.Item>
      </details>
      <Button type="primary" htmlType="submit" block loading={attempt.isPending}>
        {t.signIn}
      </Button>
    </Form>
  )
}
