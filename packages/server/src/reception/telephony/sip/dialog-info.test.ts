import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDialogInfo } from './dialog-info.ts'

const info = (dialogs: string, attributes = 'version="3" state="partial"') =>
  `<?xml version="1.0"?>\n<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" ${attributes} entity="sip:8001@pbx">${dialogs}</dialog-info>`

test('a call at a telephone is read with who is on the other side', () => {
  const dialog = `<dialog id="a1" call-id="c1" local-tag="1" remote-tag="2" direction="recipient">
    <state event="replaced" code="200"> confirmed </state><local><identity>sip:8001@pbx</identity></local>
    <remote><identity display="&lt;王&gt;">sip:13800001234@pbx</identity><target uri="sip:x@y"/></remote></dialog>`
  expect(parseDialogInfo(info(dialog))).toEqual({
    version: 3,
    isFull: false,
    dialogs: [{ id: 'a1', callId: 'c1', direction: 'recipient', state: 'confirmed', remote: 'sip:13800001234@pbx' }],
  })
})

test('an exchange that says as little as possible, and with a prefix, is understood', () => {
  const text =
    '<d:dialog-info xmlns:d="urn:x" version="0" state="full"><d:dialog id="8001"><d:state>early</d:state></d:dialog></d:dialog-info>'
  expect(parseDialogInfo(text)).toEqual({
    version: 0,
    isFull: true,
    dialogs: [{ id: '8001', callId: null, direction: null, state: 'early', remote: null }],
  })
})

test.each([
  ['nothing', ''],
  ['something else', '<presence/>'],
  ['half of it', info('<dialog id="a">').slice(0, -20)],
  ['no version', info('', 'state="full"')],
  ['a document type', `<!DOCTYPE x [<!ENTITY a "b">]>${info('')}`],
  ['more dialogs than an extension has', info('<dialog id="a"><state>early</state></dialog>'.repeat(300))],
  ['a ladder without end', info('<dialog id="a">'.repeat(50) + '</dialog>'.repeat(50))],
])('%s is none', (_, text) => {
  expect(parseDialogInfo(text)).toBeNull()
})

test('a dialog without an id or in no known state is left out', () => {
  const dialogs = '<dialog><state>early</state></dialog><dialog id="b"><state>dancing</state></dialog>'
  expect(parseDialogInfo(info(dialogs))?.dialogs).toEqual([])
})

test('whatever comes, nothing is thrown', () => {
  const whole = info('<dialog id="a" direction="recipient"><state>confirmed</state></dialog>')
  const broken = fc
    .tuple(fc.nat(whole.length), fc.nat(12), fc.string())
    .map(([at, length, by]) => whole.slice(0, at) + by + whole.slice(at + length))
  fc.assert(fc.property(fc.oneof(fc.string(), broken), (text) => void parseDialogInfo(text)))
})
