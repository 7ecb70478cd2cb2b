import { useLocale, useTexts } from '../../locale.tsx'
import { linkTexts } from './texts.ts'

/** Whose page it is, and the other language. */
export function Head({ centreName }: { centreName: string }) {
  const t = useTexts(linkTexts)
  const { locale, choose } = useLocale()
  const other = locale === 'zh' ? 'en' : 'zh'
  return (
    <header className="link-head">
      <span>{centreName}</span>
      <button type="button" lang={other === 'en' ? 'en' : 'zh-CN'} onClick={() => choose(other)}>
        {t.language}
      </button>
    </header>
  )
}
