import type { LinkStanding } from '@bancheng/core/links/rules.ts'
import { texts } from '../../locale.tsx'

export const linkDeskTexts = texts(
  {
    send: '发链接',
    title: '发链接给没有账号的一方',
    lead: '对方打开链接、输入验证码后，只能看到这一项任务的要求（号码、姓名已遮盖），并直接答复。同一任务再发链接，前一个即失效。',
    organisation: '单位',
    recipient: '联系人',
    days: '有效天数',
    issue: '生成链接',
    once: '链接和验证码只显示这一次。请分开告知：链接用短信或微信发，验证码用电话说。',
    link: '链接',
    code: '验证码',
    copy: '复制链接',
    copied: '已复制',
    close: '关闭',
    earlier: '已发的链接',
    opened: (times: number, at: string) => (times === 0 ? '尚未打开' : `打开 ${times} 次，最近 ${at}`),
    until: (at: string) => `有效至 ${at}`,
    revoke: '撤销',
    revokeSure: '撤销后对方立即不能打开，确定吗？',
  },
  {
    send: 'Send a link',
    title: 'A link for a party without an account',
    lead: 'With the link and the code they see what this one task asks (numbers and names masked) and can answer it. Another link for the same task ends the one before.',
    organisation: 'Organisation',
    recipient: 'Name',
    days: 'Works for (days)',
    issue: 'Make the link',
    once: 'Link and code are shown this once. Tell them separately: the link as a message, the code by phone.',
    link: 'Link',
    code: 'Code',
    copy: 'Copy the link',
    copied: 'Copied',
    close: 'Close',
    earlier: 'Links sent',
    opened: (times: number, at: string) => (times === 0 ? 'not opened yet' : `opened ${times} times, last ${at}`),
    until: (at: string) => `works until ${at}`,
    revoke: 'Revoke',
    revokeSure: 'They can no longer open it from that moment. Revoke it?',
  },
)

export const standingTexts = texts(
  {
    open: '可用',
    used: '已答复',
    revoked: '已撤销',
    over: '任务已结束',
    locked: '验证码锁定',
    expired: '已过期',
  } satisfies Record<LinkStanding, string>,
  {
    open: 'works',
    used: 'answered',
    revoked: 'revoked',
    over: 'task over',
    locked: 'locked by wrong codes',
    expired: 'expired',
  },
)
