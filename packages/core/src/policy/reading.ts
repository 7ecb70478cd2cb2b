import { z } from 'zod'
import { Policy } from './schema.ts'

/** Where a document is wrong. An unknown field comes with the one that was probably meant, and with all that may stand there. */
export type PolicyFault = {
  readonly path: string
  readonly message: string
  readonly unknown: { readonly near: string | null; readonly known: readonly string[] } | null
}
export type PolicyRead = { readonly policy: Policy; readonly faults: readonly [] } | Refused
type Refused = { readonly policy: null; readonly faults: readonly PolicyFault[] }
type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** What somebody writes: a field that nobody knows is a fault, or a misspelt rule would be taken for none. */
export function readWritten(document: unknown): PolicyRead {
  const read = Policy.safeParse(document)
  if (read.success) return { policy: read.data, faults: [] }
  return { policy: null, faults: read.error.issues.flatMap((issue) => faultsOf(issue, document)) }
}

/** What was once put in force: a field that this version no longer knows is left out. @throws ZodError when more is wrong */
export function readKept(document: unknown): Policy {
  const read = Policy.safeParse(document)
  if (read.success) return read.data
  const kept: unknown = JSON.parse(JSON.stringify(document)) // a copy of what came as JSON
  for (const issue of read.error.issues)
    if (issue.code === 'unrecognized_keys') {
      const holder = valueAt(kept, issue.path)
      if (isObject(holder)) for (const key of issue.keys) delete holder[key]
    }
  return Policy.parse(kept)
}

function faultsOf(issue: Issue, document: unknown): PolicyFault[] {
  if (issue.code !== 'unrecognized_keys')
    return [{ path: issue.path.map(String).join('.'), message: issue.message, unknown: null }]
  const known = fieldsAt(Policy, issue.path, document)
  return issue.keys.map((key) => ({
    path: [...issue.path, key].map(String).join('.'),
    message: 'unknown field',
    unknown: { near: nearest(key, known), known },
  }))
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null
const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((holder, key) => (isObject(holder) ? holder[key] : undefined), value)

/** The fields that a schema knows at a place of a document. */
function fieldsAt(schema: z.core.$ZodType, [step, ...rest]: Path, document: unknown): readonly string[] {
  const shape = plainOf(schema, document)
  if (shape instanceof z.ZodObject) {
    if (step === undefined) return Object.keys(shape.shape)
    const field: z.core.$ZodType | undefined = shape.shape[String(step)]
    return field ? fieldsAt(field, rest, valueAt(document, [step])) : []
  }
  if (shape instanceof z.ZodArray && step !== undefined) return fieldsAt(shape.element, rest, valueAt(document, [step]))
  if (shape instanceof z.ZodRecord) {
    if (step !== undefined) return fieldsAt(shape.valueType, rest, valueAt(document, [step]))
    return shape.keyType instanceof z.ZodEnum ? shape.keyType.options.map(String) : []
  }
  return []
}

/** A schema without what stands around it: its usual value, that it may be missing, what is made of it. */
function plainOf(schema: z.core.$ZodType, document: unknown): z.core.$ZodType {
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodOptional
  )
    return plainOf(schema.def.innerType, document)
  if (schema instanceof z.ZodPipe) return plainOf(schema.in, document)
  if (schema instanceof z.ZodUnion) {
    const fits = schema.options.map((option) => plainOf(option, document)).find((option) => isFor(option, document))
    return fits ? plainOf(fits, document) : schema
  }
  return schema
}

/** One of several shapes is known by the field whose value is fixed. */
function isFor(option: z.core.$ZodType, document: unknown): boolean {
  if (option instanceof z.ZodArray) return Array.isArray(document)
  if (!(option instanceof z.ZodObject) || !isObject(document) || Array.isArray(document)) return false
  return Object.entries(option.shape).every(
    ([key, field]) => !(field instanceof z.ZodLiteral) || field.value === document[key],
  )
}

function nearest(word: string, known: readonly string[]): string | null {
  const [best] = known
    .map((other) => ({ other, distance: editsBetween(word.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  return best && best.distance <= Math.max(2, word.length / 3) ? best.other : null
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries())
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    row = next
  }
  return row[b.length] ?? 0
}
