import { identityContract, type SessionView } from '@bancheng/core/identity/contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { call, Problem, setCsrfToken } from './api.ts'
import { forgetDrafts } from './ui/draft.ts'

const KEY = ['session']

async function load(): Promise<SessionView | null> {
  try {
    const session = await call(identityContract.session, {})
    setCsrfToken(session.csrfToken)
    return session
  } catch (error) {
    if (error instanceof Problem && error.body.status === 401) return null
    throw error
  }
}

/** Undefined while it is being asked for, null when nobody is signed in. */
export const useSessionQuery = () => useQuery({ queryKey: KEY, queryFn: load, staleTime: 5 * 60_000, retry: 1 })

const SessionContext = createContext<SessionView | null>(null)
export const SessionProvider = ({ session, children }: { session: SessionView; children: ReactNode }) => (
  <SessionContext value={session}>{children}</SessionContext>
)

/** Whoever is signed in; only below the shell, which shows the sign-in page to everyone else. */
export function useSession(): SessionView {
  const session = useContext(SessionContext)
  if (!session) throw new Error('outside of the session')
  return session
}

/** Signing in, out, and learning of a changed session: everything that the last person saw is forgotten. */
export function useSessionChange() {
  const client = useQueryClient()
  return {
    enter: (session: SessionView) => {
      setCsrfToken(session.csrfToken)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] })
      client.setQueryData(KEY, session)
    },
    /** The drafts stay: the session ran out, and the same person will sign in again. */
    lose: () => client.setQueryData(KEY, null),
    leave: async (personId: string) => {
      await call(identityContract.signOut, {})
      forgetDrafts(personId)
      client.setQueryData(KEY, null)
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] })
    },
  }
}
