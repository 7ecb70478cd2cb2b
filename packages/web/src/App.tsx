import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { BrowserRouter } from 'react-router'
import { Problem } from './api.ts'
import { DeskRoutes } from './desk/DeskRoutes.tsx'
import { LocaleProvider, useLocale } from './locale.tsx'
import { theme } from './ui/theme.ts'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal will not change by asking again; an unreachable server may.
      retry: (count, error) => count < 3 && !(error instanceof Problem && error.body.status >= 400),
    },
  },
})

function Localised() {
  const { locale } = useLocale()
  dayjs.locale(locale === 'zh' ? 'zh-cn' : 'en')
  return (
    <ConfigProvider locale={locale === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <AntApp>
        <BrowserRouter>
          <DeskRoutes />
        </BrowserRouter>
      </AntApp>
    </ConfigProvider>
  )
}

export const App = () => (
  <QueryClientProvider client={client}>
    <LocaleProvider>
      <Localised />
    </LocaleProvider>
  </QueryClientProvider>
)
