import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { ImportError } from './import-errors.ts'

/** What an import can read. The key of a column, and under which headings files are known to carry it. */
export const importColumns = {
  department: ['department', '部门', '部门名称', '实施主体', '主管部门', '办理部门', 'dept_name'],
  group: ['main_item', '主项', '主项名称', '事项主项', '事项分类'],
  name: ['name', '事项名称', '事项', '业务办理项名称', '服务事项名称', 'task_name'],
  code: ['itemcode', '事项编码', '实施编码', '业务办理项编码', '事项编号', '编码', 'code', 'task_code'],
  type: ['tasktype', '事项类型', 'task_type'],
  area: ['areacode', '行政区划', '行政区划代码', '区划代码', 'area_code'],
  departmentCode: ['deptcode', '部门编码', '实施主体编码', '部门统一社会信用代码', 'dept_code'],
  conditions: ['conditions', '受理条件', '办理条件', '申请条件', 'accept_condition'],
  promised: ['promised', '承诺办结时限', '承诺时限', '承诺期限', 'promise_day'],
  statutory: ['statutory', '法定办结时限', '法定时限', '法定期限', 'anticipate_day'],
  hallWindow: ['window', '办理窗口', '窗口', '大厅窗口', '窗口号'],
  phones: ['phone', 'phones', '咨询电话', '联系电话', '电话', '咨询方式', 'link_way'],
  fees: ['fees', '收费标准', '收费', '是否收费'],
  material: ['material', '材料名称', '申请材料', '材料'],
  necessity: ['necessity', '材料必要性', '必要性', '是否必要', 'is_need'],
  principal: ['principal', '是否主件', '主件'],
  paperForm: ['form', '材料形式', '原件/复印件', '原件或复印件', '材料类型', '原件复印件'],
  copies: ['number', 'copies', '份数', '材料份数', '数量'],
  materialCondition: ['condition', '材料要求', '受理标准', '材料标准'],
  materialNote: ['note', '填报须知', '材料说明', '备注'],
} as const satisfies Record<string, readonly string[]>
export type ImportColumn = keyof typeof importColumns
export const ImportColumn = z.enum(
  // The keys of an object literal are exactly its type's keys; Object.keys does not say so.
  Object.keys(importColumns) as [ImportColumn, ...ImportColumn[]],
)

/** Spaces, full width, case and a required-mark do not make another heading. */
export const normaliseHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replace(/[\s*：:\uFEFF]/g, '')
    .toLowerCase()

const byHeading: ReadonlyMap<string, ImportColumn> = new Map(
  ImportColumn.options.flatMap((column) => importColumns[column].map((heading) => [normaliseHeading(heading), column])),
)
export const columnOfHeading = (heading: string): ImportColumn | null =>
  byHeading.get(normaliseHeading(heading)) ?? null

/** What a person says of a column instead of its heading: that it is not used. */
export const NOT_USED = '-'

/**
 * What the columns of a file are, by their position, separated by commas: empty as its heading says, `-` not used, else
 * the column that it is read as.
 */
export const columnsSaid = (columns: readonly string[]) =>
  z
    .string()
    .max(4_000)
    .transform((said) => said.split(','))
    .pipe(z.array(z.enum(['', NOT_USED, ...columns])))
export type ColumnsSaid = readonly string[]

/** The column at this position: as somebody said by hand, else as its heading says. */
export function columnAt<C extends string>(said: ColumnsSaid, position: number, recognised: C | null): C | null {
  const byHand = said[position] ?? ''
  if (byHand === '') return recognised
  // Checked against the columns of its kind where it came in.
  return byHand === NOT_USED ? null : (byHand as C)
}

export const ImportPreview = z.object({
  importId: Id,
  fileName: z.string(),
  state: z.enum(['preview', 'confirmed']),
  columns: z.array(z.object({ heading: z.string(), column: ImportColumn.nullable() })),
  counts: z.object({
    rows: z.int(),
    new: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    /** Rows that cannot be imported. */
    errors: z.int(),
    newDepartments: z.int(),
  }),
  /** The first of each, so that a person sees what would happen. */
  examples: z.array(
    z.object({ code: z.string(), name: z.string(), departmentName: z.string(), change: z.enum(['new', 'changed']) }),
  ),
  errors: z.array(ImportError),
  hasMoreErrors: z.boolean(),
})
export type ImportPreview = z.infer<typeof ImportPreview>
