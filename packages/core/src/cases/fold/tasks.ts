import type { CaseState } from '../state.ts'
import { endPause } from '../state.ts'
import { endTask, type Folds, markOf, withClock, withTask } from './folding.ts'

/** What somebody said, or what came of it, stands with the task. */
const withWord = (state: CaseState, taskId: string, publicReply: string, fileIds: readonly string[]): CaseState => ({
  ...withTask(state, taskId, (task) => ({
    ...task,
    reply: { internalNote: '', publicReply, fileIds, form: null, solution: [] },
  })),
  fileIds: [...state.fileIds, ...fileIds],
})

export const taskFolds = {
  TaskOpened: (state, payload, envelope) => ({
    ...state,
    tasks: [
      ...state.tasks,
      {
        ...payload,
        state: payload.step && payload.clock === null ? 'waiting' : 'open',
        opened: markOf(envelope),
        signed: null,
        reply: null,
        extensions: 0,
        askedLimit: null,
        ended: null,
      },
    ],
    fileIds: [...state.fileIds, ...payload.fileIds],
  }),
  TaskStarted: (state, { taskId, clock, dueAt }) =>
    withTask(state, taskId, (task) => ({ ...task, state: 'open', clock, dueAt })),
  TaskSigned: (state, { taskId }, envelope) =>
    withTask(state, taskId, (task) => ({ ...task, signed: markOf(envelope) })),
  TaskReplied: (state, { taskId, ...reply }, envelope) => {
    const replied = withTask(state, taskId, (task) => ({
      ...task,
      reply,
      state: 'done',
      signed: task.signed ?? markOf(envelope), // who answers has received it
      ended: { ...markOf(envelope), outcome: 'replied' },
    }))
    return { ...replied, fileIds: [...state.fileIds, ...reply.fileIds] }
  },
  TaskForwarded: (state) => state, // the child task is opened by its own event; this one says how it came about
  TaskTransferred: (state, { taskId, ...transfer }, envelope) =>
    withTask(state, taskId, (task) => ({
      ...task,
      party: { kind: 'unit', unitId: transfer.toUnitId },
      signed: null,
      transfers: [...(task.transfers ?? []), { ...transfer, ...markOf(envelope) }],
    })),
  ReplyRecalled: (state, { taskId }) =>
    withTask(state, taskId, (task) => ({ ...task, state: 'open', reply: null, ended: null })),
  TaskReturned: (state, { taskId, reason }, envelope) => {
    const returned = endTask(state, taskId, envelope, 'returned', reason)
    return withTask(returned, taskId, (task) => ({ ...task, returns: task.returns + 1 }))
  },
  TaskRedirected: (state, { taskId }, envelope) => endTask(state, taskId, envelope, 'done', 'redirected'),
  ReturnRuled: (state, { taskId, reason }, envelope) => endTask(state, taskId, envelope, 'done', reason),
  TaskWithdrawn: (state, { taskId, reason }, envelope) => {
    const withdrawn = endTask(state, taskId, envelope, 'withdrawn', reason)
    return {
      ...withdrawn,
      tolerances: withdrawn.tolerances.map((tolerance) =>
        tolerance.taskId === taskId && tolerance.state === 'pending'
          ? { ...tolerance, state: 'withdrawn' as const }
          : tolerance,
      ),
    }
  },
  LinkSent: (state, { taskId, fileIds: _, ...link }) =>
    withTask(state, taskId, (task) => ({ ...task, link: { ...link, revokedAt: null } })),
  LinkRevoked: (state, { taskId, linkId }, envelope) =>
    withTask(state, taskId, (task) =>
      task.link?.linkId === linkId ? { ...task, link: { ...task.link, revokedAt: envelope.at } } : task,
    ),
  UnitAdded: (state) => state, // as with TaskForwarded
  TaskUrged: (state, { taskId, words }, envelope) =>
    withTask(state, taskId, (task) => ({
      ...task,
      urgings: [...(task.urgings ?? []), { ...markOf(envelope), words }],
    })),
  CountersignAgreed: (state, { taskId, note, fileIds }, envelope) =>
    withWord(endTask(state, taskId, envelope, 'done', 'agreed'), taskId, note, fileIds),
  CountersignRefused: (state, { taskId, reason, fileIds }, envelope) =>
    withWord(endTask(state, taskId, envelope, 'done', 'not-agreed'), taskId, reason, fileIds),
  RefusalRuled: (state, { taskId, upheld }, envelope) =>
    endTask(state, taskId, envelope, 'done', upheld ? 'upheld' : 'overruled'),
  RefusalOverruled: (state, { taskId, reason }, envelope) =>
    withTask(state, taskId, (task) => ({ ...task, overruled: { ...markOf(envelope), reason } })),
  CountersignAskedAgain: (state, { taskId, requestId }) =>
    withTask(state, taskId, (task) => ({ ...task, againRequestId: requestId })),
  CountersignerReleased: (state, { taskId, reason }, envelope) => {
    const released = endTask(state, taskId, envelope, 'withdrawn', reason)
    return withTask(released, taskId, (task) => ({ ...task, released: true }))
  },
  StepSentBack: (state, { toTaskId, waiting }) => ({
    ...state,
    tasks: state.tasks.map((task) => {
      const { extendedBy: _, ...rest } = task // its full time begins anew, and may be prolonged anew
      const fresh = { ...rest, extensions: 0 }
      if (task.taskId === toTaskId) return { ...fresh, signed: null, reply: null, rounds: (task.rounds ?? 0) + 1 }
      if (!waiting.includes(task.taskId)) return task
      return { ...fresh, state: 'waiting', clock: null, dueAt: null, signed: null, reply: null, ended: null }
    }),
  }),
  TaskDone: (state, { taskId, outcome, fileIds }, envelope) => ({
    ...endTask(state, taskId, envelope, 'done', outcome),
    fileIds: [...state.fileIds, ...fileIds],
  }),
  StepCompleted: (state, { taskId, outcome, form, fileIds }, envelope) => {
    const ended = endTask(state, taskId, envelope, 'done', outcome)
    const reply = { internalNote: '', publicReply: outcome, fileIds, form, solution: [] }
    return { ...withTask(ended, taskId, (task) => ({ ...task, reply })), fileIds: [...state.fileIds, ...fileIds] }
  },
  TaskReopened: (state, { taskId, clock, dueAt }) =>
    // A clock that begins anew has not been prolonged yet.
    withTask(state, taskId, ({ extendedBy: _, ...task }) => ({
      ...task,
      state: 'open',
      clock,
      dueAt,
      ended: null,
      extensions: 0,
    })),
  ExtensionRequested: (state, { decisionTaskId, limit }) =>
    withTask(state, decisionTaskId, (task) => ({ ...task, askedLimit: limit })),
  ExtensionDecided: (state, { taskId, granted, limit, dueAt, reason }, envelope) => {
    if (!granted || dueAt === null) return state
    const extended = withTask(state, taskId, (task) => ({
      ...task,
      dueAt,
      extensions: task.extensions + 1,
      extendedBy: [...(task.extendedBy ?? []), limit],
    }))
    const isCaseClock = state.tasks.some((task) => task.taskId === taskId && task.kind === 'handle')
    if (!isCaseClock || !extended.caseClock) return extended
    const extensions = [...extended.caseClock.extensions, { at: envelope.at, limit, reason }]
    return { ...extended, caseClock: { ...extended.caseClock, dueAt, extensions } }
  },
  DueRecomputed: (state, { caseDueAt, tasks, ceilings = [] }) => ({
    ...state,
    caseClock: state.caseClock && {
      ...state.caseClock,
      dueAt: caseDueAt,
      pauses: state.caseClock.pauses.map((pause) => {
        const moved = pause.to === null ? ceilings.find(({ taskId }) => taskId === pause.taskId) : undefined
        return moved ? { ...pause, ceilingAt: moved.ceilingAt } : pause
      }),
    },
    tasks: state.tasks.map((task) => ({
      ...task,
      dueAt: tasks.find(({ taskId }) => taskId === task.taskId)?.dueAt ?? task.dueAt,
    })),
  }),
  TaskReminded: (state, { alarm }) => ({ ...state, alarms: [...state.alarms, alarm] }),
  TaskOverdue: (state, { alarm }) => ({ ...state, alarms: [...state.alarms, alarm] }),
  TaskUnmanned: (state, { alarm }) => ({ ...state, alarms: [...state.alarms, alarm] }),
  TaskManned: (state, { alarm }) => ({ ...state, alarms: [...state.alarms, alarm] }),
  TaskEscalated: (state, { alarm, ...escalation }, envelope) => ({
    ...state,
    alarms: [...state.alarms, alarm],
    escalations: [...state.escalations, { ...escalation, ...markOf(envelope) }],
  }),
  NegativeAnswerDrafted: (state, { taskId, answer }) => ({
    ...withTask(state, taskId, (task) => ({ ...task, negative: answer })),
    fileIds: [...state.fileIds, ...(answer.kind === 'explained' ? answer.fileIds : [])],
  }),
  NegativeAnswerDecided: (state, { taskId, granted, reason }, envelope) =>
    withWord(endTask(state, taskId, envelope, 'done', granted ? 'approved' : 'sent-back'), taskId, reason, []),
  ApplicantContacted: (state, { taskId, words }, envelope) =>
    withWord(endTask(state, taskId, envelope, 'done', 'contacted'), taskId, words, []),
  ApplicantAsked: (state) => state,
  ApplicantAnswered: (state, { taskId, fileIds }, envelope) => ({
    ...endTask(state, taskId, envelope, 'done', 'answered'),
    fileIds: [...state.fileIds, ...fileIds],
  }),
  ClockStopped: (state, { taskId, reason, ceilingAt, ceiling }, envelope) => {
    if (!state.caseClock) return state
    const limited = { ...(ceilingAt ? { ceilingAt } : {}), ...(ceiling ? { ceiling } : {}) }
    const pauses = [...state.caseClock.pauses, { from: envelope.at, to: null, reason, taskId, ...limited }]
    return withClock(state, { dueAt: null, pauses })
  },
  PauseEnded: (state, { taskId }, envelope) => {
    if (!state.caseClock) return state
    const pauses = state.caseClock.pauses.map((pause) =>
      pause.taskId === taskId ? endPause(pause, envelope.at) : pause,
    )
    return withClock(state, { dueAt: null, pauses })
  },
  PauseExpired: (state, { alarm, taskId, at, dueAt }) => {
    if (!state.caseClock) return state
    const pauses = state.caseClock.pauses.map((pause) =>
      pause.taskId === taskId && pause.to === null ? { ...pause, to: at } : pause,
    )
    return { ...withClock(state, { dueAt, pauses }), alarms: [...state.alarms, alarm] }
  },
  ClockResumed: (state, { dueAt }, envelope) => {
    if (!state.caseClock) return state
    return withClock(state, { dueAt, pauses: state.caseClock.pauses.map((pause) => endPause(pause, envelope.at)) })
  },
  ProcedureStarted: (state, { taskId, key, name }) =>
    withTask(state, taskId, (task) => ({ ...task, procedure: { key, name } })),
  ProcedureEnded: (state, { taskId, outcome, fileIds }, envelope) =>
    withWord(endTask(state, taskId, envelope, 'done', 'ended'), taskId, outcome, fileIds),
} satisfies Folds<
  | 'TaskOpened'
  | 'TaskStarted'
  | 'TaskSigned'
  | 'TaskReplied'
  | 'TaskForwarded'
  | 'TaskTransferred'
  | 'ReplyRecalled'
  | 'TaskReturned'
  | 'TaskRedirected'
  | 'ReturnRuled'
  | 'LinkSent'
  | 'LinkRevoked'
  | 'UnitAdded'
  | 'TaskUrged'
  | 'CountersignAgreed'
  | 'CountersignRefused'
  | 'RefusalRuled'
  | 'RefusalOverruled'
  | 'CountersignAskedAgain'
  | 'CountersignerReleased'
  | 'StepSentBack'
  | 'TaskWithdrawn'
  | 'TaskDone'
  | 'StepCompleted'
  | 'TaskReopened'
  | 'ExtensionRequested'
  | 'ExtensionDecided'
  | 'DueRecomputed'
  | 'TaskReminded'
  | 'TaskOverdue'
  | 'TaskUnmanned'
  | 'TaskManned'
  | 'TaskEscalated'
  | 'NegativeAnswerDrafted'
  | 'NegativeAnswerDecided'
  | 'ApplicantContacted'
  | 'ApplicantAsked'
  | 'ApplicantAnswered'
  | 'ClockStopped'
  | 'PauseEnded'
  | 'PauseExpired'
  | 'ClockResumed'
  | 'ProcedureStarted'
  | 'ProcedureEnded'
>
