import type { Pain } from '../cases/words.ts'
import type { Example } from './classify.ts'

/**
 * How people say which kind of pain they have, for a desk that has not closed cases of its own yet: 不能办 (somebody said
 * no), 不好办 (it goes on and on), 不知怎么办 (they do not know where to begin).
 */
const sayings = {
  cannot: [
    '窗口说不符合条件不予受理',
    '系统提示无法提交，怎么都办不了',
    '申请被驳回，说缺少依据不能办',
    '营业执照已经注销，现在没有办法再申请',
    '网上点不了，账号没有权限，提交不上去',
    '工作人员答复这个事项不能办理',
    '材料原件丢失，部门不给办',
    '因为历史遗留问题一直办不下来，说没有政策',
    '被锁定、被列入异常，业务办不了',
    '两个部门的要求互相矛盾，办不成',
    '信息登记错误，系统里查不到，不让办',
    '退回申请，说不在受理范围',
  ],
  hard: [
    '跑了好几趟还是没有办成',
    '材料反复补正，每次要求都不一样',
    '几个部门互相推诿，推来推去',
    '等了很久一直没有结果，超过承诺时限',
    '手续太多，环节太复杂，办起来很难',
    '需要的证明开不出来，开证明的单位不给开',
    '排队时间长，预约不上',
    '要跑市里和区里好几个地方',
    '办了两个月还没有办好，催了多次',
    '房东不配合，缺一份材料',
    '来回跑了三次，窗口每次都说缺材料',
    '网上申请一直卡在审核中，没有人处理',
  ],
  unknown: [
    '不知道怎么办理，需要什么材料',
    '请问应该去哪个部门办理',
    '想咨询一下流程，先办哪一个',
    '不清楚找谁，在哪里申请',
    '请问这种情况符合条件吗，怎么申请',
    '想问一下办理时间和费用',
    '第一次办，不懂流程，希望指导',
    '不知道先后顺序，应该先注销哪个证',
    '在网上没有找到入口，请问怎么操作',
    '需要带哪些材料，能不能代办',
    '政策看不懂，想了解怎么享受',
    '这件事归哪里管，打哪个电话',
  ],
} satisfies Record<Pain, readonly string[]>

export const painSayings: readonly Example[] = Object.entries(sayings).flatMap(([label, texts]) =>
  texts.map((text) => ({ label, text })),
)
