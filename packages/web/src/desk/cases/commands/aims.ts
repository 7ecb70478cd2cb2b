import type { Scene } from './fields.ts'

/** The delivery or tolerance that a dialog is aimed at, as the case knew it when the dialog was opened. */
export const deliveryOf = ({ view, target }: Scene) =>
  view.state.deliveries.find((delivery) => delivery.deliveryId === target.deliveryId)
export const toleranceOf = ({ view, target }: Scene) =>
  view.state.tolerances.find((tolerance) => tolerance.toleranceId === target.toleranceId)
