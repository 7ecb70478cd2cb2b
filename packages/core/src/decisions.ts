import type { CommandName } from './cases/commands.ts'
import type { Decisions } from './cases/decision.ts'
import { acceptRules } from './cases/rules/accept.ts'
import { correctRules } from './cases/rules/correct.ts'
import { handOverRules } from './cases/rules/hand-over.ts'
import { negativeRules } from './cases/rules/negative.ts'
import { resultRules } from './cases/rules/result.ts'
import { applicantRules } from './coordination/applicant.ts'
import { copyRules } from './coordination/copies.ts'
import { countersignRules } from './coordination/countersign.ts'
import { extensionRules } from './coordination/extensions.ts'
import { contactRules } from './coordination/first-contact.ts'
import { opinionRules } from './coordination/opinions.ts'
import { planRules } from './coordination/plan.ts'
import { procedureRules } from './coordination/procedures.ts'
import { recallRules } from './coordination/recall.ts'
import { returnRules } from './coordination/returns.ts'
import { coordinationRules } from './coordination/rules.ts'
import { sendBackRules } from './coordination/send-back.ts'
import { transferRules } from './coordination/transfer.ts'
import { urgeRules } from './coordination/urge.ts'
import { custodyRules } from './custody/rules.ts'
import { deliveryRules } from './delivery/rules.ts'
import { climbRules } from './escalation/climb.ts'
import { superviseRules } from './escalation/supervise.ts'
import { ratingRules } from './feedback/rating.ts'
import { feedbackRules } from './feedback/rules.ts'
import { toleranceRules } from './tolerance/rules.ts'

/** Every command with its rule; a command without one does not compile. */
export const decisions: Decisions<CommandName> = {
  ...acceptRules,
  ...correctRules,
  ...handOverRules,
  ...resultRules,
  ...negativeRules,
  ...coordinationRules,
  ...opinionRules,
  ...countersignRules,
  ...copyRules,
  ...urgeRules,
  ...transferRules,
  ...recallRules,
  ...sendBackRules,
  ...returnRules,
  ...extensionRules,
  ...planRules,
  ...applicantRules,
  ...contactRules,
  ...procedureRules,
  ...custodyRules,
  ...toleranceRules,
  ...deliveryRules,
  ...feedbackRules,
  ...ratingRules,
  ...climbRules,
  ...superviseRules,
}
