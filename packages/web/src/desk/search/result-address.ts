import type { SearchResult } from '@bancheng/core/search/contract.ts'

/** Where a result is at home. */
export function addressOfResult(result: SearchResult): string {
  switch (result.kind) {
    case 'item':
      return `/items?${new URLSearchParams({ q: result.name, item: result.itemId })}`
    case 'material':
      return result.items[0] ? `/items?${new URLSearchParams({ item: result.items[0].itemId })}` : '/items'
    case 'qa':
      return `/answers?${new URLSearchParams({ answer: result.qaId })}`
    case 'unit':
      return `/directory?${new URLSearchParams({ q: result.name })}`
    case 'person':
      return `/directory?${new URLSearchParams({ q: result.name })}`
    case 'case':
    case 'precedent':
      return `/cases/${result.caseId}`
  }
}

/** One key for each, whatever it is. */
export function keyOfResult(result: SearchResult): string {
  switch (result.kind) {
    case 'item':
      return `item-${result.itemId}`
    case 'material':
      return `material-${result.name}`
    case 'qa':
      return `qa-${result.qaId}`
    case 'unit':
      return `unit-${result.unitId}`
    case 'person':
      return `person-${result.personId}`
    case 'case':
    case 'precedent':
      return `${result.kind}-${result.caseId}`
  }
}

type Subject = { subjectKind: 'item' | 'qa' | 'unit' | 'person'; subjectId: string; subjectName: string }

/** What a report on this result is about; cases are corrected in the case. */
export function subjectOf(result: SearchResult): Subject | null {
  switch (result.kind) {
    case 'item':
      return { subjectKind: 'item', subjectId: result.itemId, subjectName: result.name }
    case 'qa':
      return { subjectKind: 'qa', subjectId: result.qaId, subjectName: result.question }
    case 'unit':
      return { subjectKind: 'unit', subjectId: result.unitId, subjectName: `${result.organisationName} ${result.name}` }
    case 'person':
      return { subjectKind: 'person', subjectId: result.personId, subjectName: result.name }
    case 'material':
    case 'case':
    case 'precedent':
      return null
  }
}
