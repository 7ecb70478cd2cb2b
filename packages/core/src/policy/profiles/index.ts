import { jingan2023 } from '../defaults/jingan-2023.ts'
import type { PolicyDocument } from '../schema.ts'
import { fengxian2023 } from './fengxian-2023.ts'
import { jiangsu2023 } from './jiangsu-2023.ts'
import { linzhou } from './linzhou.ts'
import { shimin } from './shimin.ts'
import { tianjin2021 } from './tianjin-2021.ts'
import { xiangxi2021 } from './xiangxi-2021.ts'
import { yanhu } from './yanhu.ts'
import { zhenjiang2023 } from './zhenjiang-2023.ts'

/**
 * Published rules to begin from. Where a rule says nothing the usual applies (task-limits.ts, clocks.ts, ladder.ts …). A
 * city that is not here writes a document of the same shape: it needs no code.
 */
export const profiles: readonly PolicyDocument[] = [
  jingan2023,
  jiangsu2023,
  tianjin2021,
  fengxian2023,
  linzhou,
  yanhu,
  xiangxi2021,
  zhenjiang2023,
  shimin,
]
