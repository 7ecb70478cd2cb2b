import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { addDays, LocalDate, localDateOf } from '@bancheng/core/kernel/time.ts'
import { reviewContract } from '@bancheng/core/review/contract.ts'
import type { InstructedParty } from '@bancheng/core/review/instructions.ts'
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useId, useRef, useState } from 'react'
import { call, callOnce, newKey } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Labelled } from '../cases/commands/controls/Labelled.tsx'
import { nowHere } from '../due.ts'
import { reviewTexts } from './texts.ts'
import { DayField, WordsDialog } from './WordsDialog.tsx'

const SUPERVISOR = 'role:supervisor'
const partyOf = (value: string): InstructedParty =>
  value === SUPERVISOR ? { kind: 'supervisor' } : { kind: 'unit', unitId: value }

/** About the cases named, or the month as a whole; the units that held the cases are proposed. */
export function InstructDialog(props: {
  month: string
  about: readonly { readonly caseId: string; readonly unitId: string | null }[]
  close: () => void
}) {
  const { month, about, close } = props
  const t = useTexts(reviewTexts)
  const key = useRef(newKey())
  const [parties, setParties] = useState<string[]>([...new Set(about.map(({ unitId }) => unitId ?? SUPERVISOR))])
  const [dueOn, setDueOn] = useState<string>(addDays(localDateOf(nowHere()), 7))
  const caseIds = about.map(({ caseId }) => caseId)
  const send = async (text: string) => {
    const body = {
      about: caseIds.length > 0 ? { kind: 'cases' as const, caseIds } : { kind: 'whole' as const },
      text,
      parties: parties.map(partyOf),
      dueOn: LocalDate.parse(dueOn),
    }
    try {
      await callOnce(reviewContract.instruct, { params: { month }, body }, key.current)
    } catch (error) {
      key.current = newKey() // what is sent next may be another instruction
      throw error
    }
  }
  const title = caseIds.length > 0 ? t.instructOn(caseIds.length) : t.instructAll
  return (
    <WordsDialog
      title={title}
      label={t.text}
      okText={t.send}
      blocked={parties.length === 0 ? t.partiesRequired : undefined}
      send={send}
      close={close}
    >
      <Parties value={parties} onChange={setParties} />
      <DayField label={t.dueOn} value={dueOn} onChange={setDueOn} />
    </WordsDialog>
  )
}

function Parties({ value, onChange }: { value: string[]; onChange: (parties: string[]) => void }) {
  const t = useTexts(reviewTexts)
  const id = useId()
  const { data } = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => call(directoryContract.viewDirectory, { query: {} }),
    staleTime: 5 * 60_000,
  })
  const units = (data?.organisations ?? []).flatMap((organisation) =>
    organisation.units.map((unit) => ({
      value: unit.unitId,
      label: unit.name.includes(organisation.shortName) ? unit.name : `${organisation.shortName} · ${unit.name}`,
    })),
  )
  return (
    <Labelled
      id={id}
      label={t.parties}
      hint={t.partiesHint}
      problem={value.length === 0 ? t.partiesRequired : undefined}
      isRequired
    >
      <Select
        id={id}
        mode="multiple"
        style={{ width: '100%' }}
        value={data ? value : []}
        onChange={onChange}
        showSearch={{ optionFilterProp: 'label' }}
        options={[{ value: SUPERVISOR, label: t.supervisor }, ...units]}
      />
    </Labelled>
  )
}
