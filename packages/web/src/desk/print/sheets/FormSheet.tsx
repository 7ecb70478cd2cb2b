import type { FilledForm } from '@bancheng/core/cases/events.ts'
import type { FormDefinition } from '@bancheng/core/cases/forms.ts'
import { taskOf } from '@bancheng/core/cases/state.ts'
import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { call } from '../../../api.ts'
import { Loading } from '../../../ui/Loading.tsx'
import { ProblemPage } from '../../../ui/ProblemPage.tsx'
import { Fields, NotYet, Sheet, type SheetProps, Signatures } from '../Sheet.tsx'
import { paperDate, partyName } from '../words.ts'

type Value = z.infer<typeof FilledForm>['values'][string]

/** Personal values are sealed in the log; on paper stands their mask. */
function said(value: Value | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'object') return value.masked
  return String(value)
}

function FilledIn({ definition, values }: { definition: FormDefinition; values: Record<string, Value> }) {
  return <Fields lines={definition.fields.map((field) => [[field.label, said(values[field.key])] as const])} />
}

/** The formatted form as the authority prescribes it, with what was filled in; empty to be filled by hand. */
export function FormSheet({ view, subjectId }: SheetProps) {
  const { state } = view
  const task = subjectId ? taskOf(state, subjectId) : undefined
  const { data, error, refetch } = useQuery({ queryKey: ['forms'], queryFn: () => call(catalogueContract.forms, {}) })
  const filled = task?.reply?.form ?? null
  const formId = filled?.formId ?? task?.formId
  if (!task || !formId) return <NotYet>这项任务没有格式表格。</NotYet>
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const definition = data.forms.find((form) => form.formId === formId)
  if (!definition) return <NotYet>表格目录中没有这张表格。请联系窗口负责人。</NotYet>
  return (
    <Sheet title={definition.title} number={state.caseNo}>
      <p className="sheet-small">
        制定单位：{definition.issuedBy || '—'}　　版本：{filled?.version ?? definition.version}
      </p>
      <FilledIn definition={definition} values={filled?.values ?? {}} />
      <p>
        填报单位：{partyName(view, task.party)}　　填报日期：
        {task.ended ? paperDate(task.ended.at) : '　　　年　　月　　日'}
      </p>
      <Signatures who={['填报人', '审核人']} />
    </Sheet>
  )
}
