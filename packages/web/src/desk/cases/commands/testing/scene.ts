import type { CommandName } from '@bancheng/core/cases/commands.ts'
import type { FormDefinition } from '@bancheng/core/cases/forms.ts'
import { negativeDuty } from '@bancheng/core/cases/negative.ts'
import { taskOf } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import { abilitiesOf } from '@bancheng/core/may.ts'
import { choicesOf } from '@bancheng/core/policy/choices.ts'
import type { Story, Who } from '@bancheng/core/testing/kit.ts'
import { describeRefusal } from '@bancheng/core/texts/refusals.ts'
import type { Scene } from '../fields.ts'

/** The case of a story as the page gets it, for the tests of the page's own rules. */
export const viewOf = (story: Story, who: Who = 'officer'): CaseView => ({
  state: story.state,
  timeline: [],
  abilities: abilitiesOf(story.state, story.context(who)).map(({ command, target, refusal }) => ({
    command,
    target,
    refusal: refusal && { code: refusal.code, ...describeRefusal(refusal, 'zh') },
  })),
  closingGate: [],
  courts: [],
  procedures: [],
  choices: choicesOf(story.policy, story.state),
  negativeDuty: negativeDuty(story.context(who)),
  dueExplained: [],
  dueOnPaper: [],
  dueIsProvisional: false,
  targetAt: null,
  names: { units: {}, people: {} },
  standingInFor: [],
  files: [],
})

export const sceneOf = (
  command: CommandName,
  view: CaseView,
  target: Scene['target'] = {},
  forms: readonly FormDefinition[] = [],
): Scene => ({
  command,
  view,
  target,
  forms,
  task: target.taskId ? (taskOf(view.state, target.taskId) ?? null) : null,
})
