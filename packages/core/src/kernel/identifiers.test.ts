import { describe, expect, test } from 'vitest'
import {
  checkDomesticWaybill,
  checkIdentityCard,
  checkPhone,
  checkS10,
  checkUscc,
  checkWaybill,
} from './identifiers.ts'

describe('统一社会信用代码', () => {
  test.each(['91350100M000100Y43', '11440100007482575H', '11440000MB2D0164XH'])('%s is sound', (code) => {
    expect(checkUscc(code)).toMatchObject({ ok: true, value: code })
  })
  test('says who registered it, as what, and where', () => {
    expect(checkUscc('11440100007482575H')).toEqual({
      ok: true,
      value: '11440100007482575H',
      authority: '1',
      category: '11',
      divisionCode: '440100',
      organisationCode: '007482575',
    })
  })
  test.each([
    ['in lower case', '91350100m000100y43'],
    ['in full width', '９１３５０１００Ｍ０００１００Ｙ４３'],
    ['with blanks and dashes', ' 9135 0100-M000100Y4－3 '],
  ])('typed %s', (_, typed) => expect(checkUscc(typed)).toMatchObject({ ok: true, value: '91350100M000100Y43' }))
  test.each([
    ['91350211M0000XUF46', 'wrong-check'], // a real one that fails its check: the caller lets a person overrule
    ['91350100M000100Y4', 'wrong-length'],
    ['91350100M000100Y4I', 'wrong-characters'],
    ['9135O100M000100Y43', 'wrong-characters'],
    ['91350100M000200Y43', 'wrong-organisation-check'],
    ['91350101M000100Y43', 'wrong-check'],
    ['', 'wrong-length'],
  ])('%s: %s', (code, problem) => expect(checkUscc(code)).toEqual({ ok: false, problem }))
})

describe('identity numbers', () => {
  test.each([
    ['11010519491231002X', 'identity-card', '1949-12-31', 'female', '110105'],
    ['371001198010082394', 'identity-card', '1980-10-08', 'male', '371001'],
    ['810000199408230021', 'residence-permit-hmt', '1994-08-23', 'female', '810000'],
    ['830000199201300022', 'residence-permit-hmt', '1992-01-30', 'female', '830000'],
    ['911124198108030024', 'permanent-residence', '1981-08-03', 'female', null],
    ['110105491231002', 'identity-card-old', '1949-12-31', 'female', '110105'],
    ['CAN110078010112', 'permanent-residence-old', null, null, null],
    ['H12345678', 'travel-permit-hk-macao', null, null, null],
    ['M1234567801', 'travel-permit-hk-macao', null, null, null],
    ['12345678', 'travel-permit-taiwan', null, null, null],
    ['E12345678', 'passport', null, null, null],
    ['EA1234567', 'passport', null, null, null],
  ])('%s is %s', (value, kind, birthDate, sex, divisionCode) => {
    expect(checkIdentityCard(value)).toEqual({ ok: true, kind, value, birthDate, sex, divisionCode })
  })
  test('typed with a small x, in full width, with blanks', () => {
    for (const typed of ['11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ', '110105 19491231 002X'])
      expect(checkIdentityCard(typed)).toMatchObject({ ok: true, value: '11010519491231002X' })
  })
  test.each([
    ['110105194912310021', 'wrong-check'],
    ['371001198010082349', 'wrong-check'], // two digits exchanged
    ['11010519490231002X', 'wrong-birth-date'],
    ['110105194902310028', 'wrong-birth-date'],
    ['110105490231002', 'wrong-birth-date'],
    ['10010519491231002X', 'wrong-division'],
    ['100105491231002', 'wrong-division'],
    ['1101051949123100X2', 'wrong-characters'],
    ['1101051949123100', 'wrong-length'],
    ['张三', 'wrong-length'],
  ])('%s: %s', (value, problem) => expect(checkIdentityCard(value)).toEqual({ ok: false, problem }))
})

describe('phones', () => {
  test.each([
    ['13812341234', 'mobile', '13812341234'],
    ['+86 138-1234-1234', 'mobile', '13812341234'],
    ['１３８１２３４１２３４', 'mobile', '13812341234'],
    ['0086 13812341234', 'mobile', '13812341234'],
    ['021-62471234', 'landline', '021-62471234'],
    ['(021) 6247 1234', 'landline', '021-62471234'],
    ['02162471234', 'landline', '021-62471234'],
    ['0826-2345678', 'landline', '0826-2345678'],
    ['021-62471234-801', 'landline', '021-62471234-801'],
    ['400-820-1234', 'service', '4008201234'],
    ['95588', 'service', '95588'],
  ])('%s is a %s', (typed, kind, value) => expect(checkPhone(typed)).toEqual({ ok: true, kind, value }))
  test.each([
    ['1381234123', 'wrong-length'],
    ['138123412345', 'wrong-length'],
    ['12812341234', 'unknown-prefix'],
    ['62471234', 'unknown-prefix'],
    ['021-624712', 'wrong-length'],
    ['1381234123a', 'wrong-characters'],
    ['', 'wrong-characters'],
  ])('%s: %s', (typed, problem) => expect(checkPhone(typed)).toEqual({ ok: false, problem }))
})

describe('waybills', () => {
  test('an international number carries its check', () => {
    expect(checkS10('EA123456785CN')).toEqual({
      ok: true,
      kind: 's10',
      value: 'EA123456785CN',
      service: 'EA',
      country: 'CN',
    })
    expect(checkS10('rr 47312482 9 gb')).toMatchObject({ ok: true, value: 'RR473124829GB' })
    expect(checkS10('EA123456789CN')).toEqual({ ok: false, problem: 'wrong-check' })
    expect(checkS10('1136281381675')).toEqual({ ok: false, problem: 'wrong-shape' })
  })
  test('a domestic one has a shape only', () => {
    expect(checkDomesticWaybill('1136281381675')).toEqual({ ok: true, kind: 'domestic', value: '1136281381675' })
    expect(checkDomesticWaybill('98 1234 5678 901')).toMatchObject({ ok: true })
    expect(checkDomesticWaybill('2136281381675')).toEqual({ ok: false, problem: 'unknown-prefix' })
    expect(checkDomesticWaybill('113628138167')).toEqual({ ok: false, problem: 'wrong-shape' })
  })
  test('either is accepted where a waybill is asked for', () => {
    expect(checkWaybill('ea123456785cn')).toMatchObject({ ok: true, kind: 's10' })
    expect(checkWaybill('1136281381675')).toMatchObject({ ok: true, kind: 'domestic' })
    expect(checkWaybill('EA123456789CN')).toEqual({ ok: false, problem: 'wrong-check' })
  })
})
