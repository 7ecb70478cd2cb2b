import { ContactChannel } from '@bancheng/core/reception/contact.ts'
import { Button, Checkbox, Input, Select } from 'antd'
import { useTexts } from '../../locale.tsx'
import type { ContactTyped } from './contact-typed.ts'
import { receptionTexts } from './texts.ts'

type Props = { readonly contact: ContactTyped; readonly change: (change: Partial<ContactTyped>) => void }

/** Who it is, as far as they say. Nothing here is needed to help them. */
export function Caller({ contact, change }: Props) {
  const t = useTexts(receptionTexts)
  return (
    <div className="desk-panel contact-caller">
      <Select<ContactChannel>
        aria-label={t.channel}
        className="contact-channel"
        value={contact.channel}
        onChange={(channel) => change({ channel })}
        options={ContactChannel.options.map((value) => ({ value, label: t[`channel.${value}`] }))}
      />
      {contact.isAnonymous ? null : (
        <>
          <Input
            className="contact-name"
            aria-label={t.callerName}
            placeholder={t.callerName}
            autoComplete="off"
            maxLength={100}
            value={contact.callerName}
            onChange={(event) => change({ callerName: event.target.value })}
          />
          <Phone contact={contact} change={change} />
        </>
      )}
      <Checkbox checked={contact.isAnonymous} onChange={(event) => change({ isAnonymous: event.target.checked })}>
        {t.anonymous}
      </Checkbox>
    </div>
  )
}

function Phone({ contact, change }: Props) {
  const t = useTexts(receptionTexts)
  if (contact.phoneMasked !== null && contact.phone === '')
    return (
      <span className="contact-phone desk-number">
        {contact.phoneMasked}
        <Button size="small" type="link" onClick={() => change({ phoneMasked: null })}>
          {t.changePhone}
        </Button>
      </span>
    )
  return (
    <Input
      className="contact-phone"
      aria-label={t.phone}
      placeholder={t.phone}
      type="tel"
      autoComplete="off"
      maxLength={40}
      value={contact.phone}
      onChange={(event) => change({ phone: event.target.value, isPhoneEnded: false })}
      onBlur={() => change({ isPhoneEnded: true })}
    />
  )
}
