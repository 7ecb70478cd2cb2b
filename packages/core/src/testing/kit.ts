import type { CommandName, InputOf, RegisterCase } from '../cases/commands.ts'
import { commandInputs, RegisterCase as RegisterCaseSchema } from '../cases/commands.ts'
import type { Context, Directory, ItemFacts, Past, PersonFacts, UnitFacts } from '../cases/context.ts'
import { type CaseEvent, EVENT_VERSION, type RecordedEvent } from '../cases/events.ts'
import { evolve } from '../cases/fold.ts'
import type { FormDefinition } from '../cases/forms.ts'
import { brokenInvariants } from '../cases/invariants.ts'
import { registerCase } from '../cases/rules/register.ts'
import { type CaseState, isPending, type Task } from '../cases/state.ts'
import type { TaskKind } from '../cases/words.ts'
import { soundAlarms } from '../escalation/sounding.ts'
import type { Actor, PersonActor, Role } from '../kernel/actor.ts'
import type { WorkingCalendar } from '../kernel/calendar.ts'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Instant, instantAt, type LocalDate, type TimeOfDay } from '../kernel/time.ts'
import { actingFor, decide } from '../may.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import type { Policy } from '../policy/schema.ts'

const unit = (unitId: string, name: string, organisationId: string, rest: Partial<UnitFacts> = {}): UnitFacts => ({
  unitId,
  name,
  organisationId,
  organisationName: name,
  organisationKind: 'bureau',
  level: 'district',
  superiorOrganisationId: null,
  ...rest,
})

export const units = [
  unit('window', '办不成事反映窗口', 'centre', { organisationKind: 'centre' }),
  unit('district-market', '区市场监管局食品科', 'district-market', { superiorOrganisationId: 'city-market' }),
  unit('district-tax', '区税务局', 'district-tax'),
  unit('city-market', '市市场监管局', 'city-market', { level: 'city' }),
  unit('info-centre', '市局信息中心', 'info-centre', { level: 'city', organisationKind: 'information-centre' }),
  unit('ems', '邮政 EMS 驻点', 'ems', { organisationKind: 'courier', level: 'outside' }),
] as const

const person = (personId: string, name: string, role: Role, unitId: string): PersonFacts => ({
  personId,
  name,
  role,
  unitId,
})

export const people = {
  officer: person('officer', '林静', 'officer', 'window'),
  colleague: person('colleague', '周敏', 'officer', 'window'),
  supervisor: person('supervisor', '陈立', 'supervisor', 'window'),
  district: person('district', '许航', 'liaison', 'district-market'),
  tax: person('tax', '高远', 'liaison', 'district-tax'),
  city: person('city', '沈岚', 'liaison', 'city-market'),
  info: person('info', '罗川', 'liaison', 'info-centre'),
  ems: person('ems', '马驰', 'liaison', 'ems'),
  leader: person('leader', '区长', 'leader', 'window'),
  analyst: person('analyst', '改革科', 'analyst', 'window'),
  sysadmin: person('sysadmin', '系统', 'sysadmin', 'window'),
  secadmin: person('secadmin', '安全', 'secadmin', 'window'),
  auditor: person('auditor', '审计', 'auditor', 'window'),
} as const
export type Who = keyof typeof people

/** Everybody is there; a story may send somebody on leave. */
export const directory: Directory = {
  unit: (id) => units.find((known) => known.unitId === id),
  person: (id) => Object.values(people).find((known) => known.personId === id),
  unitsOf: (organisationId) => units.filter((known) => known.organisationId === organisationId),
  peopleOf: (unitId) => Object.values(people).filter((known) => known.unitId === unitId),
  peopleOfRole: (role) => Object.values(people).filter((known) => known.role === role),
  isAway: () => false,
  standInOf: () => null,
}

export const actorOf = (who: Who): PersonActor => ({ kind: 'person', ...people[who] })

export const dataForm: FormDefinition = {
  formId: 'data-correction',
  version: 1,
  title: '登记信息数据更正申请表',
  issuedBy: '市市场监管局',
  fields: [
    { key: 'enterprise', label: '企业名称', type: 'text', required: true, choices: [], hint: '' },
    { key: 'uscc', label: '统一社会信用代码', type: 'uscc', required: true, choices: [], hint: '' },
    { key: 'phone', label: '联系电话', type: 'phone', required: false, choices: [], hint: '' },
  ],
}

export const foodLicence: ItemFacts = {
  itemId: 'K05',
  version: 1,
  name: '食品经营许可',
  promised: { amount: 5, unit: 'working-days' },
  materials: [
    { materialId: 'application', name: '食品经营许可申请书', isPrincipal: true, mayBeDeferred: false },
    { materialId: 'lease', name: '租赁合同', isPrincipal: false, mayBeDeferred: false },
  ],
}

/** A moment on the wall of the centre, as people say it: at('2026-03-02 09:30'). */
export function at(text: string): Instant {
  const [date, time] = text.split(' ')
  return instantAt(date as LocalDate, time as TimeOfDay) // a test writes both in these forms
}

