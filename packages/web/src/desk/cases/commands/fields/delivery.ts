import { DeliveryDirection, SignedBy } from '@bancheng/core/cases/words.ts'
import { checkWaybill } from '@bancheng/core/kernel/identifiers.ts'
import type { Field, Values } from '../fields.ts'

const isSuspect = (values: Values) =>
  typeof values.waybill === 'string' && values.waybill.trim().length >= 8 && !checkWaybill(values.waybill).ok

export const deliveryFields = {
  arrangeDelivery: [
    {
      name: 'direction',
      label: 'deliveryDirection',
      kind: 'choice',
      of: 'deliveryDirection',
      values: DeliveryDirection.options,
    },
    { name: 'unitId', label: 'courier', kind: 'unit' },
    { name: 'contents', label: 'contents', kind: 'line' },
    { name: 'paperIds', label: 'enclosedPapers', kind: 'held-papers' },
    { name: 'recipient', label: 'recipient', kind: 'line' },
    { name: 'phone', label: 'phone', kind: 'line', isSecret: true },
    { name: 'address', label: 'address', kind: 'line', isSecret: true },
  ],
  postDelivery: [
    { name: 'waybill', label: 'waybill', kind: 'line' },
    { name: 'override', label: 'waybillReason', kind: 'line', when: isSuspect, needed: isSuspect },
  ],
  reportDelivery: [
    {
      name: 'state',
      label: 'deliveryState',
      kind: 'choice',
      of: 'deliveryState',
      values: [
        'in-transit',
        'out-for-delivery',
        'delivered',
        'picked-up',
        'problem',
        'refused',
        'returned',
        'cancelled',
      ],
    },
    {
      name: 'signedBy',
      label: 'signedBy',
      kind: 'choice',
      of: 'signedBy',
      values: SignedBy.options,
      when: (values) => values.state === 'delivered',
    },
    { name: 'at', label: 'at', kind: 'date-time' },
    { name: 'note', label: 'note', kind: 'line' },
    { name: 'fileIds', label: 'files', kind: 'files' },
  ],
} as const satisfies Record<string, readonly Field[]>
