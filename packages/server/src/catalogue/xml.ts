export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly isEmpty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

/** Text · CDATA · comment or instruction · tag. Written so that no text makes it look at a character twice. */
const tokens =
  /([^<]+)|<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)(?:[^\s/<>:"']+:)?([^\s/<>:"']+)([^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*)>/y

/**
 * The tags and texts of a part of a spreadsheet, prefixes taken off. Entities of its own are not known here, so none
 * can be made to grow.
 * @throws Error when it is no XML
 */
export function* readXml(xml: string): Generator<XmlToken> {
  tokens.lastIndex = 0
  let at = 0
  while (at < xml.length) {
    tokens.lastIndex = at
    const found = tokens.exec(xml)
    if (!found) throw new Error('not XML')
    at = tokens.lastIndex
    const [, text, verbatim, slash, name, rest = ''] = found
    if (text !== undefined) yield { kind: 'text', text: unescapeXml(text) }
    else if (verbatim !== undefined) yield { kind: 'text', text: verbatim }
    else if (name !== undefined && slash) yield { kind: 'close', name }
    else if (name !== undefined) {
      const isEmpty = rest.endsWith('/')
      yield { kind: 'open', name, attributes: isEmpty ? rest.slice(0, -1) : rest, isEmpty }
    }
  }
}

const patterns = new Map<string, RegExp>()

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: string, name: string): string | null {
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  const found = pattern.exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? null : unescapeXml(value)
}

const named: ReadonlyMap<string, string> = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g, (whole, hex, decimal, name) => {
        if (name) return named.get(name) ?? whole
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      })
    : text
