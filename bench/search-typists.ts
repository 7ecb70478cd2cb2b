// Twenty people at twenty desks: each types a question letter by letter, as a hand does, and asks at every letter.
import { setTimeout as rest } from 'node:timers/promises'
import { SAMPLE_PASSWORD } from '@bancheng/server/sample/load.ts'
import { speak } from '@bancheng/server/search/words.ts'

export type Told = { readonly readyMs: number; readonly roundTrips: readonly number[]; readonly nothing: number }

const TYPISTS = 20
const BETWEEN_LETTERS_MS = 180
const [address = '', seconds = '30'] = process.argv.slice(2)

process.once('message', async (names: string[]) => {
  const roundTrips: number[] = []
  let nothing = 0
  const cookies: string[] = []
  for (let desk = 0; desk < TYPISTS; desk++) cookies.push(await signIn()) // many at once would look like an attack
  const ask = async (cookie: string, text: string) => {
    const response = await fetch(`${address}/api/search?text=${encodeURIComponent(text)}`, { headers: { cookie } })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return (await response.json()) as { groups: unknown[] } // the contract of the search
  }
  const startedAt = performance.now()
  await ask(cookies[0] ?? '', '食品')
  const readyMs = performance.now() - startedAt
  await rest(5_000) // what the filling of the tables announced has been read by then
  process.send?.('ready')
  const until = performance.now() + Number(seconds) * 1_000
  const type = async (cookie: string, desk: number) => {
    await rest((BETWEEN_LETTERS_MS * desk) / TYPISTS)
    for (let turn = desk; performance.now() < until; turn += TYPISTS)
      for (const text of typed(names[(turn * 17) % names.length] ?? '', turn)) {
        const sentAt = performance.now()
        const { groups } = await ask(cookie, text)
        roundTrips.push(performance.now() - sentAt)
        if (groups.length === 0) nothing++
        await rest(Math.max(0, BETWEEN_LETTERS_MS - (performance.now() - sentAt)))
      }
  }
  await Promise.all(cookies.map(type))
  process.send?.({ readyMs, roundTrips, nothing } satisfies Told, () => process.exit(0))
})

/** Characters, initials, pinyin, and each of them with two letters exchanged; then everything as it grows. */
function typed(name: string, turn: number): string[] {
  const { plain, initials, fullPinyin } = speak(name)
  const whole = [plain.slice(0, 10), initials.slice(0, 8), fullPinyin.slice(0, 14), plain.slice(2, 8)][turn % 4] ?? ''
  const letters = [...whole]
  if (turn % 3 === 0 && letters.length > 4) letters.splice(2, 2, letters[3] ?? '', letters[2] ?? '')
  return letters.map((_, index) => letters.slice(0, index + 1).join(''))
}

async function signIn(): Promise<string> {
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'officer1', password: SAMPLE_PASSWORD }),
  })
  const [cookie] = response.headers.getSetCookie()
  if (!cookie) throw new Error(`no session: ${response.status}`)
  return cookie.split(';')[0] ?? ''
}
