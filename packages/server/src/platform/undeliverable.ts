/** The other side said for good that this cannot be delivered: trying again would not help. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
}
