import type { LadderPaper } from '../cases/words.ts'

type Papers = {
  readonly caseNo: string
  readonly escalations: readonly { readonly paper: { kind: LadderPaper } | null }[]
}

const letters = { urging: 'C', supervision: 'D', circular: 'T' } as const satisfies Record<LadderPaper, string>

/** 文号 within the case (or the instruction): 催 C1, C2 …, 督 D1, D2 …, 通 T1 … */
export class PaperNumbers {
  readonly #caseNo: string
  readonly #used: Record<LadderPaper, number> = { urging: 0, supervision: 0, circular: 0 }

  constructor({ caseNo, escalations }: Papers) {
    this.#caseNo = caseNo
    for (const { paper } of escalations) if (paper) this.#used[paper.kind] += 1
  }

  next(kind: LadderPaper): string {
    this.#used[kind] += 1
    return `${this.#caseNo}-${letters[kind]}${this.#used[kind]}`
  }
}
