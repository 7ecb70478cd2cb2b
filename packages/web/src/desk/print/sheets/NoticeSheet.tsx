import { isPending, type Task } from '@bancheng/core/cases/state.ts'
import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { Loading } from '../../../ui/Loading.tsx'
import { ProblemPage } from '../../../ui/ProblemPage.tsx'
import { Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { useItemOf } from '../useItemOf.ts'
import { askedItems, paperDate, paperDueOf } from '../words.ts'

const necessity = { required: '必须提交', optional: '按情况提交', deferrable: '可容缺后补' } as const

const Materials = ({ item }: { item: ItemView }) => (
  <table>
    <thead>
      <tr>
        <th className="is-number">序号</th>
        <th>材料名称</th>
        <th>必要性</th>
        <th>形式份数</th>
        <th>要求</th>
      </tr>
    </thead>
    <tbody>
      {item.materials.map((material, index) => (
        <tr key={material.materialId}>
          <td className="is-number">{index + 1}</td>
          <td>
            {material.name}
            {material.isPrincipal ? '（主件）' : ''}
          </td>
          <td>{necessity[material.necessity]}</td>
          <td>
            {labels.zh.paperForm[material.form]} {material.copies} 份
          </td>
          <td>{[material.condition, material.note].filter(Boolean).join('\n') || '—'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Guide = ({ item }: { item: ItemView }) => (
  <Fields
    lines={[
      [['事项名称', item.name]],
      [
        ['实施部门', item.organisationName],
        ['办理窗口', item.hallWindow],
      ],
      [
        ['承诺时限', item.promised ? sayLimit(item.promised, 'zh') : ''],
        ['收费', item.fees],
      ],
      [['咨询电话', item.phones.map(({ label, number }) => `${label} ${number}`.trim()).join('；')]],
      ...(item.conditions ? [[['受理条件', item.conditions] as const]] : []),
    ]}
  />
)

const Asked = ({ view, tasks }: Pick<SheetProps, 'view'> & { tasks: readonly Task[] }) =>
  tasks.map((task) => (
    <div key={task.taskId}>
      <ol>
        {askedItems(task.ask).map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      {task.dueAt ? (
        <p className="sheet-text">
          请于{paperDueOf(view, { ...task, dueAt: task.dueAt })}补齐，可现场提交或邮寄至本窗口。
        </p>
      ) : null}
    </div>
  ))

/** 一次性告知书: everything at once, from the guide and from what was asked of this person. */
export function NoticeSheet({ view, subjectId }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const { data: item, error, isLoading, refetch } = useItemOf(state.item)
  const asked = state.tasks.filter(
    (task) => task.kind === 'supplement' && (subjectId ? task.taskId === subjectId : isPending(task)),
  )
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (isLoading) return <Loading />
  if (!item && asked.length === 0) return <NotYet>没有可告知的材料。请先为案件选定事项，或登记“请申请人补充”。</NotYet>
  const basis = item?.typeName === '行政许可' ? '根据《中华人民共和国行政许可法》第三十二条，' : ''
  return (
    <Sheet title="一次性告知书" number={state.caseNo} copy="一式两份">
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">
        您要办的“{item?.name ?? state.want}”，{basis}现将需要的全部材料和要求一次性告知如下：
      </p>
      {item ? <Guide item={item} /> : null}
      {item && item.materials.length > 0 ? <Materials item={item} /> : null}
      {asked.length > 0 ? <h2>还需要您补充</h2> : null}
      <Asked view={view} tasks={asked} />
      <Ending
        who={['申请人', '告知人']}
        issuer={issuer}
        date={paperDate(asked[0]?.opened.at ?? state.accepted?.at ?? state.registered.at)}
      />
    </Sheet>
  )
}
