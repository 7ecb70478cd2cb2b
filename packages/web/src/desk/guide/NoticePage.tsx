import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { noticeAddress, noticeContract } from '@bancheng/core/catalogue/qa/notice.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import '../print/print.css'
import { NoticeBySms } from './NoticeBySms.tsx'
import { noticeTexts } from './notice-texts.ts'
import { PrintedNotice } from './PrintedNotice.tsx'

type Material = ItemView['materials'][number]
/** Asked of everybody; the others only where they apply. The server decides by the same words. */
const isForAll = ({ isPrincipal, necessity, condition }: Material) =>
  isPrincipal || (necessity === 'required' && condition === '')

/** The link to copy. */
function LinkLine({ token }: { token: string }) {
  const t = useTexts(noticeTexts)
  const [isCopied, setIsCopied] = useState(false)
  const address = `${location.origin}${noticeAddress(token)}`
  const copy = () => void navigator.clipboard?.writeText(address).then(() => setIsCopied(true))
  return (
    <span style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', minWidth: 0 }}>
      <Input readOnly aria-label={t.link} value={address} style={{ width: 320, maxWidth: '100%' }} />
      <Button onClick={copy}>{isCopied ? t.copied : t.copy}</Button>
    </span>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
    <legend style={{ fontWeight: 600, padding: 0 }}>{title}</legend>
    {children}
  </fieldset>
)

/** Opened from a case or a contact: whom it is for is known, and it is recorded there. */
function useSource() {
  const [address] = useSearchParams()
  return { caseId: address.get('case'), contactId: address.get('contact') }
}

function useNotice(itemId: string) {
  const source = useSource()
  const [applicant, setApplicant] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [advice, setAdvice] = useState('')
  const [repeatReason, setRepeatReason] = useState('')
  const give = useMutation({
    mutationFn: () =>
      call(noticeContract.giveNotice, {
        body: { itemId, ...source, applicant, materialIds: [...ticked], advice, repeatReason },
      }),
  })
  return { source, applicant, setApplicant, ticked, setTicked, advice, setAdvice, repeatReason, setRepeatReason, give }
}
type Notice = ReturnType<typeof useNotice>

function Questions({ item, notice }: { item: ItemView; notice: Notice }) {
  const t = useTexts(noticeTexts)
  const { role } = useSession()
  const { source, applicant, setApplicant, ticked, setTicked, advice, setAdvice, repeatReason, setRepeatReason, give } =
    notice
  const isKnown = Boolean(source.caseId || source.contactId)
  const bySituation = item.materials.filter((material) => !isForAll(material))
  const tick = (id: string, isOn: boolean) => setTicked(isOn ? [...ticked, id] : ticked.filter((one) => one !== id))
  return (
    <form
      className="desk-panel"
      style={{ padding: '18px 22px', maxWidth: 820 }}
      onSubmit={(event) => {
        event.preventDefault()
        give.mutate()
      }}
    >
      <ProblemAlert error={give.error} />
      {isKnown ? (
        <p>
          <strong>{source.caseId ? t.forCase : t.forContact}</strong>
        </p>
      ) : (
        <Part title={t.applicant}>
          <Input
            autoFocus
            aria-label={t.applicant}
            value={applicant}
            onChange={(event) => setApplicant(event.target.value)}
          />
          <span className="desk-quiet">{t.applicantHint}</span>
        </Part>
      )}
      <Part title={t.always}>
        <ul style={{ margin: 0 }}>
          {item.materials.filter(isForAll).map(({ materialId, name }) => (
            <li key={materialId}>{name}</li>
          ))}
        </ul>
      </Part>
      <Part title={t.situation}>
        {bySituation.length === 0 ? <span className="desk-quiet">{t.none}</span> : null}
        {bySituation.map(({ materialId, name, condition, note }) => (
          <div key={materialId}>
            <Checkbox
              checked={ticked.includes(materialId)}
              onChange={(event) => tick(materialId, event.target.checked)}
            >
              <strong>{name}</strong> <span className="desk-quiet">{condition || note}</span>
            </Checkbox>
          </div>
        ))}
      </Part>
      <Part title={t.advice}>
        <Input.TextArea
          aria-label={t.advice}
          autoSize={{ minRows: 2 }}
          value={advice}
          onChange={(event) => setAdvice(event.target.value)}
        />
      </Part>
      {role === 'supervisor' && give.error ? (
        <Part title={t.reason}>
          <Input aria-label={t.reason} value={repeatReason} onChange={(event) => setRepeatReason(event.target.value)} />
        </Part>
      ) : null}
      <Button
        type="primary"
        htmlType="submit"
        disabled={!isKnown && applicant.trim().length < 2}
        loading={give.isPending}
      >
        {t.give}
      </Button>
    </form>
  )
}

/** From an item: what applies to this person is ticked, and they are told everything at once. */
export function NoticePage() {
  const t = useTexts(noticeTexts)
  const { itemId = '' } = useParams()
  const notice = useNotice(itemId)
  const { data, error, refetch } = useQuery({
    queryKey: ['item', itemId, null],
    queryFn: () => call(catalogueContract.viewItem, { params: { itemId }, query: {} }),
  })
  useTitle(t.title)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const given = notice.give.data
  if (given)
    return (
      <div className="print-ground">
        <nav className="print-toolbar" aria-label={t.toolbar}>
          <Button type="primary" onClick={() => window.print()}>
            {t.print}
          </Button>
          <LinkLine token={given.token} />
          <NoticeBySms notice={given} />
          <Link to={`/items?item=${itemId}`}>{t.back}</Link>
        </nav>
        <PrintedNotice notice={given} />
      </div>
    )
  return (
    <>
      <div className="desk-head">
        <h1>
          {t.title}：{data.name}
        </h1>
        <Link to={`/items?item=${itemId}`}>{t.back}</Link>
      </div>
      <Questions item={data} notice={notice} />
    </>
  )
}
