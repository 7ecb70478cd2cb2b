import { InboxRow } from '@bancheng/core/cases/view.ts'
import type { TaskKind } from '@bancheng/core/cases/words.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { rungTitle } from '@bancheng/core/policy/rungs.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import type { Locale } from '@bancheng/core/texts/refusals.ts'
import { type Names, sayWho } from '@bancheng/core/texts/sentences.ts'
import { sql } from 'kysely'
import { loadNames } from '../directory/names.ts'
import { absentBehind } from '../directory/presence.ts'
import type { Db } from '../platform/db.ts'
import { loadCalendar } from '../policy/center.ts'
import type { Asker } from './execute.ts'
import { visible } from './scope.ts'

/** More than anybody does in a day; the ledger shows the rest. */
const LIMIT = 500

/** The keys under which tasks wait for this person (indexes.ts `partyKey`). */
function keysOf(actor: PersonActor, isMine: boolean): string[] {
  const own = [`person:${actor.personId}`]
  if (isMine) return own
  if (actor.role === 'liaison') return [...own, `unit:${actor.unitId}`]
  if (actor.role === 'officer') return [...own, `unit:${actor.unitId}`, 'role:window']
  if (actor.role === 'supervisor') return [...own, `unit:${actor.unitId}`, 'role:window', 'role:supervisor']
  if (actor.role === 'leader') return [...own, 'role:leader']
  return own
}

type Waiting = Record<string, unknown> & {
  readonly party: InboxRow['party']
  readonly dueAt: InboxRow['dueAt']
  readonly partyKey: string
  readonly ownerId: string
  readonly supervised: Supervised | null
}
/** What a supervision is about, and the rung that called for it; none where nobody is there to do it. */
type Supervised = {
  readonly kind: TaskKind
  readonly party: InboxRow['party']
  readonly rung: string | null
  readonly name: string | null
}

/** Two supervisions of one case ask for the same: whose task it is, and how high it has climbed, tells them apart. */
function sayAbout({ supervised, ownerId }: Waiting, names: Names, locale: Locale): string | null {
  if (!supervised) return null
  const { kind, party, rung, name } = supervised
  const whose = `${sayWho(party, ownerId, names, locale)} · ${labelOf('taskKind', kind, locale)}`
  return rung ? `${rungTitle(rung, name ?? undefined, locale)}${locale === 'zh' ? '：' : ': '}${whose}` : whose
}

/** What waits for me, for my unit and for whom I stand in: open tasks by due time, so that what is late stands on top. */
export async function inboxOf(
  db: Db,
  asker: Asker & { actor: PersonActor },
  filter: { kind?: TaskKind[] | undefined; mine?: boolean | undefined },
  now: Instant,
): Promise<{ rows: InboxRow[]; late: number }> {
  const absent = await absentBehind(db, asker.centerId, asker.actor, now)
  const absentNames = new Map(absent.map(({ personId, name }) => [`person:${personId}`, name]))
  const keys = [...keysOf(asker.actor, filter.mine ?? false), ...absentNames.keys()]
  const { rows } = await sql<Waiting>`
    select t.case_id as "caseId", r.case_no as "caseNo", t.task_id as "taskId", t.kind, t.party, t.party_key as "partyKey", t.ask, r.want,
      r.applicant_name as "applicantName", r.owner_id as "ownerId", t.opened_at as "openedAt", t.due_at as "dueAt",
      coalesce(t.due_at < ${now}, false) as "isLate", t.signed_at is not null as "isSigned", r.status, r.level,
      case when t.kind = 'oversee' then (
        select jsonb_build_object('kind', s -> 'kind', 'party', s -> 'party', 'rung', e -> 'rung', 'name', e -> 'name')
        from jsonb_array_elements(r.state -> 'tasks') o
          join jsonb_array_elements(r.state -> 'tasks') s on s ->> 'taskId' = o ->> 'subjectId'
          left join jsonb_array_elements(r.state -> 'escalations') e on e ->> 'supervisionTaskId' = o ->> 'taskId'
        where o ->> 'taskId' = t.task_id limit 1) end as supervised
    from task t join case_record r using (center_id, case_id)
    where t.center_id = ${asker.centerId} and t.state = 'open' and t.party_key = any(${keys}) and ${visible(asker.actor)}
      -- Whoever handled the case does not ask how it went: it waits for their colleagues.
      and not (t.kind = 'follow-up' and r.state -> 'handlerIds' ? ${asker.actor.personId})
      and (${filter.kind ?? null}::text[] is null or t.kind = any(${filter.kind ?? null}))
    order by t.due_at nulls last, t.opened_at, t.task_id
    limit ${LIMIT}
  `.execute(db)
  const calendar = await loadCalendar(db, asker.centerId)
  const names = await loadNames(db, asker.centerId)
  const shown = rows.map((row) =>
    InboxRow.parse({
      ...row,
      isProvisional: isProvisional(calendar, row.dueAt),
      who: sayWho(row.party, row.ownerId, names, asker.locale),
      about: sayAbout(row, names, asker.locale),
      onBehalfOf: absentNames.get(row.partyKey) ?? null,
    }),
  )
  return { rows: shown, late: shown.filter((row) => row.isLate).length }
}
