import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { ReactNode } from 'react'
import { useSession } from '../../session.tsx'
import { useTitle } from '../../ui/title.ts'

/** What every paper is made from: the case as this person may see it, and the thing that the paper is about. */
export type SheetProps = { readonly view: CaseView; readonly subjectId: string | null }

/** One A4 paper with its issuer, title and number. */
export function Sheet(props: {
  title: string
  number: string
  copy?: string
  isInternal?: boolean
  children: ReactNode
}) {
  const { centerName, centerId } = useSession()
  useTitle(`${props.title} ${props.number}`) // the name of the file when it is saved as PDF
  return (
    <article className="sheet" lang="zh-CN">
      <header className="sheet-head">
        <p className="sheet-issuer">{centerName}</p>
        {centerId.startsWith('sample') ? <p className="sheet-sample">示例中心打印，非正式文书</p> : null}
        <h1>{props.title}</h1>
        <p className="sheet-number">
          <span>编号：{props.number}</span>
          <span>
            {props.isInternal ? '内部流转　' : ''}
            {props.copy ?? ''}
          </span>
        </p>
      </header>
      {props.children}
    </article>
  )
}

/** Why a paper cannot be printed now; the page shows it in place of the sheet. */
export const NotYet = ({ children }: { children: string }) => (
  <p className="sheet-not-yet" role="alert">
    {children}
  </p>
)

type Field = readonly [label: string, value: ReactNode]

/** A ruled table of names and values; one pair takes the whole line, two share it. */
export const Fields = ({ lines }: { lines: readonly (readonly Field[])[] }) => (
  <table className="sheet-fields">
    <tbody>
      {lines.map((fields) => (
        <tr key={fields[0]?.[0]}>
          {fields.map(([label, value]) => [
            <th key={`${label}-label`} scope="row">
              {label}
            </th>,
            <td key={label} colSpan={fields.length === 1 ? 3 : 1}>
              {value || '—'}
            </td>,
          ])}
        </tr>
      ))}
    </tbody>
  </table>
)

/** How the due time came about, for the person to check with a calendar in hand. */
export const Counted = ({ sentences }: { sentences: readonly string[] }) => (
  <ol>
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ol>
)

/** Where people sign by hand. */
export const Signatures = ({ who }: { who: readonly string[] }) => (
  <div className="sheet-signatures">
    {who.map((name) => (
      <p key={name}>
        {name}（签字）：
        <span className="sheet-line" />
        <span className="sheet-day">　　年　月　日</span>
      </p>
    ))}
  </div>
)

/** Who issues the paper, with room for the seal, and its date. */
const Seal = ({ issuer, date }: { issuer: string; date: string }) => (
  <div className="sheet-seal">
    <p>{issuer}</p>
    <p>（盖章）</p>
    <p>{date}</p>
  </div>
)

/** The end of a paper: who signs by hand, and who issues it when. */
export const Ending = ({ who, issuer, date }: { who: readonly string[]; issuer: string; date: string }) => (
  <div className="sheet-ending">
    <Signatures who={who} />
    <Seal issuer={issuer} date={date} />
  </div>
)

/** The window that signs for the centre. */
export function useWindowName(): string {
  return `${useSession().centerName}\n“办不成事”反映窗口`
}
