import { instantOfMs } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Alert, Button, Modal } from 'antd'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useLocale, useTexts } from '../../../locale.tsx'
import { useSession } from '../../../session.tsx'
import { useDraft } from '../../../ui/draft.ts'
import { caseTexts } from '../case-texts.ts'
import { CommandForm } from './CommandForm.tsx'
import { ConsequenceNote, IntentNote, SceneNote } from './DialogNotes.tsx'
import { keepable } from './draft-values.ts'
import { type Scene, sentAtOnce, type Values } from './fields.ts'
import type { Intent } from './intent.ts'
import { readInput, typedProblems } from './read-values.ts'
import { startValues } from './start-values.ts'
import { useCommand } from './useCommand.ts'

type Props = {
  readonly scene: Scene
  /** Already known when the dialog opens: the entry to correct, the plan that a unit proposed. */
  readonly given: Values
  readonly onClose: () => void
  readonly onDone: () => void
}

/** What was typed: kept in the browser but for personal numbers, and given back when the dialog opens again. */
function useTyped(scene: Scene, given: Values) {
  const { person } = useSession()
  const { taskId, deliveryId, toleranceId } = scene.target
  const aim = [scene.view.state.caseId, scene.command, taskId ?? deliveryId ?? toleranceId ?? given.seq ?? ''].join('.')
  const start = useMemo(() => ({ ...startValues(scene, instantOfMs(Date.now())), ...given }), [scene, given])
  const draft = useDraft<Values>(person.personId, aim, start)
  const [values, setValues] = useState<Values>({ ...start, ...draft.value, ...given })
  const latest = useRef(values)
  const change = (by: (before: Values) => Values) => {
    latest.current = by(latest.current)
    setValues(latest.current)
    draft.keep(keepable(scene, latest.current))
  }
  const startAgain = () => {
    draft.forget()
    latest.current = start
    setValues(start)
  }
  return { values, change, startAgain, forget: draft.forget, isRestored: draft.isRestored }
}

/** One command: what it asks, what stands against it, and what became of it. */
export function CommandDialog({ scene, given, onClose, onDone }: Props) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const id = useId()
  const typed = useTyped(scene, given)
  const [isAttempted, setAttempted] = useState(false)
  const problems = typedProblems(scene, typed.values)
  const { intent, send } = useCommand(scene, () => {
    typed.forget()
    onDone()
  })
  const submit = () => {
    setAttempted(true)
    if (problems.length > 0) return focusFirstProblem(id)
    if (intent.phase !== 'sending') void send(readInput(scene, typed.values))
  }
  useShownAnswer(id, intent.phase)
  const isAtOnce = sentAtOnce.includes(scene.command)
  useSentAtOnce(isAtOnce, submit)
  const isSilent = isAtOnce && (intent.phase === 'typing' || intent.phase === 'sending' || intent.phase === 'done')
  return (
    <Modal
      open={!isSilent}
      title={labelOf('command', scene.command, locale)}
      width={widthOf(scene)}
      onCancel={onClose}
      mask={{ closable: false }}
      afterOpenChange={(isOpen) => isOpen && focusFirstField(id)}
      footer={[
        <Button key="cancel" onClick={onClose}>
          {t.cancel}
        </Button>,
        <Button key="send" type="primary" loading={intent.phase === 'sending'} onClick={submit}>
          <SendLabel intent={intent} label={labelOf('command', scene.command, locale)} />
        </Button>,
      ]}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a key that works anywhere in the form, beside its button */}
      <div id={id} className="case-dialog" onKeyDown={(event) => isSendKey(event) && submit()}>
        {typed.isRestored && !isAtOnce ? <RestoredNote onStartAgain={typed.startAgain} /> : null}
        <SceneNote scene={scene} />
        <CommandForm
          id={id}
          scene={scene}
          values={typed.values}
          onChange={typed.change}
          problems={problems}
          isAttempted={isAttempted}
          serverErrors={intent.problem?.errors}
        />
        <ConsequenceNote scene={scene} values={typed.values} />
        <IntentNote intent={intent} />
      </div>
    </Modal>
  )
}

const wide: readonly Scene['command'][] = ['layPlan', 'replyToTask', 'takeInPapers', 'correctDetails']
const widthOf = ({ command }: Scene) => (wide.includes(command) ? 820 : 600)

const isSendKey = (event: React.KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key === 'Enter'

function SendLabel({ intent, label }: { intent: Intent; label: string }) {
  const t = useTexts(caseTexts)
  if (intent.phase === 'conflict') return t.submitAnyway
  return intent.phase === 'unanswered' ? t.retry : label
}

function RestoredNote({ onStartAgain }: { onStartAgain: () => void }) {
  const t = useTexts(caseTexts)
  return (
    <Alert
      type="info"
      title={t.restored}
      action={
        <Button size="small" onClick={onStartAgain}>
          {t.startAgain}
        </Button>
      }
    />
  )
}

function useSentAtOnce(isAtOnce: boolean, submit: () => void): void {
  const wasSent = useRef(false)
  useEffect(() => {
    if (!isAtOnce || wasSent.current) return
    wasSent.current = true
    submit()
  })
}

const inDialog = (id: string, what: string) => document.getElementById(id)?.querySelector<HTMLElement>(what)

const focusFirstField = (id: string): void => inDialog(id, 'input:not([type="file"]), textarea')?.focus()

/** The first field that is named as missing, once it is drawn. */
function focusFirstProblem(id: string): void {
  setTimeout(() => {
    const field = inDialog(id, '[aria-invalid="true"]')
    field?.focus()
    const said = field ?? inDialog(id, '.case-field-problem')
    said?.scrollIntoView({ block: 'center' })
  })
}

/** What the server said stands below the fields: it is brought into view. */
function useShownAnswer(id: string, phase: Intent['phase']): void {
  useEffect(() => {
    if (phase === 'conflict' || phase === 'refused' || phase === 'unanswered')
      inDialog(id, '.case-answered')?.scrollIntoView({ block: 'nearest' })
  }, [id, phase])
}
