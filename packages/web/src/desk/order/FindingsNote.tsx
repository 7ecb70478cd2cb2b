import type { Finding } from '@bancheng/core/catalogue/order/finding.ts'
import type { GoalView } from '@bancheng/core/catalogue/order-contract.ts'
import { Link } from 'react-router'
import { texts, useLocale, useTexts } from '../../locale.tsx'
import { type Names, namesOf } from '../../order/AdviceView.tsx'
import { orderTexts } from '../../order/texts.ts'
import { useSession } from '../../session.tsx'
import { editTexts } from './edit-texts.ts'

/** What a keeper should know about each kind of finding; the names of the steps stand before it. */
const findingTexts = texts(
  {
    'duplicate-step': '步骤编号重复',
    'duplicate-situation': '情形编号重复',
    'unknown-step': '引用了不存在的步骤',
    'unknown-situation': '引用了不存在的情形',
    'needs-itself': '以自己为前置',
    cycle: '互为前置，形成循环',
    'closed-before-possible': '前一项须在后一项之后办，后一项办完却使它不能再办',
    'never-together': '前置步骤与本步骤的适用情形互斥',
    'hard-and-advised': '同时列为必须前置和建议前置',
    'advised-after-closing': '建议排在后一项之后，而后一项办完会关闭它的通常渠道；请核实补救渠道',
  } satisfies Record<Finding['code'], string>,
  {
    'duplicate-step': 'the step is there twice',
    'duplicate-situation': 'the situation is there twice',
    'unknown-step': 'names a step that is not there',
    'unknown-situation': 'names a situation that is not there',
    'needs-itself': 'needs itself',
    cycle: 'need each other in a circle',
    'closed-before-possible': 'the first must come after the second, which makes it impossible',
    'never-together': 'a prerequisite never applies together with the step',
    'hard-and-advised': 'is both needed and advised',
    'advised-after-closing': 'the first is advised after the second, which closes its usual way: check the way out',
  },
)

export function FindingList({ findings, names }: { findings: readonly Finding[]; names: Names }) {
  const words = useTexts(findingTexts)
  return (
    <ul className="order-findings">
      {findings.map(({ code, ids }) => (
        <li key={`${code} ${ids.join(' ')}`}>
          {ids.map(names.step).join(code === 'cycle' ? ' → ' : ' · ')}
          <div className="order-quiet">{words[code]}</div>
        </li>
      ))}
    </ul>
  )
}

/** For those who keep the catalogue: what the check at entry found and let pass, and the way to change it. */
export function FindingsNote({ goal }: { goal: GoalView }) {
  const t = useTexts(orderTexts)
  const { edit } = useTexts(editTexts)
  const { locale } = useLocale()
  const { can } = useSession()
  if (!can.includes('importCatalogue')) return null
  return (
    <>
      {goal.findings.length > 0 ? (
        <details className="order-rest order-noprint">
          <summary>
            {t.findings} {goal.findings.length}
          </summary>
          <FindingList findings={goal.findings} names={namesOf(goal, locale)} />
        </details>
      ) : null}
      <Link className="order-noprint" to={`/order/edit/${encodeURIComponent(goal.goalId)}`}>
        {edit}
      </Link>
    </>
  )
}
