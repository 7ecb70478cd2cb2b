import type { CommandName, commandInputs } from '@bancheng/core/cases/commands.ts'
import type { z } from 'zod'
import type { Dice } from './dice.ts'

/** Who acts: somebody at the window, or whoever sits at a unit's desk. */
export type Who =
  | { readonly kind: 'owner' | 'colleague' | 'supervisor' }
  | { readonly kind: 'unit'; readonly unitId: string }

/** The next thing that happens to a case, and after how many working minutes. */
export type Move = {
  [C in CommandName]: {
    readonly who: Who
    readonly command: C
    readonly input: z.input<(typeof commandInputs)[C]>
    readonly after: number
  }
}[CommandName]

/** What the driver knows of a case besides its state. */
export type Plot = {
  readonly unitId: string
  /** The officer in whose hands nothing is left lying, or who lets it lie. */
  readonly isSlow: boolean
  /** For how many working minutes more the unit that was asked first lets it lie; null: as its pace has it. */
  readonly stuckFor: number | null
  readonly wantsPapers: boolean
  readonly wantsTolerance: boolean
  readonly wantsDelivery: boolean
}

/** Working minutes of a day. */
export const DAY = 480
export const owner: Who = { kind: 'owner' }
export const colleague: Who = { kind: 'colleague' }
export const supervisor: Who = { kind: 'supervisor' }
export const at = (unitId: string): Who => ({ kind: 'unit', unitId })

export const plotOf = (dice: Dice, unitId: string, stuckFor: number | null = null): Plot => ({
  unitId,
  stuckFor,
  isSlow: dice.chance(0.12),
  wantsPapers: dice.chance(0.35),
  wantsTolerance: dice.chance(0.12),
  wantsDelivery: dice.chance(0.3),
})

/** Minutes of work; a slow unit lets some things lie for days. */
export const pace = (dice: Dice, plot: Plot, least: number, most: number) =>
  dice.between(least, most) + (plot.isSlow && dice.chance(0.4) ? dice.between(2, 6) * DAY : 0)
