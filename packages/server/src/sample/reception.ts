import { addDays, instantAt, localDateOf } from '@bancheng/core/kernel/time.ts'
import { addWorkingMinutes, workingMinutesBetween } from '@bancheng/core/kernel/working-time.ts'
import { ContactInput } from '@bancheng/core/reception/contact.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import { settableClock } from '../platform/clock.ts'
import { inTransaction } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import { save } from '../reception/save.ts'
import { insertSampleAnswers, sampleAnswers } from './answers.ts'
import { SAMPLE_CENTER_ID, samplePeople, sampleUnits } from './ids.ts'
import { sampleSessions } from './session.ts'

type Call = Pick<ContactInput, 'channel'> &
  Partial<Pick<ContactInput, 'callerName' | 'isAnonymous' | 'phone'>> & {
    readonly question: object
    readonly words: string
  }

const asked = (words: string, qaId: string): Pick<Call, 'words' | 'question'> => ({
  words,
  question: { answers: [{ kind: 'qa', qaId, title: sampleAnswers[qaId]?.question ?? '' }] },
})

/** Some days at the telephone: most is answered at once, little is owed. People and numbers are invented. */
const calls: readonly Call[] = [
  {
    channel: 'call',
    callerName: '王芳',
    phone: '17000000011',
    ...asked('店不开了，执照先注销了，许可证网上点不进去', 'licence-gone'),
  },
  { channel: 'call', callerName: '赵敏', phone: '17000000012', ...asked('食品许可证要几天能拿到', 'food-days') },
  { channel: 'walk-in', callerName: '孙伟', ...asked('健康证下周才拿得到，今天能交材料吗', 'health-papers') },
  { channel: 'call', phone: '17000000013', ...asked('公司注销了，社保什么时候去办', 'insurance-exit') },
  {
    channel: 'call',
    callerName: '钱进',
    phone: '17000000014',
    words: '发票还有两本空白的，缴销找谁',
    question: { outcome: 'transferred', unitId: sampleUnits.taxClearance },
  },
  {
    channel: 'web',
    callerName: '李春',
    phone: '17000000015',
    ...asked('租期差一天满半年，许可科说不行', 'short-lease'),
  },
  { channel: 'call', callerName: '周莉', phone: '17000000016', ...asked('营业前消防检查要等多久', 'fire-check') },
  {
    channel: 'walk-in',
    isAnonymous: true,
    words: '隔壁夜里装修吵，物业不管',
    question: { outcome: 'out-of-scope', reason: 'civil-dispute' },
  },
  {
    channel: 'call',
    callerName: '吴刚',
    phone: '17000000017',
    ...asked('前面那家没搬走执照，我的地址填不上', 'former-tenant'),
  },
  {
    channel: 'hotline-12345',
    callerName: '郑洁',
    phone: '17000000018',
    ...asked('热线转来：注销清税要跑几个窗口', 'tax-days'),
  },
  { channel: 'call', callerName: '冯涛', phone: '17000000012', ...asked('材料能不能先放在窗口', 'keep-papers') },
  {
    channel: 'call',
    callerName: '陈静',
    phone: '17000000019',
    words: '预付卡备案注销之后，存管的钱几天到账',
    question: { outcome: 'call-back', note: '问商务委：预付卡存管资金退出要几个工作日' },
  },
]

/** Answers and what was asked lately, each contact through the door of reception, up to this moment. */
export async function loadSampleReceptionWhenNone(real: Deps): Promise<void> {
  const { rows } = await sql`
    select from contact where center_id = ${SAMPLE_CENTER_ID}
    union all select from qa where center_id = ${SAMPLE_CENTER_ID} limit 1
  `.execute(real.db)
  if (rows.length > 0) return
  const now = real.clock()
  const { calendar } = await loadCenterRules(real.db, SAMPLE_CENTER_ID)
  const sessionFor = sampleSessions(await loadDirectory(real.db, SAMPLE_CENTER_ID), now)
  await inTransaction(real.db, (tx) => insertSampleAnswers(tx, now))
  const officers = [sessionFor(samplePeople.officer1), sessionFor(samplePeople.officer2)]
  const start = instantAt(addDays(localDateOf(now), -12), '09:00') // longer than any holiday
  const apart = Math.floor(workingMinutesBetween(calendar, start, now) / (calls.length + 1))
  for (const [index, { question, words, ...call }] of calls.entries()) {
    const takenAt = addWorkingMinutes(calendar, start, apart * (index + 1))
    const session = officers[index % officers.length]
    if (!session) continue
    const deps = { ...real, clock: settableClock(takenAt).clock }
    const input = ContactInput.parse({
      ...call,
      takenAt,
      questions: [{ questionId: real.newId(), words, ...question }],
    })
    const asker = { centerId: SAMPLE_CENTER_ID, actor: session.actor, locale: 'zh' as const, key: real.newId() }
    await save(deps, { session, asker, contactId: real.newId() }, input)
  }
}
