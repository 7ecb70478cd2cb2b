import type { CaseState, Delivery, Paper } from '../state.ts'
import { type Folds, markOf } from './folding.ts'

const withPapers = (state: CaseState, paperIds: readonly string[], change: (paper: Paper) => Paper): CaseState => ({
  ...state,
  papers: state.papers.map((paper) => (paperIds.includes(paper.paperId) ? change(paper) : paper)),
})

const withDelivery = (state: CaseState, deliveryId: string, change: (delivery: Delivery) => Delivery): CaseState => ({
  ...state,
  deliveries: state.deliveries.map((delivery) => (delivery.deliveryId === deliveryId ? change(delivery) : delivery)),
})

/** Papers, tolerances and deliveries: the things that a case keeps besides its tasks. */
export const thingFolds = {
  PapersTakenIn: (state, { receiptId, receiptNo, papers, from, place, consentToHandIn }, envelope) => {
    const takenIn = markOf(envelope)
    const holder = { kind: 'person' as const, personId: takenIn.by }
    return {
      ...state,
      receipts: [...state.receipts, { receiptId, receiptNo, from, consentToHandIn, takenIn }],
      papers: [
        ...state.papers,
        ...papers.map((paper) => ({
          ...paper,
          receiptId,
          state: 'held' as const,
          holder,
          place,
          moves: [{ ...takenIn, holder, place, note: from }],
          ended: null,
        })),
      ],
    }
  },
  PapersMoved: (state, { paperIds, holder, place, note }, envelope) =>
    withPapers(state, paperIds, (paper) => ({
      ...paper,
      holder,
      place,
      moves: [...paper.moves, { ...markOf(envelope), holder, place, note }],
    })),
  PapersHandedIn: (state, { paperIds, toUnitId, acceptanceNo }, envelope) =>
    withPapers(state, paperIds, (paper) => ({
      ...paper,
      state: 'handed-in',
      holder: { kind: 'unit', unitId: toUnitId },
      ended: { ...markOf(envelope), outcome: acceptanceNo },
    })),
  PapersGivenBack: (state, { paperIds, to }, envelope) =>
    withPapers(state, paperIds, (paper) => ({
      ...paper,
      state: 'given-back',
      holder: { kind: 'applicant' },
      ended: { ...markOf(envelope), outcome: to },
    })),
  PaperLost: (state, { paperId, amends }, envelope) =>
    withPapers(state, [paperId], (paper) => ({
      ...paper,
      state: 'lost',
      ended: { ...markOf(envelope), outcome: amends },
    })),

  ToleranceRequested: (state, { fileIds, ...request }, envelope) => ({
    ...state,
    tolerances: [
      ...state.tolerances,
      { ...request, requested: markOf(envelope), state: 'pending', decided: null, supplementTaskId: null },
    ],
    fileIds: [...state.fileIds, ...fileIds],
  }),
  ToleranceDecided: (state, { toleranceId, granted, ground, conditions, supplementTaskId }, envelope) => ({
    ...state,
    tolerances: state.tolerances.map((tolerance) =>
      tolerance.toleranceId === toleranceId
        ? {
            ...tolerance,
            state: granted ? 'granted' : 'refused',
            decided: { ...markOf(envelope), ground, conditions },
            supplementTaskId,
          }
        : tolerance,
    ),
  }),
  ToleranceSupplemented: (state, { toleranceId, fileIds }) => ({
    ...state,
    tolerances: state.tolerances.map((tolerance) =>
      tolerance.toleranceId === toleranceId ? { ...tolerance, state: 'supplemented' } : tolerance,
    ),
    fileIds: [...state.fileIds, ...fileIds],
  }),

  DeliveryArranged: (state, delivery) => ({
    ...state,
    deliveries: [...state.deliveries, { ...delivery, state: 'arranged', waybills: [], signedBy: null, reports: [] }],
  }),
  DeliveryPosted: (state, { deliveryId, waybill }, envelope) =>
    withDelivery(state, deliveryId, (delivery) => ({
      ...delivery,
      state: 'posted',
      waybills: [...delivery.waybills, waybill],
      reports: [...delivery.reports, { ...markOf(envelope), state: 'posted', note: waybill }],
    })),
  DeliveryReported: (state, { deliveryId, state: reported, signedBy, note, fileIds }, envelope) => ({
    ...withDelivery(state, deliveryId, (delivery) => ({
      ...delivery,
      state: reported,
      signedBy,
      reports: [...delivery.reports, { ...markOf(envelope), state: reported, note }],
    })),
    fileIds: [...state.fileIds, ...fileIds],
  }),
} satisfies Folds<
  | 'PapersTakenIn'
  | 'PapersMoved'
  | 'PapersHandedIn'
  | 'PapersGivenBack'
  | 'PaperLost'
  | 'ToleranceRequested'
  | 'ToleranceDecided'
  | 'ToleranceSupplemented'
  | 'DeliveryArranged'
  | 'DeliveryPosted'
  | 'DeliveryReported'
>
