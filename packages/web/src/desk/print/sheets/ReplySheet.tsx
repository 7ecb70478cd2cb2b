import { labels } from '@bancheng/core/texts/labels.ts'
import { Ending, Fields, NotYet, Sheet, type SheetProps, useWindowName } from '../Sheet.tsx'
import { paperDate, personName } from '../words.ts'

/** Only what is meant for the person: the internal note and the proof in the file stay in the file. */
export function ReplySheet({ view }: SheetProps) {
  const issuer = useWindowName()
  const { state } = view
  const { result, told } = state
  if (!result) return <NotYet>还没有办理结果。请先“登记结果”。</NotYet>
  return (
    <Sheet title="办理结果答复书" number={state.caseNo} copy="一式两份">
      <p>{state.applicant.name}：</p>
      <p className="sheet-text">您于{paperDate(state.registered.at)}向本窗口反映的事项，现将办理结果答复如下：</p>
      <Fields
        lines={[
          [['诉求', state.want]],
          ...(state.item ? [[['相关事项', state.item.name] as const]] : []),
          [['办理结果', labels.zh.resultKind[result.kind]]],
        ]}
      />
      <h2>答复</h2>
      {result.publicReply.split('\n').map((paragraph, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text that never reorder
        <p key={index} className="sheet-text">
          {paragraph}
        </p>
      ))}
      {result.legalBasis ? (
        <>
          <h2>依据</h2>
          <p className="sheet-text">{result.legalBasis}</p>
        </>
      ) : null}
      {result.alternative ? (
        <>
          <h2>您还可以这样办</h2>
          <p className="sheet-text">{result.alternative}</p>
        </>
      ) : null}
      <p className="sheet-text">
        本窗口将在答复后一个工作日内回访。如事情仍未办成，请告诉回访人员或再来本窗口，我们将提级办理。
      </p>
      <p>经办人：{personName(view, state.ownerId)}</p>
      <Ending who={['申请人']} issuer={issuer} date={paperDate(told?.at ?? result.recorded.at)} />
    </Sheet>
  )
}
