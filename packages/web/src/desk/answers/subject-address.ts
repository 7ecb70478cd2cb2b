import type { CatalogueReport } from '@bancheng/core/catalogue/qa/report.ts'

/** Where the reported entry stands; null where nothing was found. */
export function addressOfSubject(
  report: Pick<CatalogueReport, 'subjectKind' | 'subjectId' | 'subjectName'>,
): string | null {
  const { subjectKind, subjectId, subjectName } = report
  switch (subjectKind) {
    case 'item':
      return `/items?item=${subjectId}`
    case 'qa':
      return `/answers?answer=${subjectId}`
    case 'unit':
    case 'person':
      return `/directory?${new URLSearchParams({ q: subjectName })}`
    case 'nothing-found':
      return null
  }
}
