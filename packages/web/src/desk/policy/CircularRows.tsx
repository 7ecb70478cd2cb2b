import type { CircularRule } from '@bancheng/core/policy/service.ts'
import { texts, useTexts } from '../../locale.tsx'
import { OptionalCount, Row } from './fields.tsx'

const circularRuleTexts = texts(
  {
    worst: '在首页通报列入最多的单位（个）',
    nobody: '不通报单位',
    after: '连续几个月启动问责',
    never: '只通报，不问责',
  },
  {
    worst: 'Name the units with the most cases',
    nobody: 'No unit is named',
    after: 'Called to account after so many months running',
    never: 'Named only',
  },
)

/** 月度通报. */
export function CircularRows({
  rule,
  change,
}: {
  readonly rule: CircularRule | null
  readonly change: (next: CircularRule | null) => void
}) {
  const t = useTexts(circularRuleTexts)
  return (
    <>
      <Row label={t.worst}>
        <OptionalCount
          label={t.worst}
          none={t.nobody}
          value={rule?.worst ?? null}
          max={20}
          start={1}
          onChange={(worst) => change(worst === null ? null : { accountableAfter: null, ...rule, worst })}
        />
      </Row>
      {rule ? (
        <Row label={t.after}>
          <OptionalCount
            label={t.after}
            none={t.never}
            value={rule.accountableAfter}
            min={2}
            max={12}
            start={2}
            onChange={(accountableAfter) => change({ ...rule, accountableAfter })}
          />
        </Row>
      ) : null}
    </>
  )
}
