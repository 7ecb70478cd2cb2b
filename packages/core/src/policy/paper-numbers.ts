import type { LadderPaper } from '../cases/words.ts'

type Papers = {
  readonly caseNo: string
  readonly escalations: readonly { readonly paper: { kind: LadderPaper } | null }[]
}

/** 文号 within the case (or the instruction): 催 C1, C2 … and 督 D1, D2 … */
export class PaperNumbers {
  readonly #caseNo: string
  readonly #used = { urging: 0, supervision: 0 }

  constructor({ caseNo, escalations }: Papers) {
    this.#caseNo = caseNo
    for (const { paper } of escalations) if (paper) this.#used[paper.kind] += 1
  }

  next(kind: LadderPaper): string {
    this.#used[kind] += 1
    return `${this.#caseNo}-${kind === 'urging' ? 'C' : 'D'}${this.#used[kind]}`
  }
}
