export type CodeParts = Readonly<Record<string, string>>

/** 实施编码: body 18, level 1, catalogue code 12; 业务办理项编码 adds 2 (GB/T 39554.1). */
const national = /^([0-9A-HJ-NPQRTUWXY]{18})(\d)([0-9A-Z]{12})(\d{2})?$/
/** Sichuan: local item, area, 000, body, version, 00. A few bodies are written with a digit too few. */
const sichuan = /^([0-9A-Z]+(?:-[0-9]+)*?)-(\d{12})-(\d{3})-([0-9A-Z]{9,18})-(\d+)-(\d{2})$/

/** Codes stay opaque; what can be read out of a known build is kept beside them. Every province builds its own. */
export function parseItemCode(code: string): CodeParts | null {
  const [, body, level, catalogue, handling] = national.exec(code) ?? []
  if (body && level && catalogue)
    return { build: 'national', body, level, catalogue, ...(handling ? { handling } : {}) }
  const [, item, area, , bodyOfSichuan, version] = sichuan.exec(code) ?? []
  if (item && area && bodyOfSichuan && version) return { build: 'sichuan', item, area, body: bodyOfSichuan, version }
  return null
}

const types: Readonly<Record<string, string>> = {
  '1': '行政许可',
  '2': '行政处罚',
  '3': '行政强制',
  '4': '行政征收',
  '5': '行政给付',
  '6': '行政检查',
  '7': '行政确认',
  '8': '行政奖励',
  '9': '行政裁决',
}
/** Beyond 9 every province counts its own way; an area code begins with its province (44 Guangdong, 51 Sichuan). */
const provincialTypes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '44': { '20': '其他行政权力', '21': '公共服务' },
  '51': { '10': '其他行政权力', '20': '公共服务' },
}

/** 事项类型 in words; a code that is not known here stays as it is, so that nobody reads a wrong word. */
export function itemTypeName(typeCode: string, areaCode: string): string {
  const code = typeCode.trim().replace(/^0+(?=\d)/, '')
  return types[code] ?? provincialTypes[areaCode.slice(0, 2)]?.[code] ?? typeCode.trim()
}
