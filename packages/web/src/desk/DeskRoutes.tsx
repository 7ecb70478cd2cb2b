import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes, useParams } from 'react-router'
import { SessionProvider, useSessionQuery } from '../session.tsx'
import { Loading } from '../ui/Loading.tsx'
import { ProblemPage } from '../ui/ProblemPage.tsx'
import { DeskLayout } from './DeskLayout.tsx'
import { ChangePasswordPage } from './identity/ChangePasswordPage.tsx'
import { SignInPage } from './identity/SignInPage.tsx'
import { ContactDeskProvider } from './reception/ContactDeskProvider.tsx'
// At hand from the start: whoever presses the key types at once, and a line that is cut must not keep them from going on.
import { ContactPage } from './reception/ContactPage.tsx'
import { ContactsPage } from './reception/ContactsPage.tsx'

const InboxPage = lazy(() => import('./cases/InboxPage.tsx').then((page) => ({ default: page.InboxPage })))
const LedgerPage = lazy(() => import('./cases/LedgerPage.tsx').then((page) => ({ default: page.LedgerPage })))
const NewCasePage = lazy(() => import('./cases/NewCasePage.tsx').then((page) => ({ default: page.NewCasePage })))
const CasePage = lazy(() => import('./cases/CasePage.tsx').then((page) => ({ default: page.CasePage })))
const PrintPage = lazy(() => import('./print/PrintPage.tsx').then((page) => ({ default: page.PrintPage })))
const DirectoryPage = lazy(() =>
  import('./directory/DirectoryPage.tsx').then((page) => ({ default: page.DirectoryPage })),
)
const LeavePage = lazy(() => import('./directory/LeavePage.tsx').then((page) => ({ default: page.LeavePage })))
const ItemsPage = lazy(() => import('./catalogue/ItemsPage.tsx').then((page) => ({ default: page.ItemsPage })))
const OrderPage = lazy(() => import('./order/OrderPage.tsx').then((page) => ({ default: page.OrderPage })))
const GoalEditPage = lazy(() => import('./order/GoalEditPage.tsx').then((page) => ({ default: page.GoalEditPage })))
const OrderPrintPage = lazy(() =>
  import('./order/OrderPrintPage.tsx').then((page) => ({ default: page.OrderPrintPage })),
)
const ImportPage = lazy(() => import('./catalogue/ImportPage.tsx').then((page) => ({ default: page.ImportPage })))
const AnswersPage = lazy(() => import('./answers/AnswersPage.tsx').then((page) => ({ default: page.AnswersPage })))
const ReportsPage = lazy(() => import('./answers/ReportsPage.tsx').then((page) => ({ default: page.ReportsPage })))
const KnowledgeImportPage = lazy(() =>
  import('./answers/KnowledgeImportPage.tsx').then((page) => ({ default: page.KnowledgeImportPage })),
)
const NoticePage = lazy(() => import('./guide/NoticePage.tsx').then((page) => ({ default: page.NoticePage })))
const PolicyPage = lazy(() => import('./policy/PolicyPage.tsx').then((page) => ({ default: page.PolicyPage })))
const CalendarPage = lazy(() => import('./policy/CalendarPage.tsx').then((page) => ({ default: page.CalendarPage })))
const NotificationsPage = lazy(() =>
  import('./notifications/NotificationsPage.tsx').then((page) => ({ default: page.NotificationsPage })),
)
const TelephonyPage = lazy(() =>
  import('./reception/TelephonyPage.tsx').then((page) => ({ default: page.TelephonyPage })),
)
const AuditPage = lazy(() => import('./audit/AuditPage.tsx').then((page) => ({ default: page.AuditPage })))
const ReviewsPage = lazy(() => import('./review/ReviewsPage.tsx').then((page) => ({ default: page.ReviewsPage })))
const ReviewPage = lazy(() => import('./review/ReviewPage.tsx').then((page) => ({ default: page.ReviewPage })))
const EntryPage = lazy(() => import('./review/EntryPage.tsx').then((page) => ({ default: page.EntryPage })))
const ReviewPrintPage = lazy(() =>
  import('./review/ReviewPrintPage.tsx').then((page) => ({ default: page.ReviewPrintPage })),
)
const InstructionPaperPage = lazy(() =>
  import('./review/InstructionPaperPage.tsx').then((page) => ({ default: page.InstructionPaperPage })),
)
const AssistantPage = lazy(() => import('./triage/AssistantPage.tsx').then((page) => ({ default: page.AssistantPage })))
const TriagePage = lazy(() => import('./triage/TriagePage.tsx').then((page) => ({ default: page.TriagePage })))

