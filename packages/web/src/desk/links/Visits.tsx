import { type Instant, sayInstant } from '@bancheng/core/kernel/time.ts'

type Visit = { readonly at: Instant; readonly said: string; readonly address: string | null }

/** Every time that somebody came by a link, also after its end; nothing where nobody did. */
export function Visits({ title, visits }: { readonly title: string; readonly visits: readonly Visit[] }) {
  if (visits.length === 0) return null
  return (
    <details>
      <summary className="desk-quiet">{title}</summary>
      <ul className="desk-quiet" style={{ margin: 0, paddingLeft: 18 }}>
        {visits.map(({ at, said, address }, index) => (
          // Two may come in one second; the list is only ever read.
          // biome-ignore lint/suspicious/noArrayIndexKey: nothing else tells them apart
          <li key={index}>
            <span className="desk-number">{sayInstant(at)}</span> {said} {address ?? ''}
          </li>
        ))}
      </ul>
    </details>
  )
}
