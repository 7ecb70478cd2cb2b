import { FormDefinition } from '@bancheng/core/cases/forms.ts'
import { z } from 'zod'
import { sampleForms } from '../ids.ts'

/** The formatted forms of the sample authorities. */
export const sampleFormDefinitions: readonly FormDefinition[] = z.array(FormDefinition).parse([
  {
    formId: sampleForms.dataCorrection,
    version: 1,
    title: '企业登记信息数据更正申请表',
    issuedBy: '示例市市场监督管理局信息中心',
    fields: [
      { key: 'enterprise', label: '企业名称', type: 'text', required: true },
      { key: 'uscc', label: '统一社会信用代码', type: 'uscc', required: true },
      {
        key: 'system',
        label: '需更正的系统',
        type: 'choice',
        required: true,
        choices: ['企业登记系统', '食品经营许可系统', '一网通办法人库'],
      },
      { key: 'record', label: '登记号或许可证编号', type: 'text', required: true },
      { key: 'current', label: '现登记内容', type: 'long-text', required: true },
      { key: 'corrected', label: '更正后内容', type: 'long-text', required: true },
      { key: 'reason', label: '更正原因', type: 'long-text', required: true, hint: '写明由何事引起、依据何条款' },
      { key: 'since', label: '情况发生日期', type: 'date', required: false },
      { key: 'isLicenceCancelled', label: '营业执照是否已注销', type: 'yes-no', required: true },
      { key: 'contact', label: '联系人', type: 'text', required: true },
      { key: 'phone', label: '联系电话', type: 'phone', required: true },
    ],
  },
])
