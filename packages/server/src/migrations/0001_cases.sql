-- The log of every case, and the tables that are made from it. PostgreSQL 15 or newer.

-- The application's own role (platform/db.ts) reads and writes; what it may never do is taken from it again below.
do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant usage on schema public to bancheng_app;
    alter default privileges in schema public grant select, insert, update, delete on tables to bancheng_app;
    alter default privileges in schema public grant usage, select on sequences to bancheng_app;
  end if;
end $$;

-- 只增不改: a table whose rows stand for ever. The trigger holds for everyone, the missing right for the application.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation';
end $$;

create procedure make_append_only(table_name regclass) language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete on %s for each row execute function refuse_change()', table_name);
  execute format('create trigger never_emptied before truncate on %s for each statement execute function refuse_change()', table_name);
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    execute format('revoke update, delete, truncate on %s from bancheng_app', table_name);
  end if;
end $$;

create table center (
  center_id text primary key,
  letters text not null unique check (letters ~ '^[A-Z]{2,4}$'),
  name text not null,
  is_sample boolean not null default false,
  created_at timestamptz not null
);

-- 政策: a case keeps the version under which it was accepted, so none is ever changed.
create table policy (
  center_id text not null references center,
  version text not null,
  in_force_from timestamptz not null,
  document jsonb not null,
  primary key (center_id, version)
);
call make_append_only('policy');

create table working_calendar (
  center_id text primary key references center,
  document jsonb not null
);

-- 编号: the running number of each day.
create table case_number (
  center_id text not null references center,
  day date not null,
  last_number integer not null,
  primary key (center_id, day)
);

create table case_event (
  center_id text not null references center,
  case_id text not null,
  seq integer not null check (seq > 0),
  type text not null,
  version integer not null,
  at timestamptz not null,
  actor jsonb not null,
  policy_version text not null,
  payload jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (center_id, case_id, seq)
);
call make_append_only('case_event');

-- No gap, no fork: every event names the one before it.
create function check_event_follows() returns trigger language plpgsql as $$
declare
  last record;
begin
  select seq, hash into last from case_event
    where center_id = new.center_id and case_id = new.case_id order by seq desc limit 1;
  if new.seq <> coalesce(last.seq, 0) + 1 or new.prev_hash <> coalesce(last.hash, '') then
    raise exception 'event % of case % does not follow event %', new.seq, new.case_id, coalesce(last.seq, 0)
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger event_follows before insert on case_event for each row execute function check_event_follows();

-- The fold of the log, with what lists ask for beside it. Everything here can be made again from case_event.
create table case_record (
  center_id text not null references center,
  case_id text not null,
  version integer not null,
  state jsonb not null,
  case_no text not null,
  status text not null,
  pain text not null,
  grade text,
  channel text not null,
  applicant_name text not null,
  phone_digest text,
  phone_masked text,
  want text not null,
  item_id text,
  item_name text,
  owner_id text not null,
  registered_at timestamptz not null,
  due_at timestamptz,
  closed_at timestamptz,
  changed_at timestamptz not null,
  level integer not null,
  trips integer not null,
  result_kind text,
  unit_ids text[] not null, -- units that have or had a task: theirs is the right to see the case
  file_ids text[] not null, -- every file that the log of the case names
  search_text text not null,
  primary key (center_id, case_id),
  unique (center_id, case_no)
);
create index case_record_registered on case_record (center_id, registered_at desc, case_id desc);
create index case_record_changed on case_record (center_id, changed_at desc, case_id desc);
create index case_record_due on case_record (center_id, due_at, case_id) where closed_at is null;
create index case_record_owner on case_record (center_id, owner_id, registered_at desc);
create index case_record_status on case_record (center_id, status, registered_at desc);
create index case_record_phone on case_record (center_id, phone_digest) where phone_digest is not null;
create index case_record_units on case_record using gin (unit_ids);
create index case_record_files on case_record using gin (file_ids);

-- 待办: what anyone still has to do. Ended tasks stay, for the ledger of a unit.
create table task (
  center_id text not null,
  case_id text not null,
  task_id text not null,
  kind text not null,
  state text not null,
  party jsonb not null,
  -- The party as the inbox asks for it: unit:…, person:…, role:window, role:supervisor.
  party_key text not null,
  ask text not null,
  opened_at timestamptz not null,
  due_at timestamptz,
  signed_at timestamptz,
  ended_at timestamptz,
  primary key (center_id, case_id, task_id),
  foreign key (center_id, case_id) references case_record on delete cascade
);
create index task_inbox on task (center_id, party_key, due_at) where state = 'open';
-- 承办、受理、销号: one task carries the case, never two.
create unique index task_umbrella on task (center_id, case_id) where state = 'open' and kind in ('accept', 'handle', 'strike-off');

create table paper (
  center_id text not null,
  case_id text not null,
  paper_id text not null,
  receipt_no text not null,
  name text not null,
  state text not null,
  holder jsonb not null,
  place text not null,
  primary key (center_id, case_id, paper_id),
  foreign key (center_id, case_id) references case_record on delete cascade
);
create index paper_held on paper (center_id, place) where state = 'held';

create table delivery (
  center_id text not null,
  case_id text not null,
  delivery_id text not null,
  state text not null,
  waybill text,
  primary key (center_id, case_id, delivery_id),
  foreign key (center_id, case_id) references case_record on delete cascade
);
create index delivery_waybill on delivery (center_id, waybill) where waybill is not null;

-- 闭环: at the end of every transaction an ended case has no open task and an open one has at least one.
create function check_loop_is_closed() returns trigger language plpgsql as $$
declare
  record_status text;
  open_tasks bigint;
begin
  select status into record_status from case_record where center_id = new.center_id and case_id = new.case_id;
  if not found then return null; end if;
  select count(*) into open_tasks from task where center_id = new.center_id and case_id = new.case_id and state = 'open';
  if (record_status in ('closed', 'refused')) <> (open_tasks = 0) then
    raise exception 'case % is % with % open tasks', new.case_id, record_status, open_tasks using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger loop_is_closed after insert or update on case_record deferrable initially deferred
  for each row execute function check_loop_is_closed();
create constraint trigger loop_is_closed after insert or update on task deferrable initially deferred
  for each row execute function check_loop_is_closed();

-- 幂等: a repeated request has one effect and the same answer.
create table idempotency (
  center_id text not null references center,
  person_id text not null,
  key text not null,
  request_hash text not null,
  case_id text not null,
  version integer not null,
  at timestamptz not null,
  primary key (center_id, person_id, key)
);
create index idempotency_at on idempotency (at);
