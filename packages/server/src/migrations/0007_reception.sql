-- Reception (接待): contacts with their questions, what is owed because of them, and the telephone.

create table contact (
  center_id text not null references center on delete restrict,
  contact_id text not null,
  state text not null check (state in ('open', 'parked', 'saved')),
  channel text not null check (channel in ('call', 'walk-in', 'web', 'letter', 'hotline-12345')),
  caller_name text not null,
  is_anonymous boolean not null,
  phone jsonb, -- sealed
  phone_digest text,
  questions jsonb not null,
  -- 被投诉人: they do not see this contact
  about_people text[] not null default '{}',
  taken_by text not null,
  taken_at timestamptz not null,
  changed_at timestamptz not null,
  saved_at timestamptz,
  call_id text,
  -- opened by a ring and not yet touched by a hand
  is_blank boolean not null default false,
  primary key (center_id, contact_id),
  foreign key (center_id, taken_by) references person on delete restrict,
  constraint contact_saved_at_a_moment check ((state = 'saved') = (saved_at is not null))
);
create index contact_saved on contact (center_id, saved_at desc, contact_id) where state = 'saved';
create index contact_unsaved on contact (center_id, taken_by) where state <> 'saved';
create index contact_phone on contact (center_id, phone_digest, taken_at desc) where phone_digest is not null;
create index contact_call on contact (center_id, call_id) where call_id is not null;

-- What was saved stands: who was told what is never written anew.
create function refuse_change_of_saved_contact() returns trigger language plpgsql as $$
begin
  if old.state = 'saved' then
    raise exception 'a saved contact is never changed or deleted' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger saved_contact_stands before update or delete on contact
  for each row execute function refuse_change_of_saved_contact();

-- The case that a question became, found from either side.
create table contact_case (
  center_id text not null,
  contact_id text not null,
  question_id text not null,
  case_id text not null,
  primary key (center_id, contact_id, question_id),
  foreign key (center_id, contact_id) references contact on delete restrict,
  foreign key (center_id, case_id) references case_record deferrable initially deferred
);
create index contact_case_case on contact_case (center_id, case_id);
call make_append_only('contact_case');

-- One call, as its events tell it.
create table call_record (
  center_id text not null references center on delete restrict,
  call_id text not null,
  extension text not null,
  phone jsonb, -- sealed; null where the caller withheld it
  phone_digest text,
  ringing_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  recording text,
  first_heard_at timestamptz not null,
  primary key (center_id, call_id)
);
create index call_record_newest on call_record (center_id, first_heard_at desc, call_id);

-- Every event that a telephone exchange told, once; the number is sealed in call_record only.
create table telephony_event (
  center_id text not null,
  event_id text not null,
  call_id text not null,
  type text not null check (type in ('ringing', 'answered', 'ended')),
  extension text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  source text not null check (source in ('http', 'sip')),
  primary key (center_id, event_id),
  foreign key (center_id, call_id) references call_record on delete restrict deferrable initially deferred
);
call make_append_only('telephony_event');

-- 分机: who sits where now.
create table extension (
  center_id text not null references center on delete restrict,
  extension text not null,
  person_id text not null,
  since timestamptz not null,
  primary key (center_id, extension),
  foreign key (center_id, person_id) references person on delete restrict
);
create index extension_person on extension (center_id, person_id);

-- 待回电、未接来电、投诉: what reception owes, each with a due time.
create table reception_task (
  center_id text not null references center on delete restrict,
  task_id text not null,
  kind text not null check (kind in ('call-back', 'missed-call', 'complaint')),
  state text not null check (state in ('open', 'done', 'withdrawn')),
  party jsonb not null,
  party_key text not null,
  about_person_id text,
  ask text not null,
  contact_id text,
  question_id text,
  call_id text,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  primary key (center_id, task_id),
  foreign key (center_id, contact_id) references contact on delete restrict,
  foreign key (center_id, call_id) references call_record on delete restrict,
  constraint reception_task_never_waits_for_its_subject check (about_person_id is null or party_key <> 'person:' || about_person_id),
  constraint reception_task_has_a_source check (contact_id is not null or call_id is not null),
  constraint reception_task_ended_at_a_moment check ((state = 'open') = (ended_at is null))
);
create index reception_task_inbox on reception_task (center_id, due_at) where state = 'open';
-- A call is missed once, and one call-back is owed for it.
create unique index reception_task_missed_once on reception_task (center_id, call_id) where kind = 'missed-call' and state = 'open';

-- Every try and every end of a task: nothing of it is written anew.
create table reception_task_entry (
  center_id text not null,
  task_id text not null,
  entry_id text not null,
  at timestamptz not null,
  person_id text,
  outcome text not null check (outcome in ('done', 'not-reached', 'given-up', 'withdrawn')),
  note text not null,
  primary key (center_id, task_id, entry_id),
  foreign key (center_id, task_id) references reception_task on delete restrict
);
call make_append_only('reception_task_entry');

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update, delete on contact, call_record, extension, reception_task to bancheng_app;
    grant select, insert on contact_case, telephony_event, reception_task_entry to bancheng_app;
  end if;
end $$;
