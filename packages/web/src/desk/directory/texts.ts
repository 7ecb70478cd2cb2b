import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import { texts } from '../../locale.tsx'

export const directoryTexts = texts(
  {
    title: '通讯录',
    search: '单位、科室、姓名、电话或拼音首字母，如 scj',
    searchLabel: '查找',
    organisations: '单位',
    superior: '上级单位',
    address: '地址',
    duties: '职责',
    noPeople: '还没有人员',
    count: (count: number) => `${count} 个单位`,
    empty: '通讯录是空的',
    emptyFound: '没有找到',
    emptyHint: '换个名称、电话或拼音首字母再试。',
    focusSearch: '查找通讯录',
    'level.district': '区级',
    'level.city': '市级',
    'level.province': '省级',
    'level.nation': '国家级',
    'level.outside': '外部单位',
  },
  {
    title: 'Directory',
    search: 'Organisation, unit, person, phone or pinyin initials',
    searchLabel: 'Find',
    organisations: 'Organisations',
    superior: 'Superior',
    address: 'Address',
    duties: 'Duties',
    noPeople: 'Nobody yet',
    count: (count) => (count === 1 ? '1 organisation' : `${count} organisations`),
    empty: 'The directory is empty',
    emptyFound: 'Nothing found',
    emptyHint: 'Try another name, phone or initials.',
    focusSearch: 'Search the directory',
    'level.district': 'District',
    'level.city': 'City',
    'level.province': 'Province',
    'level.nation': 'Nation',
    'level.outside': 'Outside',
  },
)

export const levelKey = (level: DirectoryOrganisation['level']) => `level.${level}` as const
