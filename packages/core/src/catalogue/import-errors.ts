import { z } from 'zod'

export const ImportErrorCode = z.enum([
  'file-unreadable',
  'file-empty',
  'file-too-large',
  'too-many-rows',
  'column-missing',
  'column-twice',
  'merged-cells',
  'formula-without-value',
  'value-missing',
  'value-too-long',
  'limit-unreadable',
  'necessity-unreadable',
  'paper-form-unreadable',
  'yes-no-unreadable',
  'number-unreadable',
  'phone-unreadable',
  'code-twice',
  'material-deferrable-principal',
  'date-unreadable',
  'period-reversed',
  'link-unreadable',
  'question-twice',
  'entry-twice',
])
export type ImportErrorCode = z.infer<typeof ImportErrorCode>

/** One thing that is wrong, where a person finds it in the file: the row as the spreadsheet numbers it. */
export const ImportError = z.object({
  row: z.int().nullable(),
  /** The heading in the file. */
  column: z.string().nullable(),
  code: ImportErrorCode,
  value: z.string(),
  sentence: z.object({ zh: z.string(), en: z.string() }),
})
export type ImportError = z.infer<typeof ImportError>

type Sentence = (value: string, column: string) => { readonly zh: string; readonly en: string }

const sentences: Record<ImportErrorCode, Sentence> = {
  'file-unreadable': (value) => ({
    zh: `文件读不出来（${value}）。请另存为 xlsx 或 UTF-8 编码的 CSV 后重新上传。`,
    en: `The file cannot be read (${value}). Save it as xlsx or as CSV in UTF-8 and upload it again.`,
  }),
  'file-empty': () => ({ zh: '文件里没有数据行。', en: 'The file has no rows.' }),
  'file-too-large': (value) => ({
    zh: `文件太大（${value}），请拆成几份。`,
    en: `The file is too large (${value}); split it.`,
  }),
  'too-many-rows': (value) => ({
    zh: `行数超过 ${value}，请拆成几份。`,
    en: `More than ${value} rows; split the file.`,
  }),
  'column-missing': (_, column) => ({ zh: `缺少“${column}”列。`, en: `The column “${column}” is missing.` }),
  'column-twice': (_, column) => ({
    zh: `“${column}”列出现了两次，请删去一列。`,
    en: `The column “${column}” appears twice; remove one.`,
  }),
  'merged-cells': (value) => ({
    zh: `${value} 是合并单元格，请取消合并并填满每一格。`,
    en: `${value} is merged; unmerge it and fill every cell.`,
  }),
  'formula-without-value': (value, column) => ({
    zh: `“${column}”是公式（${value}）但没有保存结果，请改为数值。`,
    en: `“${column}” is a formula (${value}) without a saved value; paste its value.`,
  }),
  'value-missing': (_, column) => ({ zh: `“${column}”没有填。`, en: `“${column}” is empty.` }),
  'value-too-long': (value, column) => ({
    zh: `“${column}”太长（${value} 字）。`,
    en: `“${column}” is too long (${value} characters).`,
  }),
  'limit-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不是时限。请写成“当场”“5个工作日”“30个自然日”或“4个工作小时”。`,
    en: `“${value}” in “${column}” is no time limit. Write 当场, 5个工作日, 30个自然日 or 4个工作小时.`,
  }),
  'necessity-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不认识。请写“必要”“非必要”或“可容缺”。`,
    en: `“${value}” in “${column}” is not known. Write 必要, 非必要 or 可容缺.`,
  }),
  'paper-form-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不认识。请写“原件”或“复印件”。`,
    en: `“${value}” in “${column}” is not known. Write 原件 or 复印件.`,
  }),
  'yes-no-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”请改为“是”或“否”。`,
    en: `Change “${value}” in “${column}” to 是 or 否.`,
  }),
  'number-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不是 0 到 99 的整数。`,
    en: `“${value}” in “${column}” is no whole number from 0 to 99.`,
  }),
  'phone-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不像电话号码。`,
    en: `“${value}” in “${column}” does not look like a phone number.`,
  }),
  'code-twice': (value, column) => ({
    zh: `“${column}”的“${value}”前面已经出现过，且内容不同。`,
    en: `“${value}” in “${column}” has appeared before with other content.`,
  }),
  'date-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不是日期。请写成 2026-03-02，长期有效就留空。`,
    en: `“${value}” in “${column}” is no date. Write 2026-03-02, or leave it empty when it always holds.`,
  }),
  'period-reversed': (value, column) => ({
    zh: `“${column}”（${value}）早于生效时间。`,
    en: `“${column}” (${value}) lies before the beginning.`,
  }),
  'link-unreadable': (value, column) => ({
    zh: `“${column}”的“${value}”不是网址，请以 http:// 或 https:// 开头。`,
    en: `“${value}” in “${column}” is no address; begin with http:// or https://.`,
  }),
  'question-twice': (value) => ({
    zh: `同一区域的问题“${value}”前面已经出现过，请合并。`,
    en: `The question “${value}” has appeared before for the same area; merge them.`,
  }),
  'entry-twice': (value, column) => ({
    zh: `“${column}”的“${value}”与前面的行不一致，请核对。`,
    en: `“${value}” in “${column}” differs from an earlier row; check which is right.`,
  }),
  'material-deferrable-principal': (value) => ({
    zh: `材料“${value}”是主件，不能标为可容缺。`,
    en: `The material “${value}” is a principal document; it cannot be deferrable.`,
  }),
}

export function importError(
  code: ImportErrorCode,
  at: { row?: number; column?: string; value?: string } = {},
): ImportError {
  const value = (at.value ?? '').slice(0, 80)
  return {
    row: at.row ?? null,
    column: at.column ?? null,
    code,
    value,
    sentence: sentences[code](value, at.column ?? ''),
  }
}