/** One case told step by step: who does what at which moment, and what came of it. */
export class Story {
  now: Instant = at('2026-03-02 09:30')
  state: CaseState
  readonly log: RecordedEvent[] = []
  /** The rules and the calendar of the centre; a story may have others. */
  policy: Policy
  calendar: WorkingCalendar = chinaCalendar
  /** Who is on leave, and who stands in. */
  readonly standIns = new Map<string, string>()
  /** Who is on leave without one. */
  readonly away = new Set<string>()
  /** How the centre stood at each moment, where the story tells that; it then says who is there, and by which calendar is counted. */
  past: Past | null = null
  #ids = 0

  constructor(registration: Partial<RegisterCase> = {}, who: Who = 'officer', policy: Policy = jingan2023) {
    this.policy = policy
    const input = RegisterCaseSchema.parse({
      channel: 'walk-in',
      applicant: { kind: 'person', name: '王芳', phone: '13800001234' },
      want: '注销食品经营许可证，取回商场押金',
      pain: 'hard',
      ...registration,
    })
    const identity = { centerId: 'JA', caseId: 'case-1', caseNo: 'JA-20260302-0001-K' }
    this.state = this.#record(null, registerCase(identity, input, this.context(who)), who)
  }

  context(who: Who): Context {
    return {
      now: this.now,
      actor: actorOf(who),
      policy: this.policy,
      calendar: this.calendar,
      directory: {
        ...directory,
        isAway: (personId) => this.away.has(personId) || this.standIns.has(personId),
        standInOf: (personId) => this.standIns.get(personId) ?? null,
      },
      newId: () => `id-${++this.#ids}`,
      seal: (kind, plain) => ({ masked: `${kind}***`, sealed: `sealed(${plain})`, digest: `digest(${plain})` }),
      item: foodLicence,
      ...(this.past ? { past: this.past, ...this.past.at(this.now) } : {}),
      form: (id) => (id === dataForm.formId ? dataForm : undefined),
    }
  }

  at(text: string): this {
    this.now = at(text)
    return this
  }

  /** Someone does something; defaults of the input's schema are filled in as the API would. @throws Refusal */
  does<C extends CommandName>(who: Who, command: C, input: Partial<InputOf<C>> = {}): this {
    const parsed = commandInputs[command].parse(input) as InputOf<C> // the schema of this very command
    const ctx = actingFor(command, this.state, parsed, this.context(who))
    this.state = this.#record(this.state, decide(command, this.state, parsed, ctx), who, ctx.actor)
    return this
  }

  /** The applicant, by the link of this round or of an earlier one. @throws Refusal */
  byLink<C extends 'rateCase' | 'addToRating'>(command: C, input: Partial<InputOf<C>>, round = this.state.level): this {
    const actor = { kind: 'applicant', linkId: `link-${round}`, round } as const
    const parsed = commandInputs[command].parse(input) as InputOf<C> // the schema of this very command
    const events = decide(command, this.state, parsed, { ...this.context('officer'), actor })
    this.state = this.#record(this.state, events, 'officer', actor)
    return this
  }

  /** Something is written into the log that no command of the desk writes: a link was sent. */
  happens(who: Who, ...events: CaseEvent[]): this {
    this.state = this.#record(this.state, events, who)
    return this
  }

  /** The clock looks at the case, now or at a later moment. */
  sounds(text?: string): this {
    if (text) this.at(text)
    const events = soundAlarms(this.state, this.context('officer'))
    this.state = this.#record(this.state, events, 'officer', { kind: 'system', name: '系统时钟' })
    return this
  }

  /** The code with which the same would be refused, or null. */
  refusal<C extends CommandName>(who: Who, command: C, input: Partial<InputOf<C>> = {}): string | null {
    try {
      decide(command, this.state, commandInputs[command].parse(input) as InputOf<C>, this.context(who))
      return null
    } catch (error) {
      if (error instanceof Refusal) return error.code
      throw error
    }
  }

  /** The pending task of a kind (the latest one), optionally of one unit. */
  task(kind: TaskKind, unitId?: string): Task {
    const found = this.state.tasks.filter(
      (task) =>
        task.kind === kind &&
        isPending(task) &&
        (!unitId || (task.party.kind === 'unit' && task.party.unitId === unitId)),
    )
    const last = found.at(-1)
    if (!last) throw new Error(`no open ${kind}`)
    return last
  }

  get lastTypes(): string[] {
    return this.log.slice(-8).map((event) => event.type)
  }

  #record(before: CaseState | null, events: readonly CaseEvent[], who: Who, actor: Actor = actorOf(who)): CaseState {
    let state = before
    for (const event of events) {
      const envelope = {
        seq: (state?.version ?? 0) + 1,
        at: this.now,
        actor,
        policyVersion: this.policy.version,
        version: EVENT_VERSION,
      }
      state = evolve(state, event, envelope)
      this.log.push({ ...envelope, ...event })
    }
    if (!state) throw new Error('no events')
    const broken = brokenInvariants(state)
    if (broken.length > 0) throw new Error(broken.join('; '))
    return state
  }
}
