import type { CommandName } from '@bancheng/core/cases/commands.ts'
import { taskOf } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { call } from '../../../api.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { CommandDialog } from './CommandDialog.tsx'
import type { Scene, Values } from './fields.ts'

type Desk = {
  readonly view: CaseView
  readonly open: (command: CommandName, target?: Scene['target'], given?: Values) => void
}
const DeskContext = createContext<Desk | null>(null)

/** The case that lies on the desk, and the way to do something to it. */
export function useCaseDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('outside of a case')
  return desk
}

const noGiven: Values = {}

/** Holds the one open dialog; what happens to the case meanwhile does not reach into it. */
export function CaseDesk({ view, children }: { view: CaseView; children: ReactNode }) {
  const { message } = App.useApp()
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const [opened, setOpened] = useState<{ scene: Omit<Scene, 'forms'>; given: Values; nth: number } | null>(null)
  const { data } = useQuery({
    queryKey: ['forms'],
    queryFn: () => call(catalogueContract.forms, {}),
    staleTime: 10 * 60_000,
  })
  const open: Desk['open'] = (command, target = {}, given = noGiven) => {
    const task = target.taskId ? (taskOf(view.state, target.taskId) ?? null) : null
    const scene = { command, view, target, task }
    setOpened((before) => ({ scene, given, nth: (before?.nth ?? 0) + 1 }))
  }
  // The forms may arrive after the dialog was opened; the case stays as it was seen.
  const forms = data?.forms
  const scene = useMemo(() => (opened ? { ...opened.scene, forms: forms ?? [] } : null), [opened, forms])
  return (
    <DeskContext value={{ view, open }}>
      {children}
      {opened && scene ? (
        <CommandDialog
          key={opened.nth}
          scene={scene}
          given={opened.given}
          onClose={() => setOpened(null)}
          onDone={() => {
            setOpened(null)
            void message.success(t.done(labelOf('command', scene.command, locale)))
          }}
        />
      ) : null}
    </DeskContext>
  )
}
