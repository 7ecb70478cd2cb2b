import { SaxesParser } from 'saxes'

export class NotXml extends Error {}

export type Attributes = Readonly<Record<string, string>>
/** What is found, in the order of the text; an empty tag is opened and closed. Names come without their prefix. */
export type XmlReader = {
  readonly open: (name: string, attributes: Attributes) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
  /** Enough was read; the rest is not looked at. */
  readonly isDone?: () => boolean
}

/** A sheet is some six tags deep, and its first tag names some twenty namespaces. */
const DEEPEST = 100
const MOST_ATTRIBUTES = 200

/**
 * Reads a part of a spreadsheet piece by piece. Strict: what is not well formed is refused, and with it every part that
 * brings entities of its own, which the format forbids.
 * @throws NotXml
 */
export async function readXml(pieces: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false }) // nobody is told where in the part it breaks
  const refuse = (message: string) => {
    throw new NotXml(message)
  }
  parser.on('error', ({ message }) => refuse(message))
  parser.on('doctype', () => refuse('a document type of its own'))
  let depth = 0
  let attributeCount = 0
  parser.on('attribute', () => {
    if (++attributeCount > MOST_ATTRIBUTES) refuse('too many attributes')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) refuse('too deep')
    attributeCount = 0
    reader.open(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    reader.close?.(local(name))
  })
  parser.on('text', (text) => reader.text?.(text))
  parser.on('cdata', (text) => reader.text?.(text))
  for await (const text of textOf(pieces)) {
    parser.write(text)
    if (reader.isDone?.()) return
  }
  parser.close()
}

/** A character may lie across two pieces. */
async function* textOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of pieces) {
    try {
      yield decoder.decode(piece, { stream: true })
    } catch (error) {
      throw error instanceof TypeError ? new NotXml('not UTF-8', { cause: error }) : error
    }
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: Attributes, name: string): string | null {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  const prefixed = Object.keys(attributes).find((key) => key.includes(':') && local(key) === name)
  return prefixed === undefined ? null : (attributes[prefixed] ?? null)
}
