import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { expect, test } from 'vitest'
import { emptyItem, newMaterial, readTyped, typedOf } from './item-typed.ts'

const item: ItemView = {
  itemId: 'i1',
  version: 3,
  isCurrent: true,
  organisationId: 'o1',
  organisationName: '市场监管局',
  codeParts: null,
  code: 'A1',
  name: '食品经营许可',
  groupName: '',
  typeCode: '1',
  typeName: '行政许可',
  areaCode: '',
  departmentCode: '',
  conditions: '',
  promised: { amount: 5, unit: 'working-days' },
  statutory: { amount: 0, unit: 'on-the-spot' },
  limitNote: '',
  hallWindow: 'A08',
  phones: [{ label: '咨询', number: '55550123' }],
  fees: '',
  materials: [
    {
      materialId: 'm1',
      name: '申请书',
      necessity: 'required',
      isPrincipal: true,
      form: 'original',
      copies: 1,
      condition: '',
      note: '',
    },
  ],
}

test('given an item as it stands, when nothing is changed, then the very same is sent', () => {
  const { itemId: _, version: __, isCurrent: ___, organisationName: ____, codeParts: _____, ...draft } = item
  expect(readTyped(typedOf(item))).toEqual({ draft })
})

test('what is missing is named by its field and its line', () => {
  const wrong = readTyped({
    ...emptyItem,
    name: '甲',
    promised: { amount: '', unit: 'working-days' },
    materials: [{ ...newMaterial('k'), isPrincipal: true, necessity: 'deferrable', name: '申请书', copies: '' }],
  })
  expect('wrong' in wrong ? [...wrong.wrong] : []).toEqual(
    expect.arrayContaining(['organisationId', 'code', 'promised', 'materials.0.copies']),
  )
})

test('a principal document that may follow later is wrong in its line', () => {
  const typed = typedOf(item)
  const materials = typed.materials.map((one) => ({ ...one, necessity: 'deferrable' as const }))
  const read = readTyped({ ...typed, materials })
  expect('wrong' in read ? [...read.wrong] : []).toContain('materials.0.necessity')
})
