import { addMinutes, type Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerCases } from '../cases/routes.ts'
import { readConfig } from '../config.ts'
import { inTransaction } from '../platform/db.ts'
import { signatureOf } from '../platform/signature.ts'
import { SAMPLE_CENTER_ID, samplePeople } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { acceptedCase, type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, openTestDesk, type TestDesk } from '../testing/desk.ts'
import { openMailbox, openReceiver } from '../testing/peers.ts'
import { relayOutbox } from './relay.ts'
import { registerNotifications } from './routes.ts'
import { sendPostings } from './send.ts'

let desk: TestDesk
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let sms: Awaited<ReturnType<typeof openReceiver>>
let officer: Worker
let now: Instant = MONDAY

const at = (text: string) => text as Instant // written in the one shape of an Instant
const setClock = (next: Instant) => {
  now = next
  desk.setClock(next)
}
/** The jobs, run by hand until nothing is due at this moment. */
async function deliver(): Promise<void> {
  await relayOutbox(desk.deps)
  await sendPostings(desk.deps)
}

beforeAll(async () => {
  ;[mailbox, receiver, sms] = [await openMailbox(), await openReceiver(), await openReceiver()]
  const { outside } = readConfig({
    BANCHENG_SMTP_URL: mailbox.url,
    BANCHENG_SMS_URL: sms.url,
    BANCHENG_SMS_SECRET: 'a secret of the provider',
    BANCHENG_PUBLIC_URL: 'https://bancheng.example',
  })
  desk = await openTestDesk({ rooms: [registerCases, registerNotifications], config: { outside } })
  await loadSampleCentreWhenEmpty(desk.deps)
  const liaison = await workerAt(desk, 'liaison.sj')
  const mine = { email: 'xuhang@example.com', mobile: '17000000002', choices: { 'task-assigned': ['email'] } }
  expect((await liaison.asks('PUT', '/api/notification-choices', mine)).json()).toMatchObject({
    email: 'xuhang@example.com',
    mobileMasked: '170****0002',
  })
})
beforeEach(async () => {
  setClock(MONDAY)
  officer = await workerAt(desk, 'officer1')
  await sql`delete from posting`.execute(desk.deps.db)
  await sql`delete from outbox`.execute(desk.deps.db)
  mailbox.letters.length = 0
  receiver.received.length = 0
  sms.received.length = 0
})
afterAll(async () => {
  await desk.close()
  await Promise.all([mailbox.close(), receiver.close(), sms.close()])
})

async function ask(words = '请查 13800001234 的登记'): Promise<string> {
  const caseId = await acceptedCase(officer)
  await officer.does(caseId, 'askUnits', { ask: words, units: [{ unitId: 'sj-food', part: 'lead' }] })
  return caseId
}

