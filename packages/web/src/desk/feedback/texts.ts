import type { RatingLinkRow } from '@bancheng/core/feedback/contract.ts'
import { texts } from '../../locale.tsx'

export const ratingDeskTexts = texts(
  {
    title: '申请人评价',
    none: '申请人还没有评价；没有评价的不算满意。',
    noLink: '没有发出评价链接：短信不能发给这位申请人，或本系统没有对外地址。回访时请问满意程度。',
    solved: '已解决',
    notSolved: '未解决',
    round: (round: number) => `第 ${round} 次重办前`,
    added: '追评',
    link: '评价链接',
    sent: (at: string, until: string) => `${at} 发出，${until} 前有效`,
    opened: (times: number) => (times === 0 ? '还没有打开' : `打开过 ${times} 次`),
    revoked: (who: string, at: string, why: string) => `${who} 于 ${at} 作废：${why}`,
    revoke: '作废',
    revokeTitle: '作废评价链接',
    revokeLead: '只用于链接发错了人。作废后这一次办理不再发链接，申请人可以在回访时评价。',
    reason: '原因',
    cancel: '取消',
    onlyHead: '被评价的人不能作废评价链接；发错了人的，请窗口负责人作废。',
    visits: (count: number) => `${count} 次访问`,
  },
  {
    title: 'Rated by the applicant',
    none: 'Not rated yet; what nobody rated does not count as satisfied.',
    noLink:
      'No link was sent: this applicant cannot be reached by SMS, or the desk has no address outside. Ask in the follow-up.',
    solved: 'Solved',
    notSolved: 'Not solved',
    round: (round: number) => `Before reopening ${round}`,
    added: 'Added',
    link: 'Link to rate',
    sent: (at: string, until: string) => `sent ${at}, valid until ${until}`,
    opened: (times: number) => (times === 0 ? 'not opened yet' : `opened ${times} times`),
    revoked: (who: string, at: string, why: string) => `withdrawn by ${who} at ${at}: ${why}`,
    revoke: 'Withdraw',
    revokeTitle: 'Withdraw the link to rate',
    revokeLead:
      'Only where it went to the wrong person. No other is sent for this round; the applicant can rate in the follow-up.',
    reason: 'Reason',
    cancel: 'Cancel',
    onlyHead:
      'Whoever is rated does not withdraw the link; ask the head of the window where it went to the wrong person.',
    visits: (count: number) => `${count} visits`,
  },
)

export const ratingStandings = texts(
  {
    open: '待评价',
    rated: '已评价',
    given: '已在回访中评价',
    over: '已重新打开，不再有效',
    revoked: '已作废',
    expired: '已过期',
  } satisfies Record<RatingLinkRow['standing'], string>,
  {
    open: 'Not rated yet',
    rated: 'Rated',
    given: 'Rated in the follow-up',
    over: 'Reopened, no longer valid',
    revoked: 'Withdrawn',
    expired: 'Expired',
  } satisfies Record<RatingLinkRow['standing'], string>,
)

export const ratingVisitTexts = texts(
  { open: '打开页面', 'turned-away': '打开已失效的链接', rate: '提交评价', add: '提交追评' },
  { open: 'opened the page', 'turned-away': 'came after its end', rate: 'rated', add: 'added to it' },
)
