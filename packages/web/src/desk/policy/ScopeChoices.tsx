import { ApplicantKind } from '@bancheng/core/cases/parties.ts'
import { Channel, Urgency } from '@bancheng/core/cases/words.ts'
import { Select } from 'antd'
import { useTexts } from '../../locale.tsx'
import { Choices } from './fields.tsx'
import { type GradeOptions, useOptions } from './options.ts'
import { policyTexts } from './texts.ts'

type Scoped = {
  readonly [K in 'grades' | 'urgencies' | 'channels' | 'applicants' | 'items' | 'itemTypes']?:
    | readonly string[]
    | undefined
}

/** What is left empty is left out of the document: it holds for all. */
export function withChoice<S extends object>(scope: S, name: keyof S, value: readonly string[]): S {
  const { [name]: _, ...others } = scope
  return (value.length > 0 ? { ...others, [name]: value } : others) as S // the same without one of its optional parts
}

/** The cases that a limit of its own is for, as far as limits of cases and of tasks may say it alike. */
export function ScopeChoices<S extends object>(props: {
  readonly scope: S & Scoped
  readonly grades: GradeOptions
  readonly change: (next: S) => void
}) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  const { scope, change } = props
  const lists = [
    ['grades', props.grades],
    ['urgencies', options('urgency', Urgency.options)],
    ['channels', options('channel', Channel.options)],
    ['applicants', options('applicantKind', ApplicantKind.options)],
  ] as const
  return (
    <>
      {lists.map(([name, choices]) => (
        <Choices<string>
          key={name}
          label={t[name]}
          value={scope[name] ?? []}
          options={choices}
          onChange={(next) => change(withChoice<S & Scoped>(scope, name, next))}
        />
      ))}
      {(['items', 'itemTypes'] as const).map((name) => (
        <Select<string[]>
          key={name}
          mode="tags"
          aria-label={t[name]}
          placeholder={t[name]}
          value={[...(scope[name] ?? [])]}
          onChange={(next) => change(withChoice<S & Scoped>(scope, name, next))}
          style={{ minWidth: 190 }}
        />
      ))}
    </>
  )
}
