import { Component, type ReactNode } from 'react'
import { ProblemPage } from './ProblemPage.tsx'

/**
 * A page that breaks leaves the frame around it standing. Trying again loads everything anew: after an update the old
 * pieces of a page are gone from the server, and that is the usual reason.
 */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override render() {
    const { error } = this.state
    return error ? <ProblemPage error={error} retry={() => window.location.reload()} /> : this.props.children
  }
}
