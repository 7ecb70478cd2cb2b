import { ImportColumn, type ImportPreview, importColumns } from '@bancheng/core/catalogue/import.ts'
import { type Locale, useLocale, useTexts } from '../../locale.tsx'
import { ColumnChoice } from './ColumnChoice.tsx'
import { importTexts } from './texts.ts'

function Counts({ counts }: { counts: ImportPreview['counts'] }) {
  const t = useTexts(importTexts)
  const shown = [
    [t.rows, counts.rows],
    [t.new, counts.new],
    [t.changed, counts.changed],
    [t.unchanged, counts.unchanged],
    [t.departments, counts.newDepartments],
    [t.errors, counts.errors],
  ] as const
  return (
    <dl className="import-counts">
      {shown.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={name === t.errors && count > 0 ? 'desk-late' : undefined}>{count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  )
}

export function ImportErrors({ preview }: { preview: Pick<ImportPreview, 'errors' | 'hasMoreErrors'> }) {
  const t = useTexts(importTexts)
  const { locale } = useLocale()
  if (preview.errors.length === 0) return null
  return (
    <section className="desk-panel import-panel">
      <h2>{t.errorTitle}</h2>
      <table className="desk-table is-cards">
        <thead>
          <tr>
            <th scope="col">{t.row}</th>
            <th scope="col">{t.column}</th>
            <th scope="col">{t.value}</th>
            <th scope="col">{t.problem}</th>
          </tr>
        </thead>
        <tbody>
          {preview.errors.map((error) => (
            <tr key={`${error.row}/${error.column}/${error.code}/${error.value}`}>
              <td className="desk-number">{error.row ?? t.wholeFile}</td>
              <td>{error.column}</td>
              <td>{error.value}</td>
              <td>{error.sentence[locale]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.hasMoreErrors ? <p className="desk-quiet">{t.moreErrors}</p> : null}
    </section>
  )
}

function Examples({ examples }: { examples: ImportPreview['examples'] }) {
  const t = useTexts(importTexts)
  if (examples.length === 0) return null
  return (
    <section className="desk-panel import-panel">
      <h2>{t.examples}</h2>
      <table className="desk-table is-cards">
        <tbody>
          {examples.map((example) => (
            <tr key={example.code}>
              <td>
                <span className="word-tag">{example.change === 'new' ? t.changeNew : t.changeChanged}</span>
              </td>
              <td>{example.name}</td>
              <td>{example.departmentName}</td>
              <td className="desk-quiet">{example.code}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A column as the reader's language calls it: the first Chinese heading that is known for it, or its own name. */
const columnName = (column: ImportColumn, locale: Locale): string =>
  (locale === 'zh' ? importColumns[column].find((heading) => !/^[\w ]+$/.test(heading)) : null) ?? column

type PanelProps = { preview: ImportPreview; choose: (columns: string) => void; isPending: boolean }

/** What an import would do, before it does anything. */
export function ImportPreviewPanel({ preview, choose, isPending }: PanelProps) {
  const t = useTexts(importTexts)
  const { locale } = useLocale()
  return (
    <>
      <section className="desk-panel import-panel" aria-live="polite">
        <h2>{preview.fileName}</h2>
        <Counts counts={preview.counts} />
        <h2 style={{ marginTop: 16 }}>{t.columns}</h2>
        <ColumnChoice
          columns={preview.columns}
          options={ImportColumn.options.map((value) => ({ value, label: columnName(value, locale) }))}
          choose={choose}
          isPending={isPending}
        />
      </section>
      <ImportErrors preview={preview} />
      <Examples examples={preview.examples} />
    </>
  )
}
