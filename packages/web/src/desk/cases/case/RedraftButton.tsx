import { approvalOf } from '@bancheng/core/cases/negative.ts'
import { isPending, type Task } from '@bancheng/core/cases/state.ts'
import { useTexts } from '../../../locale.tsx'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { CommandButton } from '../commands/CommandButton.tsx'
import { abilityFor } from './abilities.ts'
import { answersTexts } from './answers-texts.ts'

/** Sent back: the same dialog as at first, with what was typed in it. */
export function RedraftButton({ task, isPrimary }: { task: Task; isPrimary: boolean }) {
  const t = useTexts(answersTexts)
  const { view } = useCaseDesk()
  if (task.kind !== 'negative-revision' || !isPending(task)) return null
  const isRefusal = approvalOf(view.state, task).negative?.kind === 'refused'
  const ability = abilityFor(view.abilities, isRefusal ? 'refuseCase' : 'recordResult')
  return ability ? <CommandButton ability={ability} label={t.redraft} isPrimary={isPrimary} /> : null
}
