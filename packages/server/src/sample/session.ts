import type { Directory } from '@bancheng/core/cases/context.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { Session } from '../identity/session.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'

/** As the people of the sample would sit at the desk: what they did before anybody started it goes through the same doors. */
export const sampleSessions =
  (directory: Directory, endsAt: Instant) =>
  (personId: string): Session => {
    const person = directory.person(personId)
    if (!person) throw new Error(`nobody in the sample is ${personId}`)
    return {
      sessionId: 'sample',
      centerId: SAMPLE_CENTER_ID,
      centerName: '',
      centerLetters: 'JA',
      actor: { kind: 'person', ...person },
      endsAt,
      signInName: personId,
      unitName: '',
      organisationName: '',
      mustChangePassword: false,
      csrfToken: '',
      address: '',
    }
  }
