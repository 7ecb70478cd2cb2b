import { itemTypeName } from '@bancheng/core/catalogue/item-code.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { insertForm, insertItemVersions, type NewVersion } from '../catalogue/store.ts'
import type { Tx } from '../platform/db.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'
import { closingItems } from './items/closing.ts'
import { sampleFormDefinitions } from './items/forms.ts'
import { openingItems } from './items/opening.ts'
import type { SampleItem } from './items/shape.ts'

/** A code of no province's build: nothing is read out of it. */
const codeOf = (id: string) => `JA-${id.toUpperCase()}`

const versionOf = (item: SampleItem): NewVersion => ({
  itemId: item.id,
  version: 1,
  organisationId: item.organisation,
  draft: {
    code: codeOf(item.id),
    name: item.name,
    groupName: item.group,
    typeCode: item.type,
    // the sample has no province, and 20 is 公共服务 or something else by province
    typeName: item.type === '20' ? '公共服务' : itemTypeName(item.type, ''),
    areaCode: '',
    departmentCode: '',
    conditions: item.conditions,
    promised: item.promised,
    statutory: item.statutory,
    limitNote: item.limitNote ?? '',
    hallWindow: item.window,
    phones: [{ label: '咨询', number: `021-5555-${item.phone}` }],
    fees: item.fees ?? '不收费',
  },
  materials: item.materials.map(({ id, ...material }, index) => ({ ...material, materialId: id ?? `m${index + 1}` })),
})

/** Opening and closing a restaurant, and the form that the information centre prescribes. */
export async function insertSampleCatalogue(tx: Tx, now: Instant): Promise<void> {
  await insertItemVersions(tx, SAMPLE_CENTER_ID, [...openingItems, ...closingItems].map(versionOf), now)
  for (const form of sampleFormDefinitions) await insertForm(tx, SAMPLE_CENTER_ID, form)
}
