import { Button, Result } from 'antd'
import { Problem } from '../api.ts'
import { texts, useTexts } from '../locale.tsx'
import { useSessionChange } from '../session.tsx'

const bundle = texts(
  {
    offline: '连不上服务器',
    offlineNext: '请检查网络；已填写的内容都还在，连上后可继续。',
    fault: '页面出了故障',
    faultNext: '请再试一次；仍不行请告诉系统管理员。',
    again: '再试一次',
    home: '回到首页',
    signIn: '重新登录',
    reference: '编号',
  },
  {
    offline: 'The server cannot be reached',
    offlineNext: 'Check the network. Nothing you typed is lost; go on when it is back.',
    fault: 'The page broke',
    faultNext: 'Try again; if it happens again, tell the administrator.',
    again: 'Try again',
    home: 'To the first page',
    signIn: 'Sign in again',
    reference: 'Reference',
  },
)

/** Two sentences for anything that went wrong: what is the matter, and what to do next. */
export function useSaidProblem(): (error: unknown) => { title: string; nextStep: string } {
  const t = useTexts(bundle)
  return (error) => {
    if (!(error instanceof Problem)) return { title: t.fault, nextStep: t.faultNext }
    const { status, title, detail, reference } = error.body
    if (status === 0) return { title: t.offline, nextStep: t.offlineNext }
    return { title: title || t.fault, nextStep: reference ? `${detail} ${t.reference} ${reference}` : detail }
  }
}

/** The session ran out: the way back in. What was typed stays in its drafts. */
export function SignInAgain({ error }: { error: unknown }) {
  const t = useTexts(bundle)
  const { lose } = useSessionChange()
  if (!(error instanceof Problem) || error.body.code !== 'not-signed-in') return null
  return (
    <Button type="primary" onClick={lose}>
      {t.signIn}
    </Button>
  )
}

export function ProblemPage({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useTexts(bundle)
  const { title, nextStep } = useSaidProblem()(error)
  // Asking again changes neither a right that is missing nor a thing that is not there.
  const isFinal = error instanceof Problem && (error.body.status === 403 || error.body.status === 404)
  return (
    <Result
      status="warning"
      title={title}
      subTitle={nextStep}
      extra={
        <>
          <SignInAgain error={error} />
          {isFinal ? <Button href="/">{t.home}</Button> : retry ? <Button onClick={retry}>{t.again}</Button> : null}
        </>
      }
    />
  )
}
