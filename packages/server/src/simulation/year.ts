import { commandInputs, RegisterCase } from '@bancheng/core/cases/commands.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, instantAt, type LocalDate } from '@bancheng/core/kernel/time.ts'
import type { WorkingCalendar } from '@bancheng/core/kernel/working-calendar.ts'
import { addWorkingMinutes, workingMinutesBetween } from '@bancheng/core/kernel/working-time.ts'
import { execute } from '../cases/execute.ts'
import { register } from '../cases/register.ts'
import type { Deps } from '../deps.ts'
import { settableClock } from '../platform/clock.ts'
import { loadCenterRules } from '../policy/center.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { nextMove } from './agent.ts'
import { createDice, type Dice } from './dice.ts'
import { registrationOf } from './matters.ts'
import { DAY, type Move, type Plot, plotOf } from './move.ts'
import { loadStaff, type Staff } from './staff.ts'

export type Year = {
  readonly seed: number
  readonly cases: number
  readonly from: LocalDate
  /** What would happen later than this does not: cases stay open as they stand. */
  readonly until: Instant
  /** What the timetable does before each thing that happens; left out: nothing, and every act says first what was due. */
  readonly look?: (deps: Deps) => Promise<unknown>
  /** Besides those cases, one that comes at each of these moments and gets stuck for so many working minutes. */
  readonly stuck?: { readonly at: readonly Instant[]; readonly minutes: number }
  /** What happens beside the cases, under the clock of the year: leaves, decisions, and days on which nothing does. */
  readonly besides?: readonly Due[]
  /** Of a hundred moves how many lie about for days or weeks; left out: none but those of slow units. */
  readonly putOff?: number
}

/** What went through the door, and how fast. */
export type Told = {
  readonly cases: number
  readonly commands: number
  /** By code: an agent that misjudged is refused as a person would be. */
  readonly refusals: ReadonlyMap<string, number>
  readonly elapsedMs: number
  /** For each command its case and the last event of it, in order. */
  readonly steps: readonly { readonly caseId: string; readonly version: number }[]
}

export type Due = { readonly at: Instant; readonly run: (deps: Deps) => Promise<void> }

/** A centre's year, driven through the one door by seeded agents under a clock of its own. */
export async function simulateYear(real: Deps, year: Year): Promise<Told> {
  const { clock, set } = settableClock(instantAt(year.from, '09:00'))
  const deps: Deps = { ...real, clock }
  const { calendar } = await loadCenterRules(deps.db, SAMPLE_CENTER_ID)
  const staff = await loadStaff(deps.db, SAMPLE_CENTER_ID)
  const drive = new Drive(deps, calendar, staff, year)
  drive.plan(year)
  const startedAt = performance.now()
  for (let due = drive.next(); due; due = drive.next()) {
    set(due.at)
    await year.look?.(deps)
    await due.run(deps)
  }
  return { ...drive.told, elapsedMs: performance.now() - startedAt }
}

class Drive {
  readonly told = {
    cases: 0,
    commands: 0,
    refusals: new Map<string, number>(),
    steps: [] as { caseId: string; version: number }[],
  }
  readonly #queue: Due[] = []
  readonly #deps: Deps
  readonly #calendar: WorkingCalendar
  readonly #staff: Staff
  readonly #dice: Dice
  /** A source of its own, so that the same people come with the same matters whoever lets them wait. */
  readonly #idleness: Dice
  readonly #year: Year

  constructor(deps: Deps, calendar: WorkingCalendar, staff: Staff, year: Year) {
    this.#deps = deps
    this.#calendar = calendar
    this.#staff = staff
    this.#dice = createDice(year.seed)
    this.#idleness = createDice(year.seed + 1)
    this.#year = year
  }

  /** People come at any minute of the working time. */
  plan({ cases, from, until, stuck, besides = [] }: Year): void {
    const start = instantAt(from, '09:00')
    const minutes = workingMinutesBetween(this.#calendar, start, until)
    for (let index = 0; index < cases; index += 1) {
      const at = addWorkingMinutes(this.#calendar, start, this.#dice.between(0, Math.max(1, minutes - 60)))
      this.#add({ at, run: () => this.#register() })
    }
    for (const at of stuck?.at ?? []) this.#add({ at, run: () => this.#register(stuck?.minutes) })
    for (const due of besides) this.#add(due)
  }

  next(): Due | null {
    return this.#queue.shift() ?? null
  }

  #add(due: Due): void {
    if (due.at > this.#year.until) return
    const index = this.#queue.findIndex((other) => other.at > due.at)
    this.#queue.splice(index < 0 ? this.#queue.length : index, 0, due)
  }

  async #register(stuckFor: number | null = null): Promise<void> {
    const { input, unitId } = registrationOf(this.#dice)
    const actor = this.#dice.pick(this.#staff.officers)
    const asker = this.#asker(actor)
    const { caseId, state } = await register(this.#deps, asker, RegisterCase.parse(input))
    this.told.cases += 1
    this.#done(caseId, state, plotOf(this.#dice, unitId, stuckFor))
  }

  #asker = (actor: PersonActor) => ({
    centerId: SAMPLE_CENTER_ID,
    actor,
    locale: 'zh' as const,
    key: this.#deps.newId(),
  })

  #done(caseId: string, state: CaseState, plot: Plot): void {
    this.told.commands += 1
    this.told.steps.push({ caseId, version: state.version })
    this.#follow(state, plot, this.#deps.clock())
  }

  #follow(state: CaseState, plot: Plot, now: Instant): void {
    const move = nextMove(state, plot, this.#dice, now)
    if (!move) return
    const idle = this.#idleness.chance((this.#year.putOff ?? 0) / 100) ? this.#idleness.between(2, 18) * DAY : 0
    const at = addWorkingMinutes(this.#calendar, now, Math.max(1, move.after) + idle)
    this.#add({ at, run: () => this.#make(move, state, plot) })
  }

  async #make(move: Move, state: CaseState, plot: Plot): Promise<void> {
    const { command } = move
    const { caseId } = state
    const input = commandInputs[command].parse(
      'at' in move.input ? { ...move.input, at: this.#deps.clock() } : move.input,
    )
    try {
      const asker = this.#asker(this.#staff.actorFor(move.who, state))
      const done = await execute(this.#deps, asker, { caseId, command, input, expectedVersion: null }) // the clock may have spoken meanwhile
      this.#done(caseId, done.state, plot)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.told.refusals.set(error.code, (this.told.refusals.get(error.code) ?? 0) + 1)
      // They try something else an hour later.
      this.#follow(state, plot, addWorkingMinutes(this.#calendar, this.#deps.clock(), 60))
    }
  }
}
