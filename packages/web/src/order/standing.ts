import type { OrderQuestion } from '@bancheng/core/catalogue/order-contract.ts'
import type { LocalDate } from '@bancheng/core/kernel/time.ts'

/** What somebody ticked; it lives in the address, so that it can be sent, kept and reloaded. */
export type Ticked = {
  readonly situation: readonly string[]
  readonly done: readonly { readonly stepId: string; readonly on: LocalDate | null }[]
  readonly notDone: readonly string[]
}

export const nothingTicked: Ticked = { situation: [], done: [], notDone: [] }

const list = (search: URLSearchParams, name: string) => (search.get(name) ?? '').split(',').filter(Boolean)

export const readTicked = (search: URLSearchParams): Ticked => ({
  situation: list(search, 'situation'),
  done: list(search, 'done').map((one) => {
    const [stepId = '', on] = one.split('@')
    // Checked by the shape that the server demands of a day.
    return { stepId, on: on && /^\d{4}-\d{2}-\d{2}$/.test(on) ? (on as LocalDate) : null }
  }),
  notDone: list(search, 'not'),
})

export function writeTicked({ situation, done, notDone }: Ticked): Record<string, string> {
  const written = done.map(({ stepId, on }) => (on ? `${stepId}@${on}` : stepId))
  const all = { situation: situation.join(','), done: written.join(','), not: notDone.join(',') }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

export const questionOf = ({ situation, done, notDone }: Ticked): OrderQuestion => ({
  situation: [...situation],
  done: [...done],
  notDone: [...notDone],
})

const toggled = (ids: readonly string[], id: string, isOn: boolean) =>
  isOn ? [...ids.filter((one) => one !== id), id] : ids.filter((one) => one !== id)

export const tickSituation = (ticked: Ticked, id: string, isOn: boolean): Ticked => ({
  ...ticked,
  situation: toggled(ticked.situation, id, isOn),
})

/** One of a group: the others of it are off. */
export const chooseSituation = (ticked: Ticked, id: string, group: readonly string[]): Ticked => ({
  ...ticked,
  situation: [...ticked.situation.filter((one) => !group.includes(one)), id],
})

export const tickDone = (ticked: Ticked, stepId: string, isOn: boolean): Ticked => ({
  ...ticked,
  done: [...ticked.done.filter((one) => one.stepId !== stepId), ...(isOn ? [{ stepId, on: null }] : [])],
  notDone: isOn ? ticked.notDone.filter((id) => id !== stepId) : ticked.notDone,
})

export const dateDone = (ticked: Ticked, stepId: string, on: LocalDate | null): Ticked => ({
  ...ticked,
  done: ticked.done.map((one) => (one.stepId === stepId ? { stepId, on } : one)),
})

/** Presumed to be done, and it is not after all. */
export const denyDone = (ticked: Ticked, stepId: string): Ticked => ({
  ...ticked,
  done: ticked.done.filter((one) => one.stepId !== stepId),
  notDone: toggled(ticked.notDone, stepId, true),
})
