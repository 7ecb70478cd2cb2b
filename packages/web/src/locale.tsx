import type { Locale } from '@bancheng/core/texts/refusals.ts'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

export type { Locale }

const COOKIE = 'bancheng_locale'

/** The same cookie that the server reads for its sentences (platform/problem.ts). */
function remembered(): Locale {
  const chosen = /(?:^|; )bancheng_locale=(zh|en)/.exec(document.cookie)?.[1]
  if (chosen) return chosen === 'en' ? 'en' : 'zh'
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh'
}

const LocaleContext = createContext<{ locale: Locale; choose: (locale: Locale) => void }>({
  locale: 'zh',
  choose: () => {},
})

export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState(remembered)
  useEffect(() => {
    document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  }, [locale])
  const value = useMemo(
    () => ({
      locale,
      choose: (next: Locale) => {
        // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that offices keep
        document.cookie = `${COOKIE}=${next}; path=/; max-age=31536000; samesite=lax`
        setLocale(next)
      },
    }),
    [locale],
  )
  return <LocaleContext value={value}>{children}</LocaleContext>
}

export const useLocale = () => useContext(LocaleContext)

/** Every key of the Chinese texts, in both languages; a missing English one does not compile. */
export type Texts<T extends Record<string, unknown>> = {
  readonly zh: T
  readonly en: { readonly [K in keyof T]: T[K] }
}
/** Functions keep their arguments, sentences become plain strings, so that English may differ. */
type Widened<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => string ? (...args: A) => string : string
}

/** `texts({ zh: {…} }, { … })` of a room: Chinese is the measure, English must be as complete. */
export const texts = <const T extends Record<string, string | ((...args: never[]) => string)>>(
  zh: T,
  en: NoInfer<Widened<T>>,
): { readonly zh: Widened<T>; readonly en: Widened<T> } => ({ zh: zh as unknown as Widened<T>, en }) // only widened

/** A room's texts in the language of the reader. */
export function useTexts<T>(bundle: { readonly zh: T; readonly en: T }): T {
  return bundle[useLocale().locale]
}