/** Messages lead below /cases; what is owed outside of a case stands in the inbox, a report among the reports. */
const ToOwed = () => <Navigate to={`/#owed-${useParams().taskId}`} replace />
const ToReport = () => <Navigate to={`/answers/reports?state=settled#report-${useParams().reportId}`} replace />

/** Every page of the desk. Nobody signed in: the sign-in page, at whatever address, which then stays. */
export function DeskRoutes() {
  const { data: session, error, refetch } = useSessionQuery()
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (session === undefined) return <Loading />
  if (session === null) return <SignInPage />
  if (session.mustChangePassword)
    return (
      <SessionProvider session={session}>
        <ChangePasswordPage />
      </SessionProvider>
    )
  return (
    <SessionProvider session={session}>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/print/:caseId/:sheet/:subjectId?" element={<PrintPage />} />
          <Route path="/review/:month/print" element={<ReviewPrintPage />} />
          <Route path="/review/papers/:taskId/:number" element={<InstructionPaperPage />} />
          <Route path="/order/print" element={<OrderPrintPage />} />
          <Route
            element={
              <ContactDeskProvider>
                <DeskLayout />
              </ContactDeskProvider>
            }
          >
            <Route index element={<InboxPage />} />
            <Route path="/cases" element={<LedgerPage />} />
            <Route path="/cases/new" element={<NewCasePage />} />
            <Route path="/cases/:caseId" element={<CasePage />} />
            <Route path="/cases/owed/:taskId" element={<ToOwed />} />
            <Route path="/cases/report/:reportId" element={<ToReport />} />
            <Route path="/contacts" element={<ContactsPage />} />
            <Route path="/contacts/:contactId" element={<ContactPage />} />
            <Route path="/directory" element={<DirectoryPage />} />
            <Route path="/leave" element={<LeavePage />} />
            <Route path="/items" element={<ItemsPage />} />
            <Route path="/answers" element={<AnswersPage />} />
            <Route path="/answers/reports" element={<ReportsPage />} />
            <Route path="/answers/import" element={<KnowledgeImportPage kind="qa" />} />
            <Route path="/directory/import" element={<KnowledgeImportPage key="directory" kind="directory" />} />
            <Route path="/items/:itemId/notice" element={<NoticePage />} />
            <Route path="/items/import" element={<ImportPage />} />
            <Route path="/order" element={<OrderPage />} />
            <Route path="/order/edit/:goalId" element={<GoalEditPage />} />
            <Route path="/assistant" element={<AssistantPage />} />
            <Route path="/triage" element={<TriagePage />} />
            <Route path="/review" element={<ReviewsPage />} />
            <Route path="/review/:month" element={<ReviewPage />} />
            <Route path="/review/:month/cases/:caseId" element={<EntryPage />} />
            <Route path="/policy" element={<PolicyPage />} />
            <Route path="/calendar" element={<CalendarPage />} />
            <Route path="notifications" element={<NotificationsPage />} />
            <Route path="/telephony" element={<TelephonyPage />} />
            <Route path="/audit" element={<AuditPage />} />
            <Route path="/password" element={<ChangePasswordPage />} />
            <Route path="*" element={<Navigate to="/" replace />} />
          </Route>
        </Routes>
      </Suspense>
    </SessionProvider>
  )
}
