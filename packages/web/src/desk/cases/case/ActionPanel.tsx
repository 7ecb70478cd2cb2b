import { isEnded } from '@bancheng/core/cases/state.ts'
import type { Ability } from '@bancheng/core/cases/view.ts'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { texts, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { CommandButton } from '../commands/CommandButton.tsx'
import { caseCommands, commandsAt, likelyNext, mainThing, type Purpose } from './abilities.ts'
import { useIsMine } from './TaskCard.tsx'

const purposeTexts = texts(
  {
    'take-on': '受理',
    together: '协同',
    papers: '材料',
    post: '送达',
    end: '结果与结案',
    record: '记录',
  } satisfies Record<Purpose, string>,
  {
    'take-on': 'Take on',
    together: 'Work together',
    papers: 'Papers',
    post: 'Post',
    end: 'Result and end',
    record: 'Record',
  },
)

/** What this person may do to the case, by purpose; what is not possible stays in its place and says why. */
export function ActionPanel() {
  const t = useTexts(caseTexts)
  const { abilities, state } = useCaseDesk().view
  if (!isEnded(state)) return <Groups abilities={abilities} />
  // Of an ended case hardly anything is possible: the rest folds away, and still says why.
  const whole = caseCommands(abilities).flatMap((group) => group.abilities)
  const refused = whole.filter((ability) => ability.refusal !== null)
  return (
    <>
      <Groups abilities={whole.filter((ability) => ability.refusal === null)} />
      {refused.length > 0 ? (
        <details className="case-not-now">
          <summary>{t.notNow(refused.length)}</summary>
          <Groups abilities={refused} />
        </details>
      ) : null}
    </>
  )
}

function Groups({ abilities }: { abilities: readonly Ability[] }) {
  const t = useTexts(purposeTexts)
  const { actions } = useTexts(caseTexts)
  const { state } = useCaseDesk().view
  const next = likelyNext(abilities, state)
  const groups = caseCommands(abilities)
  if (groups.length === 0) return null
  return (
    <nav className="case-actions" aria-label={actions}>
      {groups.map(({ purpose, abilities: inGroup }) => (
        <fieldset key={purpose}>
          <legend>{t[purpose]}</legend>
          {inGroup.map((ability) => (
            <CommandButton key={ability.command} ability={ability} isPrimary={ability === next} />
          ))}
        </fieldset>
      ))}
    </nav>
  )
}

/** On a phone: the likely next step under the thumb, everything else one touch away. */
export function ActionBar() {
  const t = useTexts(caseTexts)
  const { abilities, state } = useCaseDesk().view
  const [isOpen, setOpen] = useState(false)
  const isMine = useIsMine()
  const [mine] = state.tasks
    .filter(isMine)
    .flatMap((task) => mainThing(commandsAt(abilities, 'task', task.taskId), task) ?? [])
  const next = mine ?? likelyNext(abilities, state)
  if (caseCommands(abilities).length === 0) return null
  return (
    <div className="case-action-bar">
      {next ? <CommandButton ability={next} isPrimary /> : null}
      <Button onClick={() => setOpen(true)}>{t.moreActions}</Button>
      <Drawer
        open={isOpen}
        placement="bottom"
        size="75vh"
        title={t.moreActions}
        onClose={() => setOpen(false)}
        onClick={(event) => event.target instanceof Element && closesAt(event.target) && setOpen(false)}
      >
        <ActionPanel />
      </Drawer>
    </div>
  )
}

/** A command that can be given opens its own dialog; one that cannot explains itself here. */
const closesAt = (clicked: Element) => clicked.closest('.case-command:not(.is-refused)') !== null
