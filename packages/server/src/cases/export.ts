import type { Writable } from 'node:stream'
import type { LedgerRow } from '@bancheng/core/cases/view.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { gradeWord, labelOf } from '@bancheng/core/texts/labels.ts'
import type { Locale } from '@bancheng/core/texts/refusals.ts'
import ExcelJS from 'exceljs'

type Column = {
  readonly zh: string
  readonly en: string
  readonly width: number
  readonly of: (row: LedgerRow, locale: Locale) => string | number
}

const provisional = { zh: '节假日未公布，可能调整', en: 'holidays not announced, may move' } as const

/** 台账: the columns in the order in which a centre files them. */
const columns: readonly Column[] = [
  { zh: '编号', en: 'Number', width: 22, of: (row) => row.caseNo },
  { zh: '登记时间', en: 'Registered', width: 17, of: (row) => sayInstant(row.registeredAt) },
  { zh: '渠道', en: 'Channel', width: 8, of: (row, l) => labelOf('channel', row.channel, l) },
  { zh: '申请人', en: 'Applicant', width: 16, of: (row) => row.applicantName },
  { zh: '联系电话', en: 'Phone', width: 14, of: (row) => row.phoneMasked ?? '' },
  { zh: '诉求', en: 'What is wanted', width: 48, of: (row) => row.want },
  { zh: '诉求类型', en: 'Kind', width: 12, of: (row, l) => labelOf('pain', row.pain, l) },
  { zh: '事项', en: 'Item', width: 28, of: (row) => row.itemName ?? '' },
  {
    zh: '难易分级',
    en: 'Grade',
    width: 10,
    of: (row, l) => (row.grade ? gradeWord(row.grade, row.gradeName ?? undefined, l) : ''),
  },
  { zh: '状态', en: 'Status', width: 10, of: (row, l) => labelOf('status', row.status, l) },
  { zh: '经办人', en: 'Owner', width: 10, of: (row) => row.ownerName },
  { zh: '待办方', en: 'Waits for', width: 20, of: (row) => row.waitsFor },
  { zh: '办理期限', en: 'Due', width: 17, of: (row) => (row.dueAt ? sayInstant(row.dueAt) : '') },
  // A column of its own: the date beside it stays one that can be sorted.
  { zh: '暂定', en: 'Provisional', width: 26, of: (row, l) => (row.isProvisional ? provisional[l] : '') },
  { zh: '逾期', en: 'Late', width: 6, of: (row, l) => (row.isLate ? (l === 'zh' ? '是' : 'yes') : '') },
  { zh: '提级次数', en: 'Level', width: 8, of: (row) => row.level },
  { zh: '跑动次数', en: 'Trips', width: 8, of: (row) => row.trips },
  { zh: '办理结果', en: 'Result', width: 16, of: (row, l) => (row.result ? labelOf('resultKind', row.result, l) : '') },
  { zh: '销号时间', en: 'Closed', width: 17, of: (row) => (row.closedAt ? sayInstant(row.closedAt) : '') },
]

/**
 * Streams the ledger as an Excel file. Every text is written as a string cell, so what a person typed is never a live
 * formula, whatever it begins with.
 */
export async function writeLedger(to: Writable, rows: AsyncIterable<LedgerRow>, locale: Locale): Promise<void> {
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet(locale === 'zh' ? '台账' : 'Ledger', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((column) => ({ header: column[locale], width: column.width }))
  sheet.getRow(1).font = { bold: true }
  for await (const row of rows) sheet.addRow(columns.map((column) => column.of(row, locale))).commit()
  sheet.commit()
  await book.commit()
}
