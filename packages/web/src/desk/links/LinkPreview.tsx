import { sayInstant } from '@bancheng/core/kernel/time.ts'
import type { AnswerPage } from '@bancheng/core/links/contract.ts'
import { useTexts } from '../../locale.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { Fact } from '../cases/case/Fact.tsx'
import { linkDeskTexts } from './texts.ts'

/** Word for word what the page behind the link will say: whatever must not go out is seen here. */
export function LinkPreview({ page }: { page: AnswerPage }) {
  const t = useTexts(linkDeskTexts)
  return (
    <section aria-label={t.preview} className="case-form-sheet" style={{ marginBottom: 12 }}>
      <div className="case-form-title">{t.preview}</div>
      <p className="case-quote">{page.ask}</p>
      <dl className="case-facts">
        <Fact name={t.to}>{`${page.organisation} ${page.recipient}`}</Fact>
        <Fact name={t.from}>{`${page.centreName} ${page.askedBy}`}</Fact>
        <Fact name={t.matter}>{page.want}</Fact>
        <Fact name={t.applicant}>{page.applicant}</Fact>
        <Fact name={t.caseNo}>{page.caseNo}</Fact>
        {page.dueAt ? (
          <Fact name={t.due}>
            {sayInstant(page.dueAt)}
            <ProvisionalTag isShown={page.isProvisional} />
          </Fact>
        ) : null}
        <Fact name={t.ends}>{sayInstant(page.expiresAt)}</Fact>
        {page.form ? <Fact name={t.form}>{page.form.title}</Fact> : null}
        <Fact name={t.files}>{page.sent.length > 0 ? page.sent.map(({ name }) => name).join('、') : t.noFiles}</Fact>
      </dl>
      <p className="desk-quiet">{t.previewHint}</p>
    </section>
  )
}
