import type { RatingPage as Page } from '@bancheng/core/feedback/contract.ts'
import { useEffect, useState } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { Head } from '../links/Head.tsx'
import '../links/link.css'
import './rating.css'
import { Said } from '../links/said.tsx'
import { RateForm } from './RateForm.tsx'
import { openPage } from './rating-api.ts'
import { Thanks } from './Thanks.tsx'
import { ratingTexts } from './texts.ts'

type Shown =
  | { readonly step: 'loading' }
  | { readonly step: 'ended'; readonly error: unknown }
  | { readonly step: 'page'; readonly page: Page }

/** What the applicant sees behind the link that came by SMS. */
export function RatingPage() {
  const t = useTexts(ratingTexts)
  const { locale } = useLocale()
  const [shown, setShown] = useState<Shown>({ step: 'loading' })
  const show = (page: Page) => setShown({ step: 'page', page })
  const fail = (error: unknown) => setShown({ step: 'ended', error })
  // biome-ignore lint/correctness/useExhaustiveDependencies: refusals come in the reader's language
  useEffect(() => {
    if (shown.step !== 'page') openPage().then(show, fail)
  }, [locale])
  useEffect(() => {
    document.title = t.title
  }, [t.title])
  return (
    <>
      <Head centreName={shown.step === 'page' ? shown.page.centreName : ''} />
      <main className="link">
        {shown.step === 'loading' ? <p>{t.loading}</p> : null}
        {shown.step === 'ended' ? <Said error={shown.error} isTitle /> : null}
        {shown.step === 'page' && shown.page.step === 'rate' ? (
          <RateForm page={shown.page} onSent={show} onEnded={fail} />
        ) : null}
        {shown.step === 'page' && shown.page.step === 'rated' ? (
          <Thanks page={shown.page} onSent={show} onEnded={fail} />
        ) : null}
        {shown.step === 'page' ? (
          <p className="link-quiet">
            {shown.page.phone ? (
              <>
                {t.phone} <a href={`tel:${shown.page.phone}`}>{shown.page.phone}</a>
                <br />
              </>
            ) : null}
            {t.privacy}
          </p>
        ) : null}
      </main>
    </>
  )
}
