import { heldPapers } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Checkbox, Radio } from 'antd'
import { useLocale, useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'

function useHeld(view: CaseView) {
  const { locale } = useLocale()
  return heldPapers(view.state).map((paper) => ({
    value: paper.paperId,
    label: `${paper.name}（${labelOf('paperForm', paper.form, locale)} × ${paper.copies}，${paper.place}）`,
  }))
}

type ManyProps = {
  readonly view: CaseView
  readonly value: readonly string[]
  readonly onChange: (value: readonly string[]) => void
}

/** Which of the held papers. */
export function HeldPapersControl({ view, value, onChange }: ManyProps) {
  const t = useTexts(controlTexts)
  const held = useHeld(view)
  if (held.length === 0) return <span className="desk-quiet">{t.noPapers}</span>
  const all = held.map((paper) => paper.value)
  return (
    <>
      {held.length > 1 ? (
        <Checkbox
          checked={value.length === all.length}
          indeterminate={value.length > 0 && value.length < all.length}
          onChange={(event) => onChange(event.target.checked ? all : [])}
        >
          {t.chooseAll}
        </Checkbox>
      ) : null}
      <Checkbox.Group className="case-stack" options={held} value={[...value]} onChange={onChange} />
    </>
  )
}

type OneProps = {
  readonly view: CaseView
  readonly value: string | undefined
  readonly onChange: (id: string) => void
}

export function HeldPaperControl({ view, value, onChange }: OneProps) {
  const held = useHeld(view)
  return (
    <Radio.Group
      className="case-stack"
      options={held}
      {...(value ? { value } : {})}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
