import { grantedExtensions } from '@bancheng/core/coordination/extensions.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button, Dropdown } from 'antd'
import { texts, useLocale, useTexts } from '../../../locale.tsx'
import { useCaseDesk } from '../commands/CaseDesk.tsx'

const bundle = texts(
  {
    print: '打印',
    acceptance: '受理通知单',
    notice: '一次性告知书',
    refusal: '不予受理告知书',
    reply: '办理结果答复书',
    extension: '延期告知书',
    procedure: (name: string) => `特别程序告知书（${name}）`,
  },
  {
    print: 'Print',
    acceptance: 'Notice of acceptance',
    notice: 'One-time notice',
    refusal: 'Notice of refusal',
    reply: 'Reply on the result',
    extension: 'Notice of extension',
    procedure: (name) => `Notice of procedure (${name})`,
  },
)

/** Sheets of the whole case that there is something to print for; a receipt has its link beside its papers. */
export function PrintMenu() {
  const t = useTexts(bundle)
  const { locale } = useLocale()
  const { state } = useCaseDesk().view
  const supplement = state.tasks.findLast((task) => task.kind === 'supplement')
  const sheets = [
    ...(state.accepted ? [{ key: 'acceptance', label: t.acceptance, path: 'acceptance' }] : []),
    ...(supplement ? [{ key: 'notice', label: t.notice, path: `notice/${supplement.taskId}` }] : []),
    ...state.tasks.flatMap(({ taskId, procedure }) =>
      procedure ? [{ key: taskId, label: t.procedure(procedure.name), path: `procedure/${taskId}` }] : [],
    ),
    ...grantedExtensions(state).map(({ taskId }) => ({ key: taskId, label: t.extension, path: `extension/${taskId}` })),
    ...(state.refusal ? [{ key: 'refusal', label: t.refusal, path: 'refusal' }] : []),
    ...state.escalations.flatMap(({ paper, supervisionTaskId }) =>
      paper
        ? [
            {
              key: paper.number,
              label: `${labelOf('ladderPaper', paper.kind, locale)} ${paper.number}`,
              path: `supervision/${supervisionTaskId}`,
            },
          ]
        : [],
    ),
    ...(state.result ? [{ key: 'reply', label: t.reply, path: 'reply' }] : []),
  ]
  if (sheets.length === 0) return null
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: sheets.map(({ key, label, path }) => ({
          key,
          label: (
            <a href={`/print/${state.caseId}/${path}`} target="_blank" rel="noreferrer">
              {label}
            </a>
          ),
        })),
      }}
    >
      <Button size="small" className="case-print">
        {t.print}
      </Button>
    </Dropdown>
  )
}
