import { describe, expect, test } from 'vitest'
import { maskAddress, maskIdentity, maskName, maskPersonalDataInText, maskPhone } from './masks.ts'

test.each([
  ['张三', '张*'],
  ['欧阳修远', '欧*'],
  ['𠮷田', '𠮷*'],
  ['', ''],
])('name %s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked))

test.each([
  ['13812341234', '138****1234'],
  ['138 1234 1234', '138****1234'],
  ['021-62471234', '021-****1234'],
  ['021-62471234-801', '021-****1234'],
  ['4008201234', '40****1234'],
  ['95588', '*****'],
])('phone %s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

test.each([
  ['310106194901010013', '310106********0013'],
  ['11010519491231002x', '110105********002X'],
  ['110105491231002', '110105*****1002'],
  ['E12345678', 'E1*****78'],
  ['123456', '******'],
])('identity %s is shown as %s', (identity, masked) => expect(maskIdentity(identity)).toBe(masked))

test.each([
  ['上海市静安区江场路1313号3楼', '上海市静安区江场路****'],
  ['上海市静安区江场路１３１３号', '上海市静安区江场路****'],
  ['中山东一路十二号', '中山东一路****'],
  ['四川北路甲一号', '四川北路****'],
  ['静安区彭浦镇幸福小区东门', '静安区彭浦镇****'],
  ['老地方', '****'],
  ['', ''],
])('address %s is shown as %s', (address, masked) => expect(maskAddress(address)).toBe(masked))

describe('in free text', () => {
  test.each([
    ['我是张三，电话13812341234，请回电', '我是张三，电话138****1234，请回电'],
    ['电话：138-1234-1234或+8613912345678', '电话：138****1234或+86139****5678'],
    ['电话-１３８１２３４１２３４', '电话-138****1234'],
    ['座机021-62471234转801', '座机021-****1234转801'],
    ['身份证31010619490101001X。', '身份证310106********001X。'],
    ['身份证号１１０１０５１９４９１２３１００２ｘ', '身份证号110105********002X'],
    ['老身份证110105491231002', '老身份证110105*****1002'],
    ['卡号6222021234567890123', '卡号622202*********0123'],
  ])('%s', (text, masked) => expect(maskPersonalDataInText(text)).toBe(masked))

  test.each([
    '案件JA-20230509-0007-K，邮件1136281381675、EA123456785CN',
    '统一社会信用代码91350100M000100Y43，事项编码11440100007482575H3440118009000',
    '2026-03-02 10:00受理，预算13800元，共20260302件',
    '拨打12345',
  ])('nothing else is touched: %s', (text) => expect(maskPersonalDataInText(text)).toBe(text))

  test('masking twice changes nothing more', () => {
    const once = maskPersonalDataInText('电话13812341234，身份证310106194901010013，座机(021)62471234')
    expect(maskPersonalDataInText(once)).toBe(once)
  })
})
