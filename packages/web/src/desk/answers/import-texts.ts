import { texts } from '../../locale.tsx'

export const knowledgeTexts = texts(
  {
    qa: '导入问答',
    directory: '导入通讯录',
    'back.qa': '返回问答',
    'back.directory': '返回通讯录',
    known: (headings: string) => `认识的列名：${headings}。`,
  },
  {
    qa: 'Import answers',
    directory: 'Import the directory',
    'back.qa': 'Back to the answers',
    'back.directory': 'Back to the directory',
    known: (headings) => `Headings that are known: ${headings}.`,
  },
)
