import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Example } from '@bancheng/core/triage/classify.ts'
import { parse } from 'csv-parse/sync'

/** Labelled texts of one file, and what could not be used of it. */
export type Labelled = {
  readonly examples: readonly Example[]
  readonly unreadable: number
  readonly withoutLabel: number
  readonly withoutText: number
}

type Fields = Readonly<Record<string, unknown>>

const labelNames = [
  'label',
  'labels',
  'category',
  'class',
  'target',
  'tag',
  'y',
  '一级标签',
  '一级分类',
  '标签',
  '分类',
  '类别',
]
const titleNames = ['title', 'subject', 'headline', '留言主题', '主题', '标题']
const textNames = [
  'text',
  'tokens',
  'body',
  'content',
  'message',
  'detail',
  'sentence',
  '留言详情',
  '详情',
  '正文',
  '内容',
  '文本',
]

/** JSON lines, a JSON list, `__label__x text` lines, CSV or TSV; gzipped or not; UTF-8 or GB18030. */
export function readLabelled(path: string): Labelled {
  const { records, unreadable } = recordsOf(decoded(readFileSync(path)))
  const names = columnsOf(records, path)
  const rows = records.map((record) => ({
    label: said(record[names.label]),
    text: names.texts
      .map((name) => said(record[name]))
      .filter(Boolean)
      .join(' '),
  }))
  return {
    examples: rows.filter(({ label, text }) => label && text),
    unreadable,
    withoutLabel: rows.filter(({ label, text }) => !label && text).length,
    withoutText: rows.filter(({ text }) => !text).length,
  }
}

function decoded(bytes: Buffer): string {
  const plain = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(plain) // leaves a byte order mark out
  } catch {
    return new TextDecoder('gb18030').decode(plain)
  }
}

const said = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(said).filter(Boolean).join(' ')
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

type Records = { readonly records: readonly Fields[]; readonly unreadable: number }

function recordsOf(text: string): Records {
  const start = text.trimStart()
  if (start.startsWith('__label__')) return prefixed(start)
  if (start.startsWith('{')) return jsonLines(text)
  if (start.startsWith('[')) {
    const list: unknown = JSON.parse(text)
    const records = Array.isArray(list) ? list.filter(isFields) : []
    return { records, unreadable: Array.isArray(list) ? list.length - records.length : 1 }
  }
  return table(text)
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const linesOf = (text: string) => text.split(/\r?\n/).filter((line) => line.trim() !== '')

function jsonLines(text: string): Records {
  const lines = linesOf(text)
  const records = lines.flatMap((line) => {
    try {
      const value: unknown = JSON.parse(line)
      return isFields(value) ? [value] : []
    } catch {
      return [] // counted below
    }
  })
  return { records, unreadable: lines.length - records.length }
}

function prefixed(text: string): Records {
  const lines = linesOf(text)
  const records = lines.flatMap((line) => {
    const [, label, rest] = /^__label__(\S+)\s+(.*)$/.exec(line.trim()) ?? []
    return label && rest ? [{ label, text: rest }] : []
  })
  return { records, unreadable: lines.length - records.length }
}

function table(text: string): Records {
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined)
  const delimiter = ['\t', ',', ';', '|'].toSorted((one, other) => head.split(other).length - head.split(one).length)[0]
  const rows: string[][] = parse(text, {
    delimiter: delimiter ?? ',',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  })
  const heading = (rows[0] ?? []).map((name) => name.toLowerCase())
  const isNamed = heading.some((name) => labelNames.includes(name) || textNames.includes(name))
  const names = isNamed ? (rows[0] ?? []) : (rows[0] ?? []).map((_, column) => `column ${column + 1}`)
  const records = (isNamed ? rows.slice(1) : rows).map((row) =>
    Object.fromEntries(names.map((name, column) => [name, row[column] ?? ''])),
  )
  return { records, unreadable: 0 }
}

type Columns = { readonly label: string; readonly texts: readonly string[] }

/** Known names first, whatever their order or capitals; else the column of few values is the label, the longest the text. */
function columnsOf(records: readonly Fields[], path: string): Columns {
  const names = [...new Set(records.slice(0, 1_000).flatMap((record) => Object.keys(record)))]
  const named = (known: readonly string[]) =>
    known.flatMap((one) => names.filter((name) => name.trim().toLowerCase() === one))
  const rest = (taken: string) => names.filter((name) => name !== taken)
  const label = named(labelNames)[0] ?? least(names, (name) => new Set(records.map((one) => said(one[name]))).size)
  if (label === undefined) throw new Error(`${path} has no records.`)
  const texts = [...new Set([...named(titleNames), ...named(textNames)])].filter((name) => name !== label)
  const longest = least(rest(label), (name) => -records.reduce((sum, one) => sum + said(one[name]).length, 0))
  if (texts.length === 0 && longest === undefined) throw new Error(`${path} has labels but no texts.`)
  return { label, texts: texts.length > 0 ? texts : [longest ?? ''] }
}

const least = (names: readonly string[], measure: (name: string) => number): string | undefined =>
  names.toSorted((one, other) => measure(one) - measure(other))[0]
