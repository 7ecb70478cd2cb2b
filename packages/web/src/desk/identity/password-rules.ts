import { type PasswordProblem, passwordProblem } from '@bancheng/core/identity/password.ts'

/** The rules that a page can check while one types, in the order in which core asks them. */
const order = ['too-short', 'too-few-classes', 'contains-name'] as const satisfies readonly PasswordProblem[]
export type LiveRule = (typeof order)[number]
/** `unknown`: an earlier rule is broken, and core names only the first. */
export type RuleState = { readonly rule: LiveRule; readonly state: 'met' | 'broken' | 'unknown' }

/** How far a new password got through the rules. */
export function ruleStates(password: string, signInName: string): readonly RuleState[] {
  const broken = passwordProblem(password, signInName)
  const at = broken === null || broken === 'too-long' ? order.length : order.indexOf(broken)
  return order.map((rule, index) => {
    if (password === '' || index > at) return { rule, state: 'unknown' }
    return { rule, state: index < at ? 'met' : 'broken' }
  })
}
