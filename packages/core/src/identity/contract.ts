import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'
import { deskActions } from './permissions.ts'

/** The header that every request but a GET must carry, with the token of the session (against cross-site requests). */
export const CSRF_HEADER = 'x-csrf-token'

/** Who is signed in, as the page needs to know it. */
export const SessionView = z.object({
  person: z.object({ personId: Id, name: z.string(), signInName: z.string() }),
  role: Role,
  unit: z.object({ unitId: Id, name: z.string(), organisationName: z.string() }),
  centerId: Id,
  centerName: z.string(),
  centerLetters: z.string(),
  csrfToken: z.string(),
  /** First sign-in: nothing else works until the password is changed. */
  mustChangePassword: z.boolean(),
  locale: z.enum(['zh', 'en']),
  /** What the role may do at the desk at all; the server asks again. */
  can: z.array(z.enum(deskActions)),
  endsAt: Instant,
})
export type SessionView = z.infer<typeof SessionView>

export const SignIn = z.object({
  name: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
  /** Letters of the centre; needed only where one installation serves several. */
  center: z.string().trim().max(10).optional(),
})
export type SignIn = z.infer<typeof SignIn>

export const identityContract = contract({
  signIn: {
    method: 'POST',
    path: '/api/session',
    body: SignIn,
    reply: SessionView,
    permission: 'anyone',
    audit: 'session.sign-in',
    summary: 'Sign in',
  },
  session: {
    method: 'GET',
    path: '/api/session',
    reply: SessionView,
    permission: 'session',
    audit: null,
    summary: 'Who is signed in; 401 when nobody is',
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    reply: z.null(),
    permission: 'session',
    audit: 'session.sign-out',
    summary: 'Sign out',
  },
  changePassword: {
    method: 'PUT',
    path: '/api/session/password',
    body: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
    reply: SessionView,
    permission: 'session',
    audit: 'session.change-password',
    summary: 'Change one’s own password; every other session of the account ends',
  },
})