describe('given a liaison who is told by e-mail', () => {
  test('when their unit is asked, then one letter arrives with a link and without the number, and news at the desk', async () => {
    const caseId = await ask()
    await deliver()
    await deliver()
    expect(mailbox.letters).toHaveLength(1)
    const [letter] = mailbox.letters
    expect(letter?.to).toBe('xuhang@example.com')
    const text = Buffer.from(
      letter?.text.split('\r\n\r\n').slice(1).join('').replaceAll('\r\n', '') ?? '',
      'base64',
    ).toString()
    expect(text).toContain(`https://bancheng.example/cases/${caseId}`)
    expect(text).not.toContain('13800001234')
    const liaison = await workerAt(desk, 'liaison.sj')
    const news = (await liaison.asks('GET', '/api/news')).json()
    expect(news.rows[0]).toMatchObject({ topic: 'task-assigned', caseId, isRead: false })
    await liaison.asks('POST', '/api/news/read', { newsIds: [news.rows[0].newsId] })
    expect((await liaison.asks('GET', '/api/news')).json().unread).toBe(news.unread - 1)
  })

  test('when the mail server is busy, then it is tried again after a pause and arrives once', async () => {
    mailbox.mood.isBusy = true
    await ask()
    await deliver()
    expect(mailbox.letters).toHaveLength(0)
    mailbox.mood.isBusy = false
    await deliver() // too early
    expect(mailbox.letters).toHaveLength(0)
    setClock(addMinutes(now, 1))
    await deliver()
    expect(mailbox.letters).toHaveLength(1)
  })

  test('when the mail server knows no such address, then it is given up at once, and the list names no address', async () => {
    mailbox.mood.unknown.push('xuhang@example.com')
    await ask()
    await deliver()
    mailbox.mood.unknown.length = 0
    const sysadmin = await workerAt(desk, 'sysadmin')
    const { dead } = (await sysadmin.asks('GET', '/api/webhooks')).json()
    expect(dead).toMatchObject([{ channel: 'email', attempts: 1, lastError: 'Undeliverable: SMTP 550 to RCPT TO' }])
    await sysadmin.asks('POST', `/api/postings/${dead[0].postingId}/replay`)
    await deliver()
    expect(mailbox.letters).toHaveLength(1)
  })

  test('when TLS is required and the server offers none, then no letter leaves in the clear', async () => {
    await ask()
    await relayOutbox(desk.deps)
    const { outside } = desk.deps.config
    const strict = { ...desk.deps, config: { ...desk.deps.config, outside: { ...outside, isTlsRequired: true } } }
    await sendPostings(strict)
    expect(mailbox.letters).toHaveLength(0)
    const { rows } = await sql<{ error: string }>`select last_error as error from posting`.execute(desk.deps.db)
    expect(rows).toEqual([{ error: 'Error: SMTP 500 to STARTTLS' }])
  })

  test('when a letter is held up until the night, then it waits for the morning', async () => {
    mailbox.mood.isBusy = true
    await ask()
    await deliver()
    mailbox.mood.isBusy = false
    setClock(at('2026-03-02T16:00:00.000Z'))
    await deliver()
    expect(mailbox.letters).toHaveLength(0)
    setClock(at('2026-03-03T00:30:00.000Z'))
    await deliver()
    expect(mailbox.letters).toHaveLength(1)
  })

  test('when they want it in English, then it is in English and names them', async () => {
    const liaison = await workerAt(desk, 'liaison.sj')
    const mine = { email: 'xuhang@example.com', choices: { 'task-assigned': ['email'] } }
    await liaison.asks('PUT', '/api/notification-choices', { ...mine, locale: 'en' })
    const caseId = await ask()
    const supervisor = await workerAt(desk, 'supervisor')
    const taskId = (await supervisor.sees(caseId)).state.tasks.find(({ kind }) => kind === 'coordinate')?.taskId ?? ''
    await supervisor.does(caseId, 'climb', { taskId, reason: '群众在等' })
    await deliver()
    await liaison.asks('PUT', '/api/notification-choices', { ...mine, locale: 'zh' })
    const { rows } = await sql<{ text: string }>`select body ->> 'text' as text from posting order by number`.execute(
      desk.deps.db,
    )
    expect(rows[0]?.text).toContain('a new task')
    expect(rows.at(-1)?.text).toContain(`was escalated: ${liaison.session.person.name}, please`)
  })

  test('when several things happen in the evening, then nobody is called, and the morning brings one digest', async () => {
    setClock(at('2026-03-02T13:00:00.000Z'))
    officer = await workerAt(desk, 'officer1')
    await ask('第一件')
    await ask('第二件')
    await deliver()
    expect(mailbox.letters).toHaveLength(0)
    setClock(at('2026-03-03T00:30:00.000Z'))
    await deliver()
    expect(mailbox.letters).toHaveLength(1)
  })

  test('when what asked them was rolled back, then nothing is told', async () => {
    const asking = inTransaction(desk.deps.db, async (tx) => {
      await sql`
        insert into outbox (center_id, case_id, tellings, at) values ('sample-ja', 'nothing', '{}', ${now})
      `.execute(tx)
      throw new Error('rolled back')
    })
    await expect(asking).rejects.toThrow('rolled back')
    await deliver()
    expect(mailbox.letters).toHaveLength(0)
  })
})

test('given a rung of the ladder, when it is climbed, then also who chose nothing for it is told by every means they gave', async () => {
  const caseId = await ask()
  const supervisor = await workerAt(desk, 'supervisor')
  const { state } = await supervisor.sees(caseId)
  const taskId = state.tasks.find((task) => task.kind === 'coordinate')?.taskId ?? ''
  await supervisor.does(caseId, 'climb', { taskId, reason: '群众在等' })
  await deliver()
  expect(mailbox.letters).toHaveLength(2)
  const [message] = sms.received
  const body = JSON.parse(message?.body ?? '{}')
  expect(body.to).toBe('17000000002')
  const timestamp = message?.headers['x-bancheng-timestamp'] ?? ''
  const signature = signatureOf('a secret of the provider', timestamp, message?.body ?? '')
  expect(message?.headers['x-bancheng-signature']).toBe(signature)
})

describe('given somebody who goes on leave', () => {
  const mailOf = async (name: string, email: string) => {
    const person = await workerAt(desk, name)
    const mine = { email, choices: { 'task-assigned': ['email'] } }
    await person.asks('PUT', '/api/notification-choices', mine)
  }
  const goes = async (standInId: string | null) => {
    await sql`delete from absence`.execute(desk.deps.db)
    await sql`
      insert into absence (center_id, absence_id, person_id, stand_in_id, from_at, until_at, created_by, created_at)
      values (${SAMPLE_CENTER_ID}, 'leave', ${samplePeople.officer2}, ${standInId}, '2026-03-02T16:00:00Z',
        '2026-03-06T16:00:00Z', ${samplePeople.officer2}, ${MONDAY})
    `.execute(desk.deps.db)
  }
  const offeredInTheEvening = async () => {
    await mailOf('officer2', 'zhoumin@example.com')
    await mailOf('supervisor', 'chenli@example.com')
    const caseId = await acceptedCase(officer)
    setClock(at('2026-03-02T12:00:00.000Z'))
    officer = await workerAt(desk, 'officer1')
    await officer.does(caseId, 'offerHandOver', { toPersonId: samplePeople.officer2, note: '请接手' })
    await deliver()
    expect(mailbox.letters).toEqual([])
    setClock(at('2026-03-03T00:31:00.000Z'))
  }

  test('when the night passes before their letter, then the morning brings it to the stand-in and not to them', async () => {
    await goes(samplePeople.supervisor)
    await offeredInTheEvening()
    await deliver()
    expect(mailbox.letters.map(({ to }) => to)).toEqual(['chenli@example.com'])
  })

  test('when nobody stands in, then nobody is called, and the letter is not tried again', async () => {
    await goes(null)
    await offeredInTheEvening()
    await deliver()
    await deliver()
    expect(mailbox.letters).toEqual([])
    await sql`delete from absence`.execute(desk.deps.db)
    await deliver()
    expect(mailbox.letters).toEqual([])
  })
})

