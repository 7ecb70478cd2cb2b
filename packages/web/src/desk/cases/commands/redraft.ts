import { approvalOf } from '@bancheng/core/cases/negative.ts'
import { openTaskOfKind } from '@bancheng/core/cases/state.ts'
import type { Scene, Values } from './fields.ts'

/** What a “no” that was sent back said: its author changes it and does not write it again. */
export function redraftValues({ command, view: { state, files } }: Scene): Values {
  const revision = openTaskOfKind(state, 'negative-revision')
  const answer = revision && approvalOf(state, revision).negative
  if (answer?.kind === 'refused' && command === 'refuseCase') return { ...answer }
  if (answer?.kind !== 'explained' || command !== 'recordResult') return {}
  return { ...answer, fileIds: files.filter(({ fileId }) => answer.fileIds.includes(fileId)) }
}
