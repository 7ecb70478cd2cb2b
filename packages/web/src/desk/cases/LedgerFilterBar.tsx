import type { LedgerFilter } from '@bancheng/core/cases/contract.ts'
import { CaseStatus, Pain, StandardGrade } from '@bancheng/core/cases/words.ts'
import { LocalDate } from '@bancheng/core/kernel/time.ts'
import { gradeWord, type LabelKind, labels } from '@bancheng/core/texts/labels.ts'
import { Button, DatePicker, Input, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import { useLocale, useTexts } from '../../locale.tsx'
import { usePolicyChoices } from '../choices.ts'
import { isFiltered } from './ledger-filter.ts'
import { ledgerTexts } from './lists-texts.ts'

type Change = (next: Partial<LedgerFilter>) => void
export const SEARCH_ID = 'ledger-search'

function Words<T extends string>(props: {
  label: string
  kind: Extract<LabelKind, 'status' | 'pain' | 'grade'>
  options: readonly T[]
  say?: (value: T) => string
  value: readonly T[] | undefined
  change: (next: T[]) => void
}) {
  const words: Readonly<Record<string, string>> = labels[useLocale().locale][props.kind]
  return (
    <Select<T[]>
      aria-label={props.label}
      mode="multiple"
      maxTagCount="responsive"
      allowClear
      placeholder={props.label}
      className="ledger-words"
      value={[...(props.value ?? [])]}
      onChange={props.change}
      options={props.options.map((value) => ({ value, label: props.say?.(value) ?? words[value] ?? value }))}
    />
  )
}

function Period({ filter, change }: { filter: LedgerFilter; change: Change }) {
  const t = useTexts(ledgerTexts)
  const day = (text: string | null | undefined) => LocalDate.safeParse(text ?? '').data
  return (
    <DatePicker.RangePicker
      aria-label={t.registered}
      allowEmpty={[true, true]}
      placeholder={[t.from, t.to]}
      style={{ flex: '0 1 250px' }}
      value={[filter.from ? dayjs(filter.from) : null, filter.to ? dayjs(filter.to) : null]}
      onChange={(_, texts) => change({ from: day(texts?.[0]), to: day(texts?.[1]) })}
    />
  )
}

function Order({ filter, change }: { filter: LedgerFilter; change: Change }) {
  const t = useTexts(ledgerTexts)
  const isUp = filter.direction === 'asc'
  return (
    <span style={{ display: 'flex' }}>
      <Select<LedgerFilter['sort']>
        aria-label={t.sort}
        style={{ width: 128 }}
        value={filter.sort}
        onChange={(sort) => change({ sort })}
        options={[
          { value: 'registered', label: t.sortRegistered },
          { value: 'due', label: t.sortDue },
          { value: 'changed', label: t.sortChanged },
          { value: 'number', label: t.sortNumber },
        ]}
      />
      <Button
        type="text"
        aria-label={isUp ? t.ascending : t.descending}
        title={isUp ? t.ascending : t.descending}
        onClick={() => change({ direction: isUp ? 'desc' : 'asc' })}
      >
        {isUp ? '↑' : '↓'}
      </Button>
    </span>
  )
}

/** Everything that narrows or orders the ledger; each change is in the address at once. */
export function LedgerFilterBar({
  filter,
  change,
  clear,
}: {
  filter: LedgerFilter
  change: Change
  clear: () => void
}) {
  const t = useTexts(ledgerTexts)
  const { locale } = useLocale()
  const known = usePolicyChoices().grades
  const names = new Map(known.map(({ grade, name }) => [grade, name]))
  // Cases of older rules keep the grades of those.
  const grades = [...new Set([...known.map(({ grade }) => grade), ...StandardGrade.options])]
  return (
    <search className="ledger-filter">
      <Input.Search
        id={SEARCH_ID}
        key={filter.text ?? ''} // going back in the history shows the words of that address
        aria-label={t.searchLabel}
        placeholder={t.search}
        title={t.search}
        allowClear
        defaultValue={filter.text ?? ''}
        onSearch={(text) => change({ text: text.trim() || undefined })}
        style={{ flex: '1 1 260px', maxWidth: 420 }}
      />
      <Words
        label={t.status}
        kind="status"
        options={CaseStatus.options}
        value={filter.status}
        change={(status) => change({ status })}
      />
      <Words
        label={t.pain}
        kind="pain"
        options={Pain.options}
        value={filter.pain}
        change={(pain) => change({ pain })}
      />
      <Words
        label={t.grade}
        kind="grade"
        options={grades}
        say={(grade) => gradeWord(grade, names.get(grade), locale)}
        value={filter.grade}
        change={(grade) => change({ grade })}
      />
      <Period filter={filter} change={change} />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
      <label style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
        <Switch size="small" checked={filter.isLate === true} onChange={(on) => change({ isLate: on || undefined })} />
        {t.late}
      </label>
      <Order filter={filter} change={change} />
      {isFiltered(filter) ? (
        <Button type="link" onClick={clear}>
          {t.clear}
        </Button>
      ) : null}
    </search>
  )
}
