import type { ReceptionTexts } from './texts.ts'

/** 4 分 05 秒, so that lengths stand under each other. */
export const sayTalked = (seconds: number, t: ReceptionTexts): string =>
  t.talked(Math.floor(seconds / 60), String(seconds % 60).padStart(2, '0'))
