import { type CommandName, commandInputs, commandNames, type InputOf, type Target } from '../cases/commands.ts'
import type { Party } from '../cases/words.ts'
import { Refusal } from '../kernel/refusal.ts'
import { addMinutes } from '../kernel/time.ts'
import { abilitiesOf } from '../may.ts'
import { people, type Story, units, type Who } from './kit.ts'

/** A small seeded source (mulberry32): the same seed always tells the same year. */
export function randomSource(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = a
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

type Pick = <T>(from: readonly T[]) => T
const limits = [
  { amount: 0, unit: 'on-the-spot' },
  { amount: 1, unit: 'working-days' },
  { amount: 2, unit: 'working-days' },
  { amount: 30, unit: 'working-days' },
] as const

/** Ids of the case, and now and then one that does not exist. */
const anId = (pick: Pick, ids: readonly string[]) => pick([...ids, ...ids, 'unknown'])

function fieldsFor({ state, now }: Story, pick: Pick): Record<string, unknown> {
  const taskId = anId(
    pick,
    state.tasks.map((task) => task.taskId),
  )
  const unitId = anId(
    pick,
    units.map((unit) => unit.unitId),
  )
  const paperIds = [
    anId(
      pick,
      state.papers.map((paper) => paper.paperId),
    ),
  ]
  const mall: Party = { kind: 'outside', organisation: '东方商场', name: '李经理' }
  const parties: Party[] = [
    mall,
    { kind: 'owner' },
    { kind: 'applicant' },
    { kind: 'unit', unitId },
    { kind: 'window' },
  ]
  return {
    taskId,
    unitId,
    toUnitId: unitId,
    paperIds,
    paperId: paperIds[0],
    deliveryId: anId(
      pick,
      state.deliveries.map((delivery) => delivery.deliveryId),
    ),
    toleranceId: anId(
      pick,
      state.tolerances.map((tolerance) => tolerance.toleranceId),
    ),
    toTaskId: anId(
      pick,
      state.tasks.filter((task) => task.kind === 'step' && task.state === 'done').map((task) => task.taskId),
    ),
    unitIds: pick([[unitId], [unitId, 'district-tax'], ['district-market', 'district-tax']]),
    onRefusal: pick(['ends', 'supervisor-rules', 'supervisor-rules']),
    upheld: pick([true, false]),
    organisation: '东方商场',
    name: '李经理',
    personIds: pick([[], [pick(Object.keys(people))]]),
    dueAt: addMinutes(now, pick([-60, 3_000])),
    words: '请尽快办理',
    toPersonId: pick(Object.keys(people)),
    reason: '理由',
    explanation: '说明',
    remedy: pick(['', '可申请行政复议']),
    text: '文字',
    note: '备注',
    seq: pick([1, 2, 9_999]),
    grade: pick(['simple', 'complex', 'special', 'on-the-spot']),
    publicReply: '答复',
    proof: pick(['', '凭证']),
    legalBasis: pick(['', '第三十二条']),
    alternative: pick(['', '改走线下']),
    applicantWords: pick(['', '我不办了']),
    means: pick(['phone', 'in-person']),
    toWhom: '王芳',
    ask: '请协助',
    units: pick([
      [{ unitId, part: 'lead' }],
      [{ unitId, part: 'assist' }],
      [
        { unitId: 'district-market', part: 'lead' },
        { unitId: 'district-tax', part: 'assist' },
      ],
    ]),
    limit: pick(limits),
    formId: pick([null, null, 'data-correction', 'unknown']),
    form: pick([null, { enterprise: '甲', uscc: '91350100M000100Y43' }]),
    direction: pick(['up', 'across']),
    granted: pick([true, false]),
    applicantTold: pick(['', '电话告知']),
    steps: [
      { key: 'a', title: '甲步', channel: 'online', party: pick(parties), after: [], formId: null },
      {
        key: 'b',
        title: '乙步',
        channel: 'offline',
        party: pick(parties),
        after: pick([['a'], [], ['b'], ['zz']]),
        formId: null,
      },
    ],
    outcome: '已完成',
    items: ['身份证复印件'],
    procedure: pick(['hearing', 'testing', 'appraisal', 'unknown']),
    party: pick(parties),
    decision: '继续办理',
    papers: pick([[], [{ name: '许可证', form: 'original', copies: 1 }]]),
    from: '王芳',
    to: '王芳',
    place: 'A 柜',
    holder: pick(parties),
    consentToHandIn: true,
    acceptedAt: '2026-03-02T01:00:00.000Z',
    acceptanceNo: 'SJ-1',
    amends: '补办',
    materialId: pick([null, 'lease', 'application']),
    materialName: pick(['租赁合同', '申请书']),
    isPrincipal: pick([false, false, true]),
    shortfall: '差一天',
    undertaking: '情况说明',
    ground: '可佐证',
    contents: '通知书',
    recipient: '王芳',
    phone: pick(['13800001234', '13800001234', '12']),
    address: '样例路 1 号',
    waybill: pick(['EA123456785CN', '1136281381675', 'EA123456789CN']),
    state: pick(['in-transit', 'delivered', 'returned', 'refused', 'picked-up', 'cancelled', 'problem']),
    at: '2026-03-02T01:00:00.000Z',
    solved: pick([true, false, null]),
    finding: pick(['founded', 'explained', 'mistaken']),
    refuses: pick([true, false]),
    satisfaction: pick([null, 5, 2]),
    want: '更正后的诉求',
  }
}

/** The kind of a result must be one of its own list, that of a tolerance one of another. */
function kindFor(command: CommandName, pick: Pick): Record<string, unknown> {
  // A time of one's own is stated for a few grades only.
  if (command === 'acceptCase' || command === 'regradeCase') return { limit: pick([null, null, ...limits]) }
  if (command === 'requestTolerance') return { kind: pick(['deferral', 'commitment', 'substitution']) }
  if (command === 'refuseCase') return { reason: pick(['petition', 'prohibited']) }
  if (command === 'arrangeDelivery')
    return {
      direction: pick(['to-applicant', 'from-applicant']),
      ...(pick([true, true, false]) ? { paperIds: [] } : {}),
    }
  return { kind: pick(['done', 'explained', 'withdrawn', 'returned-to-normal']) }
}

/** Commands that ended a story at once would leave little of it to try. */
const rare = new Set<CommandName>(['refuseCase', 'answerOnSpot', 'closeCase'])

type Drawn = { readonly who: Who; readonly command: CommandName; readonly target: Target }

/** Commands that give out new work; a case that is being finished sees few of them. */
const opening = new Set<CommandName>([
  'addNote',
  'setSmsConsent',
  'correctEntry',
  'correctDetails',
  'recordTrip',
  'regradeCase',
  'askUnits',
  'askOutside',
  'seekOpinion',
  'askCountersign',
  'addUnit',
  'copyCase',
  'seekOpinionWithin',
  'askCountersignWithin',
  'transferTask',
  'recallReply',
  'superviseTask',
  'urgeTask',
  'forwardTask',
  'layPlan',
  'askApplicant',
  'startProcedure',
  'takeInPapers',
  'movePapers',
  'requestTolerance',
  'requestExtension',
  'arrangeDelivery',
  'offerHandOver',
  'reopenCase',
  'climb',
])

/** `wild` tries anything on anyone; `finishing` mostly does what this very person may do now, towards the end. */
export type Mood = 'wild' | 'finishing'

const desk: readonly Who[] = [
  'officer',
  'officer',
  'officer',
  'colleague',
  'supervisor',
  'supervisor',
  'district',
  'ems',
]

function draw(story: Story, random: () => number, pick: Pick, mood: Mood): Drawn {
  const who = pick([...(Object.keys(people) as Who[]), ...desk]) // the keys of the literal; the desk does most
  const any: Drawn = { who, command: pick(commandNames), target: {} }
  if (random() < (mood === 'wild' ? 0.8 : 0.2)) return any
  const possible = abilitiesOf(story.state, story.context(who)).filter(({ refusal }) => refusal === null)
  if (possible.length === 0) return any
  const commands = [...new Set(possible.map((ability) => ability.command))]
  const finishing = commands.filter((command) => !opening.has(command))
  const command = pick(mood === 'finishing' && finishing.length > 0 && random() < 0.95 ? finishing : commands)
  const { target } = pick(possible.filter((ability) => ability.command === command))
  return { who, command, target }
}

/** The applicant rates, or adds to what they said: by the link of this round or of the first. */
function byLink(story: Story, pick: Pick): ReturnType<typeof randomStep> {
  const command = pick(['rateCase', 'rateCase', 'addToRating'] as const)
  const said = { satisfaction: pick([5, 4, 2, 1]), solved: pick([true, true, null, false]), words: '多跑了一趟' }
  try {
    story.byLink(command, command === 'rateCase' ? said : { words: said.words }, pick([story.state.level, 0]))
    return { command, refused: null }
  } catch (error) {
    if (error instanceof Refusal) return { command, refused: error.code }
    throw error
  }
}

/**
 * One random command by a random person at a random later moment: mostly valid in form, often not possible.
 * @returns the command and how it ended: null when it happened, else the code of the refusal
 */
export function randomStep(
  story: Story,
  random: () => number,
  mood: Mood,
): { command: CommandName; refused: string | null } {
  const pick: Pick = (from) => from[Math.floor(random() * from.length)] as (typeof from)[number] // never called on an empty list
  const isRated = (story.state.status === 'resolved' || story.state.status === 'closed') && random() < 0.1
  if (isRated) return byLink(story, pick)
  const drawn = draw(story, random, pick, mood)
  const command = mood === 'wild' && rare.has(drawn.command) && random() < 0.7 ? 'addNote' : drawn.command
  const raw = { ...fieldsFor(story, pick), ...kindFor(command, pick), ...drawn.target }
  const shape = commandInputs[command].shape
  const input = Object.fromEntries(Object.entries(raw).filter(([key]) => key in shape))
  if (random() < 0.2) story.now = addMinutes(story.now, Math.floor(random() * 2_000))
  const parsed = commandInputs[command].safeParse(input)
  if (!parsed.success) return { command, refused: 'invalid-input' }
  try {
    story.does(drawn.who, command, parsed.data as Partial<InputOf<typeof command>>)
    return { command, refused: null }
  } catch (error) {
    if (error instanceof Refusal) return { command, refused: error.code }
    throw error
  }
}
