import { aimOf, type CommandName, commandNames, type InputOf, type Target, toEndedTasks } from './cases/commands.ts'
import type { Context } from './cases/context.ts'
import type { Decision } from './cases/decision.ts'
import type { CaseEvent } from './cases/events.ts'
import { endDrafts } from './cases/negative.ts'
import { type CaseState, isDeliveryEnded, isPending } from './cases/state.ts'
import { firstContacts } from './coordination/first-contact.ts'
import { endOpinions } from './coordination/opinions.ts'
import { decisions } from './decisions.ts'
import { endSupervisions } from './escalation/supervision.ts'
import { absentFor, authorise } from './identity/permissions.ts'
import { Refusal } from './kernel/refusal.ts'
import { factsForTasks } from './policy/limits.ts'

/** The rule of a command. TypeScript cannot see that the table pairs each name with its own rule once the name is a variable. */
const ruleOf = <C extends CommandName>(command: C): Decision<C> => decisions[command] as unknown as Decision<C>

/**
 * Decides a command: permission, then the guard that its button asks too, then the rule itself.
 * @throws Refusal whatever stands against it
 */
export function decide<C extends CommandName>(
  command: C,
  state: CaseState,
  input: InputOf<C>,
  ctx: Context,
): readonly CaseEvent[] {
  const target = targetOf(input)
  const acting = actingIn(command, state, target, ctx)
  authorise(command, acting.actor, state, target, ctx.directory)
  const rule = ruleOf(command)
  rule.guard(state, target, acting)
  const deciding = { ...acting, ofCase: factsForTasks(state) }
  const decided = endDrafts(state, endOpinions(state, rule.decide(state, input, deciding)))
  return endSupervisions(state, firstContacts(state, decided, deciding))
}

/** The context in which a command is decided and recorded: its actor says for whom they stand in. */
export const actingFor = <C extends CommandName>(
  command: C,
  state: CaseState,
  input: InputOf<C>,
  ctx: Context,
): Context => actingIn(command, state, targetOf(input), ctx)

function actingIn(command: CommandName, state: CaseState, target: Target, ctx: Context): Context {
  if (ctx.actor.kind !== 'person') return ctx
  const { onBehalfOf: _, ...actor } = ctx.actor
  const absent = absentFor(command, actor, state, target, ctx.directory)
  if (!absent) return { ...ctx, actor }
  return { ...ctx, actor: { ...actor, onBehalfOf: { personId: absent.personId, name: absent.name } } }
}

/** An input names its own target. */
const targetOf = (input: object): Target => ({
  ...('taskId' in input && typeof input.taskId === 'string' ? { taskId: input.taskId } : {}),
  ...('deliveryId' in input && typeof input.deliveryId === 'string' ? { deliveryId: input.deliveryId } : {}),
  ...('toleranceId' in input && typeof input.toleranceId === 'string' ? { toleranceId: input.toleranceId } : {}),
})

/** The refusal that a command would meet now, or null: the same call for the button, the list row and the guard. */
export function may(command: CommandName, state: CaseState, target: Target, ctx: Context): Refusal | null {
  try {
    const acting = actingIn(command, state, target, ctx)
    authorise(command, acting.actor, state, target, ctx.directory)
    ruleOf(command).guard(state, target, acting)
    return null
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

export type AbilityOf = { readonly command: CommandName; readonly target: Target; readonly refusal: Refusal | null }

/** Refusals that say “this button belongs elsewhere” rather than “not now”: no use to show it at all. */
const elsewhere = new Set(['task-wrong-kind', 'copy-none', 'forbidden', 'case-not-visible'])

function targetsOf(command: CommandName, state: CaseState): readonly Target[] {
  switch (aimOf(command)) {
    case 'case':
      return [{}]
    case 'task':
      return state.tasks
        .filter((task) => isPending(task) !== toEndedTasks.has(command))
        .map(({ taskId }) => ({ taskId }))
    case 'delivery':
      return state.deliveries.filter((delivery) => !isDeliveryEnded(delivery)).map(({ deliveryId }) => ({ deliveryId }))
    case 'tolerance':
      return state.tolerances
        .filter(({ state: at }) => at === 'pending' || at === 'granted')
        .map(({ toleranceId }) => ({ toleranceId }))
  }
}

/** What this person may do now, and why the other things of their role are not possible. */
export function abilitiesOf(state: CaseState, ctx: Context): readonly AbilityOf[] {
  return commandNames.flatMap((command) =>
    targetsOf(command, state)
      .map((target): AbilityOf => ({ command, target, refusal: may(command, state, target, ctx) }))
      .filter(({ refusal }) => !(refusal && elsewhere.has(refusal.code))),
  )
}
