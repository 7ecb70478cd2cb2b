import { sayInstant } from '../kernel/time.ts'
import { labelOf } from '../texts/labels.ts'
import type { Counts, EntryPage, InstructionTaskView, NamedUnit, ReviewView } from './contract.ts'
import { onePage } from './one-page.ts'
import { reviewWords, sayMonth } from './texts.ts'

/** One block of the official paper: the same for the page that is printed, the Word file and the PDF. */
export type Line =
  | { readonly kind: 'title' | 'h1' | 'h2' | 'body' | 'small'; readonly text: string }
  | {
      readonly kind: 'table'
      readonly rows: readonly (readonly string[])[]
      /** Of each column, in per cent. */
      readonly widths: readonly number[]
      readonly isHeaded: boolean
    }
  | { readonly kind: 'handwriting'; readonly label: string }

/**
 * The page of GB/T 9704-2012 in millimetres: A4, 天头 37, 订口 28, 版心 156 × 225 with 22 lines of 28 characters; the number
 * of the page 7 under it, outside, one character from the edge.
 */
export const officialPage = {
  width: 210,
  height: 297,
  top: 37,
  bottom: 35,
  left: 28,
  right: 26,
  lines: 22,
  characters: 28,
  toPageNumber: 7,
} as const

const words = reviewWords.zh // the paper is an official one, whatever language its reader's desk has
const body = (text: string): Line => ({ kind: 'body', text })
const h1 = (text: string): Line => ({ kind: 'h1', text })

/** The front page (阅批件首页), and one page a case. */
export function paperOf(view: ReviewView, pages: readonly EntryPage[], centerName: string) {
  const isOnList = new Set(view.rows.flatMap((row) => (row.removed ? [] : [row.caseId])))
  return {
    front: frontOf(view, centerName),
    cases: pages.filter((page) => isOnList.has(page.caseId)).map((page, index) => casePage(page, index + 1)),
  }
}

const numerals = ['一', '二', '三', '四', '五']

function frontOf(view: ReviewView, centerName: string): Line[] {
  const told = (tasks: readonly InstructionTaskView[]) => tasks.map(instructionLine)
  const { earlierInstructions: earlier, instructions, circular } = view
  const sections: readonly (readonly [string, readonly Line[]])[] = [
    ['列入原因', [byCause(view)]],
    ['责任单位', [byUnit(view)]],
    ['月度通报', circular.map(namedLine)],
    ['上月批示落实情况', earlier.length > 0 ? told(earlier) : [body('上月没有批示。')]],
    ['本月批示', told(instructions)],
  ]
  return [
    { kind: 'title', text: centerName },
    { kind: 'title', text: `“办不成事”反映窗口${sayMonth(view.month, 'zh')}阅批件` },
    body(summaryOf(view)),
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .flatMap(([name, lines], index) => [h1(`${numerals[index]}、${name}`), ...lines]),
    ...removedLines(view),
    body(`（名单于 ${sayInstant(view.frozenAt)} 由${view.frozenBy}形成，以下每案一页。）`),
  ]
}

/** 通报 of one unit, and 问责 where the rules say so. */
function namedLine({ unit, count, monthsRunning, isAccountable }: NamedUnit): Line {
  const running = monthsRunning > 1 ? `，已连续 ${monthsRunning} 个月` : ''
  return body(`${unit}：列入 ${count} 件，为本月最多${running}${isAccountable ? '，按规定启动问责' : '，予以通报'}。`)
}

function summaryOf({ month, counts, earlier }: ReviewView): string {
  const [last] = earlier
  const change = last ? counts.total - last.total : 0
  const compared = last
    ? `，较上期${change === 0 ? '持平' : `${change > 0 ? '增加' : '减少'} ${Math.abs(change)} 件`}`
    : ''
  const removed = counts.removed > 0 ? `；经核实移出 ${counts.removed} 件，理由附后` : ''
  return `${sayMonth(month, 'zh')}，列入阅批的案件共 ${counts.total} 件${compared}${removed}。`
}

const columns = (count: number): number[] => [36, ...Array.from({ length: count }, () => 64 / count)]
const heading = (first: string, months: readonly Counts[]) => [first, ...months.map((of) => sayMonth(of.month, 'zh'))]

