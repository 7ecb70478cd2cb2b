import { liaison, type SampleOrganisation, unit } from './shape.ts'

type Line = readonly [
  code: string,
  name: string,
  shortName: string,
  duties: string,
  unitName: string,
  phone: string,
  liaisonName: string,
]

/** Every other department of the hall: a unit and someone who answers for it. */
const lines: readonly Line[] = [
  ['MZ', '民政局', '区民政局', '社团登记、救助、婚姻', '社会事务科', '0401', '贺兰'],
  ['JY', '教育局', '区教育局', '民办学校、培训机构', '行政审批科', '0402', '卞歌'],
  ['FG', '住房保障和房屋管理局', '区房管局', '维修资金、物业', '物业管理科', '0403', '裴松'],
  ['YJ', '应急管理局', '区应急局', '危险化学品经营', '行政许可科', '0404', '闵锐'],
  ['FZ', '发展和改革委员会', '区发改委', '项目备案、节能审查', '投资科', '0405', '盛凯'],
  ['KW', '科学技术委员会', '区科委', '高新技术企业', '创新服务科', '0406', '尤佳'],
  ['WL', '文化和旅游局', '区文旅局', '娱乐场所、演出', '市场管理科', '0407', '鲍晴'],
  ['TY', '体育局', '区体育局', '高危险性体育项目', '产业科', '0408', '史跃'],
  ['SF', '司法局', '区司法局', '公证、法律援助、行政复议', '公共法律服务科', '0409', '戚正'],
  ['CZ', '财政局', '区财政局', '代理记账', '会计科', '0410', '房菲'],
  ['TYJ', '退役军人事务局', '区退役军人局', '优抚、安置', '优抚科', '0411', '战旗'],
  ['CL', '残疾人联合会', '区残联', '残疾人证、辅具', '综合服务部', '0412', '喻暖'],
  ['MZJ', '民族和宗教事务办公室', '区民宗办', '清真食品、宗教场所', '综合科', '0413', '米娜'],
  ['RF', '国防动员办公室', '区国动办', '民防工程审批', '工程科', '0414', '厉军'],
  ['XFB', '信访办公室', '区信访办', '信访事项接收与转送', '接谈科', '0415', '平和'],
  ['SJJ', '数据局', '区数据局', '一网通办、数据更正', '政务服务科', '0416', '车澄'],
]

export const otherBureaus: readonly SampleOrganisation[] = lines.map(
  ([code, name, shortName, duties, unitName, phone, liaisonName]) => {
    const id = code.toLowerCase()
    return {
      id,
      code,
      name: `静安示例区${name}`,
      shortName,
      duties,
      ...(id === 'sjj' ? { superior: 'city-data' } : {}),
      units: [unit(`${id}-desk`, unitName, duties, phone, liaison(liaisonName, `liaison.${id}`))],
    }
  },
)
