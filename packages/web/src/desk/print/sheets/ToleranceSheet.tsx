import { type Tolerance, taskOf } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { ToleranceKind } from '@bancheng/core/cases/words.ts'
import { Ending, Fields, NotYet, Sheet, type SheetProps, Signatures } from '../Sheet.tsx'
import { matterOf, paperDate, paperDueOf, unitName } from '../words.ts'

/** 容缺 (the paper comes later), 告知承诺 (a promise instead of proof) and 变通 (another paper instead) are three things. */
const words = {
  deferral: {
    promise: '容缺受理承诺书',
    granted: '容缺受理通知书',
    refused: '不予容缺受理通知书',
    because: '暂时无法提交或不符合要求，申请先行受理，后续补交',
    duties: ['在规定的期限内补齐上述材料；逾期未补的，同意承办部门终止办理、退件，并承担由此产生的后果。'],
  },
  commitment: {
    promise: '告知承诺书',
    granted: '告知承诺决定书',
    refused: '不适用告知承诺通知书',
    because: '申请以书面承诺代替证明材料',
    duties: [
      '已知晓办理条件、标准和要求，并确认自身符合上述条件。',
      '愿意接受承办部门的核查；承诺不实的，同意依法撤销决定，并承担相应责任。',
    ],
  },
  substitution: {
    promise: '变通办理承诺书',
    granted: '变通办理通知书',
    refused: '不予变通办理通知书',
    because: '不能完全符合要求，申请以其他材料佐证或替代',
    duties: ['所提交的替代材料能够证明同一事实；与事实不符的，同意承办部门撤销决定，并承担相应责任。'],
  },
} as const satisfies Record<ToleranceKind, unknown>

type Props = { readonly view: CaseView; readonly tolerance: Tolerance }

function Undertaking({ view, tolerance }: Props) {
  const { state } = view
  const own = words[tolerance.kind]
  return (
    <Sheet title={own.promise} number={state.caseNo}>
      <p>{unitName(view, tolerance.unitId)}：</p>
      <p className="sheet-text">
        本人（单位）{state.applicant.name}办理“{matterOf(state)}”，所需材料《{tolerance.materialName}》{own.because}。
      </p>
      <Fields
        lines={[
          [['材料名称', tolerance.materialName]],
          [['欠缺情况', tolerance.shortfall]],
          [['说明、承诺或替代', tolerance.undertaking]],
        ]}
      />
      <p className="sheet-text">本人（单位）郑重承诺：</p>
      <ol>
        <li>所填写的内容和所提交的材料真实、合法、有效。</li>
        {own.duties.map((duty) => (
          <li key={duty}>{duty}</li>
        ))}
      </ol>
      <Signatures who={['承诺人', '窗口人员']} />
    </Sheet>
  )
}

function Decision({ view, tolerance, decided }: Props & { decided: NonNullable<Tolerance['decided']> }) {
  const { state } = view
  const own = words[tolerance.kind]
  const isGranted = tolerance.state !== 'refused'
  const supplement = tolerance.supplementTaskId ? taskOf(state, tolerance.supplementTaskId) : undefined
  const until = supplement?.dueAt
    ? `${paperDueOf(view, { ...supplement, dueAt: supplement.dueAt })}；以材料送达承办部门之日为准`
    : ''
  return (
    <Sheet title={isGranted ? own.granted : own.refused} number={state.caseNo} copy="一式两份">
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">
        你（单位）办理“{matterOf(state)}”时，就《{tolerance.materialName}》提出的申请收悉。经审核，
        {isGranted ? '同意' : '不同意'}。
      </p>
      <Fields
        lines={[
          [['欠缺情况', tolerance.shortfall]],
          [['理由与依据', decided.ground]],
          ...(isGranted ? [[['附带条件', decided.conditions] as const], [['补交期限', until] as const]] : []),
        ]}
      />
      {isGranted && until ? (
        <p className="sheet-text">
          逾期未补交的，本单位将终止办理并告知你（单位）；因不可抗力不能按期补交的，请及时联系窗口。
        </p>
      ) : null}
      <Ending who={['签收人']} issuer={unitName(view, tolerance.unitId)} date={paperDate(decided.at)} />
    </Sheet>
  )
}

/** What the applicant signs, and, once the authority has decided, what it answers. */
export function ToleranceSheet({ view, subjectId }: SheetProps) {
  const tolerance = view.state.tolerances.find((one) => one.toleranceId === subjectId)
  if (!tolerance) return <NotYet>没有这项容缺申请。请先登记“申请容缺”。</NotYet>
  return (
    <>
      <Undertaking view={view} tolerance={tolerance} />
      {tolerance.decided ? <Decision view={view} tolerance={tolerance} decided={tolerance.decided} /> : null}
    </>
  )
}
