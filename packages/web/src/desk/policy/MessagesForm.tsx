import { MessageKind, type Messages, wordingOf } from '@bancheng/core/policy/messages.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { smsParts, withSignature } from '@bancheng/core/policy/sms.ts'
import { fillIn, messagePlaces, type Places } from '@bancheng/core/policy/wording.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Part, Row } from './fields.tsx'
import type { FormProps } from './options.ts'
import { policyTexts } from './texts.ts'

/** As long as such words usually are: what is counted is what is sent. */
const sample: Readonly<Record<'zh' | 'en', Places>> = {
  zh: {
    centre: '静安区政务服务中心',
    caseNo: 'JA-20260302-0001-E',
    who: '王*',
    ask: '租赁合同原件，或房东出具的情况说明',
    due: '2026-03-09 17:00',
    count: '3',
    link: 'https://zw.example.cn/notice/0123456789012345678901234567890123456789012',
  },
  en: {
    centre: 'the service centre',
    caseNo: 'JA-20260302-0001-E',
    who: 'Wang*',
    ask: 'the lease, or a statement of the landlord',
    due: '2026-03-09 17:00',
    count: '3',
    link: 'https://zw.example.cn/notice/0123456789012345678901234567890123456789012',
  },
}

/** 短信签名与文本: what is told outside of the desk, and how many messages the phone company counts. */
export function MessagesForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { messages } = policy
  const put = (next: Partial<Messages>) => change({ ...policy, messages: { ...messages, ...next } })
  return (
    <Part title={t.messages}>
      <p className="desk-quiet">{t.placesHint(messagePlaces.map((place) => `{${place}}`).join(' '))}</p>
      <Row label={t.signature}>
        <Input
          aria-label={t.signature}
          maxLength={20}
          placeholder="静安政务"
          value={messages.signature}
          onChange={({ target }) => put({ signature: target.value })}
          style={{ width: 220 }}
        />
      </Row>
      {MessageKind.options.map((kind) => (
        <MessageRow key={kind} kind={kind} messages={messages} put={put} />
      ))}
    </Part>
  )
}

type MessageProps = {
  readonly kind: MessageKind
  readonly messages: Policy['messages']
  readonly put: (next: Partial<Messages>) => void
}

function MessageRow({ kind, messages, put }: MessageProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const label = policyWords[locale].messages[kind]
  const wording = wordingOf(messages, kind)
  const languages = [
    ['zh', '中文'],
    ['en', 'English'],
  ] as const
  return (
    <Row label={label}>
      <div style={{ flex: 1, minWidth: 0, width: '100%' }}>
        {languages.map(([language, name]) => {
          const said = withSignature(messages.signature, fillIn(wording[language], sample[language], language))
          const { length, parts } = smsParts(said)
          return (
            <div key={language} style={{ marginBottom: 6 }}>
              <Input.TextArea
                aria-label={`${label} · ${name}`}
                autoSize
                maxLength={300}
                value={wording[language]}
                onChange={({ target }) =>
                  put({ texts: { ...messages.texts, [kind]: { ...wording, [language]: target.value } } })
                }
              />
              <span className={parts > 1 ? 'desk-late' : 'desk-quiet'}>
                {t.smsLength(String(length), String(parts))}
              </span>
            </div>
          )
        })}
      </div>
    </Row>
  )
}
