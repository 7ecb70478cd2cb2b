/**
 * What a person typed upon an older state, moved onto the newest one: a field that they left alone takes the newest
 * value, one that they changed keeps theirs. So neither of two people overwrites what the other corrected elsewhere.
 */
export function rebase<T extends object>(base: T, typed: T, latest: T): T {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  // The keys of an object of T are keys of T; Object.keys does not say so.
  const names = Object.keys(typed) as (keyof T)[]
  const moved = names.map((name) => [name, isSame(base[name], typed[name]) ? latest[name] : typed[name]])
  return Object.fromEntries(moved)
}