function byCause({ counts, earlier }: ReviewView): Line {
  const months = [counts, ...earlier]
  const causes = Object.entries(words.cause) as [keyof typeof words.cause, string][] // entries of this very literal
  return {
    kind: 'table',
    isHeaded: true,
    widths: columns(months.length),
    rows: [
      heading('原因', months),
      ...causes.map(([cause, name]) => [name, ...months.map((of) => String(of.byCause[cause] ?? 0))]),
      ['案件合计', ...months.map((of) => String(of.total))],
    ],
  }
}

function byUnit({ counts, earlier }: ReviewView): Line {
  const months = [counts, ...earlier]
  const units = new Map(months.flatMap((of) => of.byUnit.map((one) => [one.unitId, one.unit] as const)))
  const countOf = (of: Counts, unitId: string | null) => of.byUnit.find((one) => one.unitId === unitId)?.count ?? 0
  const rows = [...units].map(([unitId, unit]) => [unit, ...months.map((of) => String(countOf(of, unitId)))])
  return { kind: 'table', isHeaded: true, widths: columns(months.length), rows: [heading('单位', months), ...rows] }
}

const stateWords = { open: '办理中', answered: '已答复，待审阅', accepted: '已认可' } as const

function instructionLine(task: InstructionTaskView): Line {
  const about = task.caseNos.length > 0 ? `（${task.caseNos.join('、')}）` : '（全月）'
  const answer = task.entries.findLast(({ kind }) => kind === 'answered')
  const papers = task.alarms.flatMap(({ paper }) =>
    paper
      ? [
          `${labelOf('ladderPaper', paper.kind, 'zh')} ${paper.number}，${paper.receipt ? `${paper.receipt.by}签收` : '未签收'}`,
        ]
      : [],
  )
  const climbed = papers.length > 0 ? `（已发${papers.join('；')}）` : ''
  const late = `${task.round > 1 ? `，第 ${task.round} 轮` : ''}${task.isLate ? '，已逾期' : ''}${climbed}`
  const answered = answer ? `答复：${answer.text}` : ''
  return body(
    `${task.givenBy}批示${about}：${ended(task.text)}承办：${task.who}，${sayInstant(task.dueAt)} 前；${stateWords[task.state]}${late}。${answered}`,
  )
}

/** With a full stop where the leader wrote none. */
const ended = (text: string): string => (/[。！？；.!?]$/u.test(text) ? text : `${text}。`)

function removedLines({ rows }: ReviewView): Line[] {
  const removed = rows.flatMap(({ caseNo, removed: by }) => (by ? [body(`${caseNo}：${by.reason}（${by.name}）`)] : []))
  return removed.length > 0 ? [h1('附：经核实移出名单的案件'), ...removed] : []
}

function casePage(page: EntryPage, number: number): Line[] {
  const rows: [string, string][] = [
    ['诉求', page.want],
    ['事项', page.itemName ?? '未对应事项'],
    ['申请人', `${page.applicant}　${labelOf('pain', page.pain, 'zh')}　登记 ${sayInstant(page.registeredAt)}`],
    ['列入原因', page.causes.map((cause) => words.cause[cause]).join('、')],
    ['各方用时', page.holdings.map(({ who, workingDays }) => `${who} ${words.days(workingDays)}`).join('；') || '—'],
    ['现在尚缺', page.missing.map(({ sentence, who }) => `${sentence}（${who}）`).join('；') || '无'],
  ]
  return [
    h1(`案件${number}　${page.caseNo}（${labelOf('status', page.status, 'zh')}）`),
    { kind: 'table', isHeaded: false, widths: [16, 84], rows },
    { kind: 'h2', text: '办理经过' },
    ...onePage(
      page.timeline,
      rows.map(([, said]) => said),
    ).map(({ at, who, sentence }): Line => {
      const said = who ? `${who}：${sentence}` : sentence
      return { kind: 'small', text: `${sayInstant(at)}　${said}` }
    }),
    { kind: 'handwriting', label: '批示' },
  ]
}
