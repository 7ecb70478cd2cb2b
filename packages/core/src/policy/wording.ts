/** What a text may name between braces. Nothing else is filled in, so nothing else may stand there. */
export const messagePlaces = ['centre', 'caseNo', 'who', 'ask', 'due', 'count', 'link'] as const
export type Place = (typeof messagePlaces)[number]
export type Places = Readonly<Partial<Record<Place, string>>>

/** What stands where the first clause needs a word that is not known. */
const unknownWords: Readonly<Record<'zh' | 'en', Readonly<Record<Place, string>>>> = {
  zh: { centre: '本中心', caseNo: '您的事项', who: '负责人', ask: '详情', due: '规定期限', count: '若干', link: '' },
  en: {
    centre: 'the centre',
    caseNo: 'your matter',
    who: 'whoever is in charge',
    ask: 'the matter',
    due: 'the date set',
    count: 'some',
    link: '',
  },
}

/**
 * A template with its places filled. A later clause that names something unknown is left out, so that no “before .”
 * is ever read; the first one always stands.
 */
export function fillIn(template: string, facts: Places, locale: 'zh' | 'en'): string {
  const clauses = template.split(/(?<=[，；。！？]|[,;.!?](?=\s|$))/)
  const filling = (place: string): string => facts[place as Place] ?? '' // only known places passed the schema
  const isKnown = (clause: string) =>
    [...clause.matchAll(/\{(\w+)\}/g)].every(([, place = '']) => filling(place) !== '')
  const kept = clauses.filter((clause, index) => index === 0 || isKnown(clause))
  const filled = kept
    .join('')
    .replace(/\{(\w+)\}/g, (_, place: string) => filling(place) || unknownWords[locale][place as Place])
  if (kept.at(-1) === clauses.at(-1)) return filled.trim()
  const [end = ''] = /[。！？.!?]?$/.exec(template) ?? []
  return filled.trim().replace(/[，；,;]$/, '') + (/[。！？.!?]$/.test(filled.trim()) ? '' : end)
}

/** A text cut where it would make an SMS a letter. */
export const shortened = (text: string, length = 60): string => {
  const signs = [...text.replace(/\s+/g, ' ').trim()]
  return signs.length <= length ? signs.join('') : `${signs.slice(0, length - 1).join('')}…`
}
