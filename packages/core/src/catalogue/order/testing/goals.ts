import fc from 'fast-check'
import { OrderGoal, type Span } from '../goal.ts'

type Given = { readonly after?: string[]; readonly advised?: string[]; readonly days?: number } & Record<
  string,
  unknown
>

/** A goal written down as the tests speak: step → what it needs. */
export const aGoal = (steps: Record<string, Given>, situations: unknown[] = []): OrderGoal =>
  OrderGoal.parse({
    goalId: 'goal',
    name: '测试',
    situations,
    steps: Object.entries(steps).map(([stepId, { after = [], advised = [], days = 0, ...rest }]) => ({
      stepId,
      name: stepId,
      department: '',
      takes: { amount: days, unit: days === 0 ? 'on-the-spot' : 'working-days' },
      prerequisites: [
        ...after.map((id) => ({ anyOf: id.split('|'), kind: 'hard' })),
        ...advised.map((id) => ({ anyOf: id.split('|'), kind: 'advised' })),
      ],
      ...rest,
    })),
  })

export const closing = (kind: 'online-closed' | 'conditional' | 'impossible', ...closes: string[]) => ({
  kind,
  closes,
  reason: '账户失效',
  wayOut: '线下受理',
  source: '示例',
})

/** 关店 in small: 决议 → 清税 → 执照注销 closes the food licence online; 销户 needs the seal. */
export const smallClosing = aGoal(
  {
    resolve: {},
    announce: { after: ['resolve'], appliesWhen: ['ordinary'] },
    food: { appliesWhen: ['food'], days: 5 },
    deposit: { after: ['food'], appliesWhen: ['deposit'], takes: null },
    tax: { after: ['resolve'], days: 5 },
    licence: {
      advised: ['food'],
      days: 3,
      prerequisites: [
        { anyOf: ['tax'], kind: 'hard' },
        { anyOf: ['announce'], kind: 'hard', wait: { amount: 45, unit: 'calendar-days' } },
      ],
      effects: [closing('online-closed', 'food', 'insurance')],
    },
    insurance: { advised: ['licence'] },
    account: { days: 2 },
    seal: { after: ['licence'], effects: [closing('impossible', 'account', 'deposit')] },
  },
  [
    { situationId: 'ordinary', name: '普通注销', group: 'way' },
    { situationId: 'simplified', name: '简易注销', group: 'way' },
    { situationId: 'food', name: '经营食品' },
    { situationId: 'deposit', name: '有押金' },
  ],
)

const spans: fc.Arbitrary<Span | null> = fc.oneof(
  fc.constant({ amount: 0, unit: 'on-the-spot' as const }),
  fc.record({ amount: fc.integer({ min: 1, max: 3 }), unit: fc.constantFrom('working-days', 'calendar-days') }),
  fc.constant(null),
)

const someOf = (ids: string[], maxLength: number): fc.Arbitrary<string[]> =>
  ids.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...ids), { maxLength })

const stepAt = (index: number, ids: string[]) => {
  const earlier = ids.slice(0, index)
  const alternatives = fc.array(someOf(earlier, 2), { maxLength: 2 })
  const wait = fc.option(fc.constant({ amount: 2, unit: 'calendar-days' as const }), { nil: null })
  const kinds = fc.constantFrom('online-closed', 'conditional', 'impossible')
  const advised = ids.filter((id) => id !== ids[index])
  return fc.record({
    stepId: fc.constant(ids[index]),
    name: fc.constant(ids[index]),
    department: fc.constant('窗口'),
    takes: spans,
    appliesWhen: someOf(['s1', 's2'], 2),
    prerequisites: fc
      .tuple(alternatives, wait, someOf(advised, 2))
      .map(([hard, days, soft]) => [
        ...hard.filter((anyOf) => anyOf.length > 0).map((anyOf) => ({ anyOf, kind: 'hard', wait: days })),
        ...soft.map((id) => ({ anyOf: [id], kind: 'advised' })),
      ]),
    // What is closed for good lies before whoever closes it: else the catalogue contradicts itself.
    effects: fc
      .tuple(
        kinds,
        someOf(
          ids.filter((id) => id !== ids[index]),
          2,
        ),
      )
      .map(([kind, closes]) => [
        closing(kind, ...closes.filter((id) => kind !== 'impossible' || earlier.includes(id))),
      ]),
  })
}

/** Any goal without a contradiction; advice and closings of the online way may point anywhere. */
export const goals = (size: { min: number; max: number }): fc.Arbitrary<OrderGoal> =>
  fc.integer(size).chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `p${index}`)
    const steps = fc.tuple(...ids.map((_, index) => stepAt(index, ids)))
    // Shuffled: the order in which a catalogue lists its steps must not matter.
    const listed = steps.chain((all) => fc.shuffledSubarray(all, { minLength: all.length }))
    return listed.map((steps) =>
      OrderGoal.parse({
        goalId: 'any',
        name: '任意',
        situations: ['s1', 's2'].map((situationId) => ({ situationId, name: situationId })),
        steps,
      }),
    )
  })

/** A goal and where somebody stands in it. */
export const standings = (size: { min: number; max: number }) =>
  goals(size).chain((goal) => {
    const ids = goal.steps.map(({ stepId }) => stepId)
    return fc.record({
      goal: fc.constant(goal),
      situation: someOf(['s1', 's2'], 2),
      done: someOf(ids, 4).map((done) => done.map((stepId) => ({ stepId, on: null }))),
      notDone: someOf(ids, 3),
    })
  })
