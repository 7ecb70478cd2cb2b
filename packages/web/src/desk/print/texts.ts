import { texts } from '../../locale.tsx'

/** Only the screen around a paper speaks two languages: the papers of a state organ are in Chinese. */
export const printTexts = texts(
  {
    print: '打印',
    back: '返回案件',
    backToReview: '返回阅批',
    backToInbox: '返回待办',
    notYet: '现在还不能打印',
    unknown: '没有这种文书',
    unknownHint: '请从案件页的打印菜单选择。',
    toolbar: '打印工具',
    maskedHint: '纸上的号码均已掩码。',
  },
  {
    print: 'Print',
    back: 'Back to the case',
    backToReview: 'Back to the review',
    backToInbox: 'Back to the inbox',
    notYet: 'This cannot be printed yet',
    unknown: 'There is no such paper',
    unknownHint: 'Choose one from the print menu of the case.',
    toolbar: 'Printing',
    maskedHint: 'Numbers are masked on paper. Papers are in Chinese.',
  },
)
