import { triageContract } from '@bancheng/core/triage/contract.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { assistantTexts } from './assistant-texts.ts'
import { NoAnswerNote } from './NoAnswerNote.tsx'
import './triage.css'

/** Whether the assistant is on, where it is, and whether it answers. Its key is shown to nobody. */
export function AssistantPage() {
  const t = useTexts(assistantTexts)
  useTitle(t.pageTitle)
  const { data, error, refetch } = useQuery({
    queryKey: ['assistant', 'settings'],
    queryFn: () => call(triageContract.assistantSettings, {}),
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  return (
    <>
      <div className="desk-head">
        <h1>{t.pageTitle}</h1>
        {data ? (
          <span className={data.server ? 'word-tag is-done' : 'word-tag'}>{data.server ? t.isOn : t.isOff}</span>
        ) : null}
      </div>
      <p className="desk-quiet">{t.pageLead}</p>
      <div className="desk-panel assistant-settings">
        {data ? data.server ? <Server server={data.server} asked={data.asked} /> : <HowOn /> : <Loading />}
        <p className="desk-quiet">{t.privacy}</p>
      </div>
    </>
  )
}

type ServerProps = {
  readonly server: { readonly url: string; readonly model: string; readonly hasKey: boolean; readonly seconds: number }
  readonly asked: number
}

function Server({ server, asked }: ServerProps) {
  const t = useTexts(assistantTexts)
  const trying = useMutation({ mutationFn: () => call(triageContract.tryAssistant, {}) })
  const { data } = trying
  const facts = [
    [t.address, server.url],
    [t.model, server.model],
    [t.key, server.hasKey ? t.hasKey : t.noKey],
    [t.seconds, t.secondsOf(server.seconds)],
    [t.asked, t.askedOf(asked)],
  ] as const
  return (
    <>
      <dl className="assistant-facts">
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <Button loading={trying.isPending} onClick={() => trying.mutate()}>
          {t.tryIt}
        </Button>
      </p>
      <ProblemAlert error={trying.error} />
      {data?.outcome === 'answered' ? (
        <p role="status">
          <span className="word-tag is-done">{t.tried(data.ms)}</span>
        </p>
      ) : null}
      {data && data.outcome !== 'answered' ? <NoAnswerNote outcome={data.outcome} status={data.status} /> : null}
    </>
  )
}

function HowOn() {
  const t = useTexts(assistantTexts)
  const variables = [
    ['BANCHENG_ASSISTANT_URL', t.howUrl],
    ['BANCHENG_ASSISTANT_MODEL', t.howModel],
    ['BANCHENG_ASSISTANT_KEY', t.howKey],
    ['BANCHENG_ASSISTANT_SECONDS', t.howSeconds],
  ] as const
  return (
    <>
      <p>{t.howOn}</p>
      <ul>
        {variables.map(([name, meaning]) => (
          <li key={name}>
            <code>{name}</code> {meaning}
          </li>
        ))}
      </ul>
    </>
  )
}
