import type { CaseState } from '../cases/state.ts'
import { maskContactsInText, maskName, maskNamesInText, maskPersonalDataInText } from '../kernel/masks.ts'

/** Said instead of a name. */
const roles = ['申请人', '本人', '家属', '代理人', '经办人', '联系人', '负责人', '收件人', '窗口']
const isName = (text: string): boolean => text.length > 1 && !roles.includes(text)

/** The fields of a form that name a person; a form’s keys are its own, so they go by what such keys are called. */
const nameKey = /name|person|contact|agent|represent|legal|姓名|法人|代表|联系/i
const looksLikePerson = /^[\p{Script=Han}·]{2,15}$/u

function namesInForms({ tasks }: CaseState): readonly string[] {
  return tasks
    .flatMap((task) => Object.entries(task.reply?.form?.values ?? {}))
    .flatMap(([key, value]) =>
      typeof value === 'string' && nameKey.test(key) && looksLikePerson.test(value) ? [value] : [],
    )
}

/** Everybody whom the case names, but for an enterprise: its name is public. */
export function namesOf(state: CaseState): readonly string[] {
  const { applicant, receipts, papers, deliveries, told } = state
  const named = [
    applicant.kind === 'person' ? applicant.name : '',
    applicant.contactName ?? '',
    ...receipts.map(({ from }) => from),
    ...papers.flatMap(({ ended }) => ended?.outcome ?? []),
    ...deliveries.map(({ recipient }) => recipient),
    told?.toWhom ?? '',
    ...namesInForms(state),
  ]
  const known = named.map((name) => name.trim()).filter((name) => isName(name) && looksLikeName(name))
  return [...new Set(known)].filter((name) => name !== applicant.name || applicant.kind === 'person')
}

/** A note such as 本人当面取走 is no name. */
const looksLikeName = (text: string): boolean =>
  looksLikePerson.test(text) ? text.length <= 4 || text.includes('·') : /^[A-Za-z][A-Za-z .'-]{1,60}$/.test(text)

/** What a party outside may read: numbers, addresses and people’s names masked wherever they stand. */
export function maskedFor(state: CaseState, text: string): string {
  const names = [...namesOf(state)].sort((a, b) => b.length - a.length)
  const masked = maskNamesInText(maskContactsInText(maskPersonalDataInText(text)))
  return names.reduce((so, name) => so.replaceAll(name, maskName(name)), masked)
}

export const maskedApplicant = ({ applicant }: CaseState): string =>
  applicant.kind === 'person' ? maskName(applicant.name) : applicant.name
