import type { RegisterCase } from '@bancheng/core/cases/commands.ts'
import type { z } from 'zod'
import { sampleItems, sampleUnits } from '../sample/ids.ts'
import type { Dice } from './dice.ts'

type Matter = {
  readonly want: string
  readonly pain: 'cannot' | 'hard' | 'unknown'
  readonly item: string | null
  readonly unit: string
  readonly already: string
}

/** What people come with, invented after the kinds that the windows report. */
const matters: readonly Matter[] = [
  {
    want: '先注销了营业执照，食品经营许可证在网上注销不了，商场押金退不回来',
    pain: 'cannot',
    item: sampleItems.foodLicenceCancellation,
    unit: sampleUnits.food,
    already: '营业执照已注销，一网通办无法登录',
  },
  {
    want: '租赁合同差一天满半年，食品经营许可被退回',
    pain: 'hard',
    item: sampleItems.foodLicence,
    unit: sampleUnits.food,
    already: '房东同意续租',
  },
  {
    want: '公司注销卡在清税证明，税务系统提示有未办结事项',
    pain: 'hard',
    item: sampleItems.companyDeregistration,
    unit: sampleUnits.taxClearance,
    already: '已公告四十五日',
  },
  {
    want: '餐饮店开业前消防检查不知道找谁办',
    pain: 'unknown',
    item: sampleItems.fireInspection,
    unit: sampleUnits.fire,
    already: '',
  },
  {
    want: '换了法定代表人，食品经营许可变更被要求全部重新提交',
    pain: 'hard',
    item: sampleItems.foodLicenceChange,
    unit: sampleUnits.food,
    already: '执照已变更',
  },
  {
    want: '预付卡备案单位要停业，余额退款手续两个部门说法不一',
    pain: 'hard',
    item: sampleItems.prepaidCardExit,
    unit: sampleUnits.commerce,
    already: '',
  },
  {
    want: '门头招牌设置申请三次被退，理由每次不同',
    pain: 'cannot',
    item: null,
    unit: sampleUnits.appearance,
    already: '已按第一次意见修改图纸',
  },
  {
    want: '营业执照登记的地址门牌与房产证不一致，无法办理许可',
    pain: 'cannot',
    item: sampleItems.businessLicence,
    unit: sampleUnits.registry,
    already: '',
  },
]
const surnames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴', '徐', '孙', '欧阳', '司马']
const givenNames = ['芳', '敏', '建国', '丽娟', '志强', '晓燕', '俊杰', '秀英', '海涛', '雨桐', '子轩', '慧']
const trades = ['餐饮管理', '食品贸易', '文化传播', '商务服务', '便利店', '烘焙']

/** Numbers of the form of a phone; 170000 is a block that was never given out. */
const phoneOf = (dice: Dice) => `1700000${String(dice.between(0, 9_999)).padStart(4, '0')}`

export type Registration = { readonly input: z.input<typeof RegisterCase>; readonly unitId: string }

export function registrationOf(dice: Dice): Registration {
  const matter = dice.pick(matters)
  const name = dice.pick(surnames) + dice.pick(givenNames)
  const isEnterprise = dice.chance(0.5)
  const enterprise = `示例市${dice.pick(surnames)}记${dice.pick(trades)}有限公司`
  const channel = dice.pick(['walk-in', 'walk-in', 'phone', 'phone', 'online', 'transferred'] as const)
  const input = {
    channel,
    transferredFrom: channel === 'transferred' ? '12345 热线' : null,
    applicant: isEnterprise
      ? { kind: 'enterprise' as const, name: enterprise, contactName: name, phone: phoneOf(dice) }
      : { kind: 'person' as const, name, phone: phoneOf(dice) },
    want: matter.want,
    pain: matter.pain,
    // The name is the catalogue's own; what stands here is only the shape.
    item: matter.item ? { itemId: matter.item, version: 1, name: matter.item } : null,
    alreadyDone: matter.already,
    tripsBefore: dice.between(0, 4),
  }
  return { input, unitId: matter.unit }
}

/** A domestic waybill of 13 digits. */
export const waybillOf = (dice: Dice) => `11${String(dice.between(0, 99_999_999_999)).padStart(11, '0')}`
