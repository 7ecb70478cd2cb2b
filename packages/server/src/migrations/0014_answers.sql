-- What a reader reports is a task like any other: it has a party, a due time, and the clock climbs for it. So it does for
-- call-backs, missed calls and complaints.

alter table reception_task
  add column report_id text,
  add column next_alarm_at timestamptz,
  drop constraint reception_task_kind_check,
  add constraint reception_task_kind_check check (kind in ('call-back', 'missed-call', 'complaint', 'report')),
  drop constraint reception_task_has_a_source,
  add constraint reception_task_has_a_source check (num_nonnulls(contact_id, call_id, report_id) > 0),
  add foreign key (center_id, report_id) references catalogue_report on delete restrict;
-- The clock looks at every open one once, and then makes its next appointment.
update reception_task set next_alarm_at = opened_at where state = 'open';
set constraints all immediate;
create index reception_task_alarm on reception_task (next_alarm_at, center_id, task_id) where state = 'open';
create unique index reception_task_report_once on reception_task (center_id, report_id) where report_id is not null;

-- What the clock said, and who it was handed to, stands among the tries; each alarm is said once.
alter table reception_task_entry
  add column alarm text,
  add column to_party jsonb,
  drop constraint reception_task_entry_outcome_check,
  add constraint reception_task_entry_outcome_check check (outcome in (
    'done', 'not-reached', 'given-up', 'withdrawn', 'reminded', 'overdue', 'escalated', 'forwarded')),
  add constraint reception_task_entry_alarm_has_a_party check ((alarm is null) or (to_party is not null));
create unique index reception_task_alarm_once on reception_task_entry (center_id, task_id, alarm) where alarm is not null;

-- A report by the public names nobody. How it ended: in which version, or why not.
alter table catalogue_report
  alter column reported_by drop not null,
  add column subject_version integer,
  add column outcome text check (outcome in ('corrected', 'rejected')),
  add column corrected_version integer;
update catalogue_report set outcome = 'corrected' where settled_at is not null;
alter table catalogue_report
  add constraint report_settled_somehow check ((settled_at is null) = (outcome is null)),
  add constraint report_corrected_later check (corrected_version is null or subject_version is null
    or corrected_version > subject_version);

-- What was open already: a task of the unit that keeps the answer, or else of the head of the window.
insert into reception_task (center_id, task_id, kind, state, party, party_key, ask, report_id, opened_at, due_at, next_alarm_at)
select center_id, report_id, 'report', 'open',
  case when keeper_unit_id is null then '{"kind": "supervisor"}' else jsonb_build_object('kind', 'unit', 'unitId', keeper_unit_id) end,
  case when keeper_unit_id is null then 'role:supervisor' else 'unit:' || keeper_unit_id end,
  subject_name, report_id, reported_at, due_at, reported_at
from catalogue_report where settled_at is null;
alter table catalogue_report drop column keeper_unit_id, drop column due_at; -- the task has them
create index catalogue_report_unsettled on catalogue_report (center_id, reported_at) where settled_at is null;

-- What would have been suggested for each question of a contact, before it was learnt from, beside what answered it.
create table contact_choice (
  center_id text not null references center on delete cascade,
  contact_id text not null,
  question_id text not null,
  suggested_at timestamptz not null,
  suggested_keys text[] not null,
  suggested_outcomes text[] not null,
  chosen_keys text[] not null,
  chosen_outcome text not null,
  primary key (center_id, contact_id, question_id),
  foreign key (center_id, contact_id) references contact on delete restrict
);
create index contact_choice_at on contact_choice (center_id, suggested_at);

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update, delete on contact_choice to bancheng_app;
  end if;
end $$;
