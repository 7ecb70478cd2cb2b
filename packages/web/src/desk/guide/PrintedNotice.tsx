import type { NoticeContent, NoticeView } from '@bancheng/core/catalogue/qa/notice.ts'
import { labels } from '@bancheng/core/texts/labels.ts'
import { Ending, Fields, Sheet, useWindowName } from '../print/Sheet.tsx'
import { paperDate } from '../print/words.ts'

const necessity = { required: '必须提交', optional: '按情况提交', deferrable: '可容缺后补' } as const

const Materials = ({ materials }: Pick<NoticeContent, 'materials'>) => (
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
      {materials.map((material, index) => (
        <tr key={material.name}>
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

/** 一次性告知书 on A4, before there is a case: everything that this person needs, at once. */
export function PrintedNotice({ notice }: { notice: NoticeView }) {
  const issuer = useWindowName()
  const { content } = notice
  const basis = content.typeName === '行政许可' ? '根据《中华人民共和国行政许可法》第三十二条，' : ''
  return (
    <Sheet title="一次性告知书" number={notice.noticeId.slice(-12).toUpperCase()} copy="一式两份">
      <p className="sheet-text">
        您要办的“{content.itemName}”，{basis}现将需要的全部材料和要求一次性告知如下：
      </p>
      <Fields
        lines={[
          [['事项名称', content.itemName]],
          [
            ['实施部门', content.organisationName],
            ['办理窗口', content.hallWindow],
          ],
          [
            ['承诺时限', content.promised],
            ['收费', content.fees],
          ],
          [['咨询电话', content.phones]],
          ...(content.conditions ? [[['受理条件', content.conditions] as const]] : []),
        ]}
      />
      {content.materials.length > 0 ? <Materials materials={content.materials} /> : null}
      {content.advice ? (
        <>
          <h2>针对您的情况</h2>
          <p className="sheet-text">{content.advice}</p>
        </>
      ) : null}
      <Ending who={['申请人', '告知人']} issuer={issuer} date={paperDate(notice.givenAt)} />
    </Sheet>
  )
}
