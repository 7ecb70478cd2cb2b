import type { Directory } from '../../cases/context.ts'
import type { Party } from '../../cases/words.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { ReportAnswer, ReportSubject } from './report.ts'

/** The person who keeps the answer, else their unit; the head of the window where nobody there could answer. */
export function keeperOf(
  entry: { readonly keeperId: string | null; readonly unitId: string | null },
  directory: Pick<Directory, 'person' | 'peopleOf'>,
): Party {
  const { keeperId, unitId } = entry
  if (keeperId && directory.person(keeperId)) return { kind: 'person', personId: keeperId }
  if (unitId && directory.peopleOf(unitId).length > 0) return { kind: 'unit', unitId }
  return { kind: 'supervisor' }
}

export type SettledReport =
  | { readonly kind: 'ended'; readonly outcome: 'corrected' | 'rejected'; readonly version: number | null }
  | { readonly kind: 'forwarded'; readonly to: Party }

type Reported = {
  readonly subjectKind: ReportSubject
  /** The version that was read, and the one in force now; null for what has no versions. */
  readonly subjectVersion: number | null
  readonly currentVersion: number | null
  readonly party: Party
}

/**
 * What becomes of a report by the keeper's answer. “Corrected” names a version that is newer than the one that was read:
 * saying so corrects nothing.
 * @throws Refusal report-not-corrected · report-reason-required · unit-unknown · report-already-there
 */
export function settleReport(
  report: Reported,
  answer: ReportAnswer,
  directory: Pick<Directory, 'unit' | 'peopleOf'>,
): SettledReport {
  switch (answer.outcome) {
    case 'corrected': {
      const { subjectVersion, currentVersion } = report
      if (currentVersion !== null) {
        const version = answer.version ?? currentVersion
        if (version <= (subjectVersion ?? 0) || version > currentVersion)
          throw new Refusal('report-not-corrected', { version: subjectVersion ?? currentVersion })
        return { kind: 'ended', outcome: 'corrected', version }
      }
      if (answer.note === '') throw new Refusal('report-reason-required')
      return { kind: 'ended', outcome: 'corrected', version: null }
    }
    case 'rejected':
      if (answer.note === '') throw new Refusal('report-reason-required')
      return { kind: 'ended', outcome: 'rejected', version: null }
    case 'forwarded': {
      const unit = directory.unit(answer.unitId)
      if (!unit || directory.peopleOf(unit.unitId).length === 0) throw new Refusal('unit-unknown')
      if (report.party.kind === 'unit' && report.party.unitId === unit.unitId) throw new Refusal('report-already-there')
      return { kind: 'forwarded', to: { kind: 'unit', unitId: unit.unitId } }
    }
  }
}
