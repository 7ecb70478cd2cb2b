import type { CommandName, InputOf, Target } from './commands.ts'
import type { Context } from './context.ts'
import type { CaseEvent } from './events.ts'
import type { CaseState } from './state.ts'

/**
 * A rule in two parts that share their refusals. `guard` needs nothing but the target, so that a button can ask it
 * before anything is typed; `decide` is only ever called after it.
 */
export type Decision<C extends CommandName> = {
  readonly guard: (state: CaseState, target: Target, ctx: Context) => void
  readonly decide: (state: CaseState, input: InputOf<C>, ctx: Context) => readonly CaseEvent[]
}
export type Decisions<C extends CommandName> = { readonly [K in C]: Decision<K> }