describe('given another system that wants to hear of every change', () => {
  let secret = ''
  let webhookId = ''
  beforeAll(async () => {
    setClock(MONDAY)
    const sysadmin = await workerAt(desk, 'sysadmin')
    const added = await sysadmin.asks('POST', '/api/webhooks', { name: '区大数据平台', url: receiver.url, topics: [] })
    ;({ secret, webhookId } = added.json())
  })
  const versions = (caseId: string) =>
    receiver.received.map(({ body }) => JSON.parse(body)).flatMap((one) => (one.caseId === caseId ? [one.version] : []))

  test('when a case changes, then it is called in order, signed, with kinds of events and nothing of the person', async () => {
    const caseId = await ask()
    await deliver()
    const heard = versions(caseId)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect(heard).toHaveLength(3)
    const [first] = receiver.received
    const signature = signatureOf(secret, first?.headers['x-bancheng-timestamp'] ?? '', first?.body ?? '')
    expect(first?.headers['x-bancheng-signature']).toBe(signature)
    expect(first?.body).not.toMatch(/王芳|13800001234/)
  })

  test('when it fails, delays and answers late, then later changes of the case wait, and each is heard in order', async () => {
    receiver.answerNext({ status: 500 }, { status: 503, delayMs: 300 })
    const caseId = await ask()
    await deliver()
    expect(new Set(versions(caseId))).toEqual(new Set([2])) // registration failed, nothing after it went out
    setClock(addMinutes(now, 1))
    await deliver()
    setClock(addMinutes(now, 3))
    await deliver()
    const heard = versions(caseId)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
    expect(new Set(heard).size).toBe(3)
    const keys = receiver.received.map(({ headers }) => headers['x-bancheng-id'])
    expect(new Set(keys).size).toBe(3) // what is repeated carries the same id, so that the receiver can tell
  })

  test('when it never answers, then its letters are dead after twelve tries, and a button sends them again', async () => {
    receiver.answerNext(...Array.from({ length: 36 }, () => ({ status: 500 })))
    const caseId = await ask()
    for (let day = 0; day < 40; day++) {
      await deliver()
      setClock(addMinutes(now, 6 * 60))
    }
    const sysadmin = await workerAt(desk, 'sysadmin')
    const { dead, rows } = (await sysadmin.asks('GET', '/api/webhooks')).json()
    expect(rows).toMatchObject([{ webhookId, dead: dead.length, waiting: 0 }])
    expect(dead[0]).toMatchObject({ caseId, attempts: 12, lastError: 'Error: answered 500' })
    receiver.received.length = 0
    for (const { postingId } of dead) await sysadmin.asks('POST', `/api/postings/${postingId}/replay`)
    await deliver()
    expect(versions(caseId)).toHaveLength(dead.length)
  })

  test('when it is disabled, then what it did not hear is not sent again, and the list says what to do', async () => {
    receiver.received.length = 0
    receiver.answerNext(...Array.from({ length: 36 }, () => ({ status: 500 })))
    await ask()
    for (let day = 0; day < 40; day++) {
      await deliver()
      setClock(addMinutes(now, 6 * 60))
    }
    const sysadmin = await workerAt(desk, 'sysadmin')
    await sysadmin.asks('POST', `/api/webhooks/${webhookId}/disable`)
    receiver.received.length = 0
    const [letter] = (await sysadmin.asks('GET', '/api/webhooks')).json().dead
    const replayed = await sysadmin.asks('POST', `/api/postings/${letter.postingId}/replay`)
    expect(replayed.json()).toMatchObject({ code: 'webhook-disabled' })
    await deliver()
    expect(receiver.received).toEqual([])
  })

  test('when one case’s call fails, then other cases are heard all the same', async () => {
    const sysadmin = await workerAt(desk, 'sysadmin')
    await sysadmin.asks('POST', '/api/webhooks', { name: '另一平台', url: receiver.url, topics: [] })
    receiver.answerNext({ status: 500 })
    const cases = [await ask('第一件'), await ask('第二件')]
    await deliver()
    // Both are called at once: whichever met the failure waits with what came after, and the other hears everything.
    const heard = cases.map((caseId) => new Set(versions(caseId)).size).sort((a, b) => a - b)
    expect(heard).toEqual([1, 3])
  })

  test('when somebody else looks, then the list is not theirs', async () => {
    expect((await officer.asks('GET', '/api/webhooks')).statusCode).toBe(403)
  })
})
