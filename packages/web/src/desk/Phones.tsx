import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'

/** Numbers of offices, ready to be called; an extension is dialled after a pause. */
export const Phones = ({ phones }: { phones: readonly OfficePhone[] }) => (
  <ul className="phones">
    {phones.map(({ label, number }) => (
      <li key={`${label}${number}`}>
        {label ? <span className="desk-quiet">{label} </span> : null}
        <a className="desk-number" href={`tel:${number.replace('转', ',').replace(/[^\d+,-]/g, '')}`}>
          {number}
        </a>
      </li>
    ))}
  </ul>
)
