import type { SessionView } from '@bancheng/core/identity/contract.ts'
import type { DeskAction } from '@bancheng/core/identity/permissions.ts'
import type { deskTexts } from './desk-texts.ts'

export type Place = {
  readonly to: string
  readonly name:
    | 'inbox'
    | 'contacts'
    | 'ledger'
    | 'newCase'
    | 'directory'
    | 'leave'
    | 'items'
    | 'answers'
    | 'order'
    | 'review'
    | 'policy'
    | 'assistant'
    | 'telephony'
    | 'audit'
  readonly keys: string
  readonly needs: DeskAction
  /** In the bar of every screen, of a wide one only, or (when nothing is said) behind “more”. */
  readonly shown?: 'always' | 'wide'
}

const places: readonly Place[] = [
  { to: '/', name: 'inbox', keys: 'g i', needs: 'viewCase', shown: 'always' },
  { to: '/contacts', name: 'contacts', keys: 'g c', needs: 'takeContact', shown: 'always' },
  { to: '/cases', name: 'ledger', keys: 'g l', needs: 'viewCase', shown: 'always' },
  { to: '/cases/new', name: 'newCase', keys: 'n', needs: 'registerCase', shown: 'always' },
  { to: '/directory', name: 'directory', keys: 'g d', needs: 'viewDirectory', shown: 'wide' },
  { to: '/leave', name: 'leave', keys: 'g v', needs: 'viewDirectory' },
  { to: '/answers', name: 'answers', keys: 'g q', needs: 'keepCatalogue' },
  { to: '/items', name: 'items', keys: 'g s', needs: 'viewCatalogue', shown: 'wide' },
  { to: '/order', name: 'order', keys: 'g o', needs: 'viewCatalogue', shown: 'wide' },
  { to: '/review', name: 'review', keys: 'g r', needs: 'viewReview', shown: 'wide' },
  { to: '/policy', name: 'policy', keys: 'g p', needs: 'viewPolicy' },
  { to: '/assistant', name: 'assistant', keys: 'g m', needs: 'viewAssistant' },
  { to: '/telephony', name: 'telephony', keys: 'g t', needs: 'viewTelephony' },
  { to: '/audit', name: 'audit', keys: 'g a', needs: 'readAudit' },
]

/** Where this person can go; the rest of the desk is none of their work. */
export const placesOf = (session: Pick<SessionView, 'can'>): readonly Place[] =>
  places.filter((place) => session.can.includes(place.needs))

/** The place that an address belongs to: a case belongs to the ledger, the import to the items. */
export function placeAt(pathname: string): Place | undefined {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  return places
    .filter((place) => path === place.to || (place.to !== '/' && path.startsWith(`${place.to}/`)))
    .toSorted((a, b) => b.to.length - a.to.length)[0]
}

export type DeskTexts = (typeof deskTexts)['zh']
