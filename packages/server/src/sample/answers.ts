import { AnswerDraft } from '@bancheng/core/catalogue/qa/answer.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { insertAnswers } from '../catalogue/qa/store.ts'
import type { Tx } from '../platform/db.ts'
import { SAMPLE_CENTER_ID, sampleItems, sampleUnits } from './ids.ts'

type Sample = Partial<AnswerDraft> & Pick<AnswerDraft, 'question' | 'answer' | 'category'>

const food = { unitId: sampleUnits.food, departmentName: '区市场监管局' }
const registry = { unitId: sampleUnits.registry, departmentName: '区市场监管局' }
const tax = { unitId: sampleUnits.taxClearance, departmentName: '区税务局', itemId: sampleItems.taxClearance }

/** What a window is asked every day. Limits as the guides of the two journeys state them; an example, no legal advice. */
export const sampleAnswers: Readonly<Record<string, Sample>> = {
  'licence-gone': {
    ...food,
    itemId: sampleItems.foodLicenceCancellation,
    category: '餐饮/注销',
    question: '营业执照已经注销，食品经营许可证在网上注销不了，怎么办？',
    answer:
      '执照注销后法人账户不能再登录，网上办不了，但可以线下办：带食品经营许可证正副本、经办人身份证和注销通知书到窗口，由区市场监管局受理；需要修改系统状态的，由区局报市局和信息中心办理，材料可以先存在窗口，不必再跑。',
    paraphrases: ['先注销了执照，许可证怎么注销', '登录不了一网通办，食品许可注销不掉'],
    keywords: ['先后顺序', '登录不了'],
  },
  'exit-order': {
    ...registry,
    itemId: sampleItems.companyDeregistration,
    category: '餐饮/注销',
    question: '关一家餐饮公司，先办哪一项，最后办哪一项？',
    answer:
      '先办食品经营许可、店招、预付卡等许可备案的注销，再办清税，然后注销营业执照，之后办社保、公积金和银行账户，最后缴销印章。执照一注销，许可类的网上办理就都关闭了。可用“办理顺序”按自己的情况排一遍。',
    paraphrases: ['关店要办哪些手续', '注销公司的顺序'],
    keywords: ['办理顺序', '关店'],
  },
  'simple-exit': {
    ...registry,
    itemId: 'X30',
    category: '企业/注销',
    question: '简易注销要公示多少天？',
    answer:
      '公示 20 日；公示期满后 20 日内提出申请，登记机关 3 个工作日内办结。有分支机构未注销、被立案或列入异常名录的，不能走简易注销。',
    paraphrases: ['简易注销多久', '简易注销条件'],
    keywords: ['公示'],
  },
  'exit-papers': {
    ...food,
    itemId: sampleItems.foodLicenceCancellation,
    category: '餐饮/注销',
    question: '食品经营许可证注销要带什么材料？',
    answer:
      '注销申请书、许可证正本和副本原件；委托他人的，另带授权委托书和经办人身份证。许可证遗失的，可以先受理，遗失说明随后补交。',
    paraphrases: ['注销食品许可带什么', '许可证丢了怎么注销'],
    keywords: ['遗失', '材料'],
  },
  'exit-deadline': {
    ...food,
    itemId: sampleItems.foodLicenceCancellation,
    category: '餐饮/注销',
    question: '停业以后多久之内要注销食品经营许可证？',
    answer: '终止经营之日起 30 个工作日内申请注销。主体资格已经依法终止又没有申请的，由原发证机关办理注销。',
    paraphrases: ['食品许可注销期限'],
    keywords: ['30 个工作日'],
  },
  'tax-days': {
    ...tax,
    category: '企业/注销',
    question: '清税证明要多长时间？',
    answer:
      '符合即办条件的当场出具；一般流程小规模纳税人 5 个工作日，一般纳税人 10 个工作日（不含检查）。先把发票、税款、社保费和清算申报办完。',
    paraphrases: ['税务注销几天', '清税要多久'],
    keywords: ['清税申报'],
  },
  'basic-account': {
    category: '企业/注销',
    question: '公司的银行基本户什么时候销？',
    answer:
      '一般户、专用户、临时户先销，基本户后销；退税款、押金还没退到账的不要先销，印章也要等销户以后再缴销，因为销户申请书要盖公章。',
    paraphrases: ['基本户销户顺序', '押金没退能销户吗'],
    keywords: ['基本存款账户', '公章'],
  },
  'insurance-exit': {
    category: '企业/注销',
    itemId: 'X31',
    question: '公司注销后社保登记多久之内要注销？',
    answer: '注销登记之日起 30 日内，到社保经办机构办理社会保险登记注销；欠费要先缴清。',
    paraphrases: ['社保注销期限'],
    keywords: ['社会保险登记'],
  },
  'short-lease': {
    ...food,
    itemId: sampleItems.foodLicence,
    category: '餐饮/开办',
    question: '租赁合同剩余租期不够半年，能办食品经营许可证吗？',
    answer:
      '租赁合同不是主件。差得不多、又赶着开业的，可以由申请人写一份情况说明，窗口向区市场监管局申请变通或容缺，由该局当天答复；不同意的，会书面说明依据。',
    paraphrases: ['租期差一天', '房租合同快到期能办证吗'],
    keywords: ['租期', '情况说明', '容缺'],
  },
  'food-days': {
    ...food,
    itemId: sampleItems.foodLicence,
    category: '餐饮/开办',
    question: '食品经营许可证几天能拿到？',
    answer: '承诺 5 个工作日；变更和延续可以用告知承诺，当场决定，之后一个月内现场核查。证件可以选 EMS 邮寄。',
    paraphrases: ['食品许可证多久', '办卫生证要几天'],
    keywords: ['承诺时限', '告知承诺'],
  },
  'former-tenant': {
    ...registry,
    itemId: sampleItems.businessLicence,
    category: '餐饮/开办',
    question: '上一家租户没有注销，同一个地址能办执照吗？',
    answer:
      '同一地址还有未注销的主体时系统会拦。请提供租赁合同和上一家已搬离的证明，窗口请登记科和许可科核实后处理；找不到上一家的，走“办不成事”窗口登记案件，由单位之间协调。',
    paraphrases: ['前租户没注销', '地址被占用'],
    keywords: ['地址', '前租户'],
  },
  'fire-check': {
    unitId: sampleUnits.fire,
    departmentName: '区消防支队',
    itemId: sampleItems.fireInspection,
    category: '餐饮/开办',
    question: '营业前的消防安全检查可以先开业再检查吗？',
    answer: '可以选择告知承诺：材料齐全当场发证，之后现场核查；不选承诺的，10 个工作日内检查完。',
    paraphrases: ['消防检查要多久'],
    keywords: ['告知承诺', '公众聚集场所'],
  },
  'health-papers': {
    category: '餐饮/开办',
    question: '从业人员健康证还没下来，能先交材料吗？',
    answer: '可以容缺受理：先收其他材料，签容缺承诺，健康证在约定的日期前补交，可以邮寄，不用再跑。',
    paraphrases: ['健康证没办好', '健康证可以后补吗'],
    keywords: ['容缺', '健康证明'],
  },
  'by-post': {
    unitId: sampleUnits.ems,
    departmentName: 'EMS 驻点',
    category: '窗口/送达',
    question: '证件可以寄给我吗？',
    answer: '可以。大厅有 EMS 驻点，办结后由窗口交寄，凭运单号查询；需要退还的原件也可以一并寄回。',
    paraphrases: ['能不能邮寄', '不想再跑一趟'],
    keywords: ['EMS', '邮寄'],
  },
  'keep-papers': {
    category: '窗口/材料',
    question: '今天办不了，材料能不能先放在窗口？',
    answer:
      '可以。窗口逐份清点后出具材料接收凭证，写明由窗口代为递交还是退还；以后条件具备时由窗口直接收件受理，不用本人再来。',
    paraphrases: ['材料先放你们那', '材料代管'],
    keywords: ['材料接收凭证', '代管'],
  },
  complaint: {
    category: '窗口/投诉',
    question: '对工作人员的态度不满意，找谁？',
    answer: '可以向窗口负责人投诉，也可以匿名；投诉不会交给被投诉的人处理，5 个工作日内答复。',
    paraphrases: ['投诉工作人员', '服务态度差'],
    keywords: ['投诉', '匿名'],
  },
  refused: {
    category: '窗口/受理',
    question: '窗口说不能办，我不认可怎么办？',
    answer:
      '不能办的必须说明依据和还能怎么办。不认可的，请登记到“办不成事”窗口，由窗口请主管部门复核；确属法律法规不允许的，可以申请行政复议或者提起行政诉讼。',
    paraphrases: ['被拒绝了怎么办', '不给办'],
    keywords: ['依据', '救济'],
  },
  hotline: {
    category: '窗口/受理',
    question: '已经打过 12345，还能来窗口吗？',
    answer: '可以。告诉我们热线的工单编号，窗口一并跟进，不会让您重复说。',
    paraphrases: ['打了市民热线没解决'],
    keywords: ['12345'],
  },
}

const draftOf = (sample: Sample): AnswerDraft =>
  AnswerDraft.parse({
    paraphrases: [],
    keywords: [],
    departmentName: '',
    unitId: null,
    itemId: null,
    area: '',
    link: '',
    validFrom: null,
    validTo: null,
    ...sample,
  })

export const insertSampleAnswers = (tx: Tx, now: Instant): Promise<void> =>
  insertAnswers(
    tx,
    SAMPLE_CENTER_ID,
    Object.entries(sampleAnswers).map(([qaId, one]) => ({ qaId, version: 1, isRetired: false, draft: draftOf(one) })),
    now,
  )
