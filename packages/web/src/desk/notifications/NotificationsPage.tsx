import { sayInstant } from '@bancheng/core/kernel/time.ts'
import {
  type Choices,
  type Means,
  type MyChoices,
  type News,
  notificationContract,
  requiredMeans,
} from '@bancheng/core/notifications/contract.ts'
import { TellingTopic } from '@bancheng/core/notifications/telling.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Empty, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { notificationTexts } from './texts.ts'
import { Webhooks } from './Webhooks.tsx'

/** What I was told, and how I want to be. */
export function NotificationsPage() {
  const t = useTexts(notificationTexts)
  useTitle(t.title)
  const { can } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['notification-choices'],
    queryFn: () => call(notificationContract.myChoices, {}),
  })
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
      </div>
      <div style={{ display: 'grid', gap: 32, gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))' }}>
        <NewsList />
        <section>
          <h2 style={{ marginTop: 0 }}>{t.choices}</h2>
          {error ? <ProblemPage error={error} retry={() => void refetch()} /> : null}
          {data ? <ChoicesForm mine={data} /> : error ? null : <Loading />}
        </section>
      </div>
      {can.includes('manageWebhooks') ? <Webhooks /> : null}
    </>
  )
}

function NewsList() {
  const t = useTexts(notificationTexts)
  const client = useQueryClient()
  const { data } = useQuery({ queryKey: ['news'], queryFn: () => call(notificationContract.news, {}) })
  const read = useMutation({
    mutationFn: (newsIds: string[]) => call(notificationContract.markRead, { body: { newsIds } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['news'] }),
  })
  const [shown, setShown] = useState(8)
  if (!data) return <Loading />
  const unread = data.rows.filter((row) => !row.isRead).map(({ newsId }) => newsId)
  if (data.rows.length === 0) return <Empty description={t.none} />
  return (
    <section aria-label={t.news}>
      {unread.length > 0 ? (
        <Button size="small" onClick={() => read.mutate(unread)}>
          {t.readAll}
        </Button>
      ) : null}
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {data.rows.slice(0, shown).map((row) => (
          <li key={row.newsId} style={{ padding: '8px 0', borderBottom: '1px solid #e5e7eb' }}>
            <NewsText row={row} />
            <div style={{ color: '#4a5568' }}>
              {sayInstant(row.at)}
              {row.isRead ? '' : ` · ${t.unread}`}
            </div>
          </li>
        ))}
      </ul>
      {shown < data.rows.length ? <Button onClick={() => setShown(shown + 20)}>{t.more}</Button> : null}
    </section>
  )
}

function NewsText({ row: { path, text, isRead } }: { row: News }) {
  const style = { fontWeight: isRead ? 400 : 600, overflowWrap: 'anywhere' } as const
  return path ? (
    <Link to={path} style={style}>
      {text}
    </Link>
  ) : (
    <span style={style}>{text}</span>
  )
}

const allMeans: readonly Means[] = ['email', 'sms']

/** Why a box cannot be ticked, or why what is ticked does not go. */
const sayWhy = (reasons: readonly string[], locale: 'zh' | 'en') => {
  const said = reasons.filter(Boolean).join(locale === 'zh' ? '，' : ', ')
  return said ? (locale === 'zh' ? `（${said}）` : ` (${said})`) : ''
}

function ChoicesForm({ mine }: { mine: MyChoices }) {
  const t = useTexts(notificationTexts)
  const client = useQueryClient()
  const [email, setEmail] = useState(mine.email ?? '')
  const [mobile, setMobile] = useState('')
  const [choices, setChoices] = useState<Choices>(mine.choices)
  const [locale, setLocale] = useState(mine.locale)
  const save = useMutation({
    mutationFn: (number: { mobile?: string | null }) =>
      call(notificationContract.choose, { body: { email: email || null, ...number, choices, locale } }),
    onSuccess: (next) => {
      setMobile('')
      client.setQueryData(['notification-choices'], next)
    },
  })
  const missing: Record<Means, string> = {
    email: mine.means.includes('email') ? (email ? '' : t.noEmail) : t.meansOff,
    sms: mine.means.includes('sms') ? (mobile || mine.mobileMasked ? '' : t.noMobile) : t.meansOff,
  }
  const toggle = (topic: TellingTopic, means: Means) => {
    const now = choices[topic] ?? []
    setChoices({ ...choices, [topic]: now.includes(means) ? now.filter((one) => one !== means) : [...now, means] })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(mobile ? { mobile } : {})
      }}
    >
      <p>{mine.means.length === 0 ? t.off : t.quiet}</p>
      <label htmlFor="my-email">{t.email}</label>
      <Input id="my-email" type="email" value={email} onChange={(event) => setEmail(event.target.value)} />
      <small>{t.emailHint}</small>
      <br />
      <label htmlFor="my-mobile">
        {t.mobile} {mine.mobileMasked ?? ''}
      </label>
      <Input id="my-mobile" inputMode="numeric" value={mobile} onChange={(event) => setMobile(event.target.value)} />
      <small>{t.mobileHint}</small>
      {mine.mobileMasked ? (
        <div>
          <Button size="small" onClick={() => save.mutate({ mobile: null })}>
            {t.removeMobile}
          </Button>
        </div>
      ) : null}
      <div style={{ margin: '8px 0' }}>
        <label htmlFor="my-language">{t.language}</label>{' '}
        <Select
          id="my-language"
          value={locale}
          onChange={setLocale}
          options={[
            { value: 'zh' as const, label: '中文' },
            { value: 'en' as const, label: 'English' },
          ]}
          style={{ width: 120 }}
        />
      </div>
      {TellingTopic.options.map((topic) => (
        <fieldset key={topic} style={{ border: 0, padding: '8px 0' }}>
          <legend>{t[topic]}</legend>
          <Checkbox checked disabled>
            {t.inApp}
          </Checkbox>
          {allMeans.map((means) => {
            const isRequired = requiredMeans[topic]?.includes(means) ?? false
            return (
              <Checkbox
                key={means}
                disabled={isRequired || (missing[means] !== '' && !choices[topic]?.includes(means))}
                checked={isRequired || (choices[topic]?.includes(means) ?? false)}
                onChange={() => toggle(topic, means)}
              >
                {t[means]}
                {sayWhy([isRequired ? t.required : '', missing[means]], locale)}
              </Checkbox>
            )
          })}
        </fieldset>
      ))}
      {save.error ? <ProblemAlert error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t.save}
      </Button>
      <span role="status"> {save.isSuccess ? t.saved : ''}</span>
    </form>
  )
}
