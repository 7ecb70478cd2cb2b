-- 月度阅批: the list of a month as it froze, what was taken off it and why, instructions and what became of them.

-- The document holds the counts as they froze and the policy that they were judged by.
create table review (
  center_id text not null references center on delete restrict,
  month text not null check (month ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
  frozen_at timestamptz not null,
  frozen_by text not null, -- a name, or the system's clock
  document jsonb not null,
  primary key (center_id, month)
);
call make_append_only('review');

-- A case as it stood: its version names the log up to which the page is read, so nothing of the log is kept twice.
create table review_entry (
  center_id text not null,
  month text not null,
  case_id text not null,
  case_version integer not null,
  position integer not null,
  causes text[] not null check (cardinality(causes) > 0),
  unit_id text, -- held it longest; null: the window
  holdings jsonb not null,
  primary key (center_id, month, case_id),
  foreign key (center_id, month) references review on delete restrict,
  -- deferred: `rebuild` makes the row of a case again within one transaction
  foreign key (center_id, case_id) references case_record deferrable initially deferred
);
create index review_entry_case on review_entry (center_id, case_id);
call make_append_only('review_entry');

create table review_removal (
  center_id text not null,
  month text not null,
  case_id text not null,
  reason text not null check (length(btrim(reason)) >= 5),
  removed_by text not null,
  removed_at timestamptz not null,
  primary key (center_id, month, case_id),
  foreign key (center_id, month, case_id) references review_entry on delete restrict,
  foreign key (center_id, removed_by) references person on delete restrict
);
call make_append_only('review_removal');

-- 批示. Without cases it is about the month as a whole.
create table instruction (
  center_id text not null,
  instruction_id text not null,
  month text not null,
  text text not null,
  given_by text not null,
  given_at timestamptz not null,
  primary key (center_id, instruction_id),
  foreign key (center_id, month) references review on delete restrict,
  foreign key (center_id, given_by) references person on delete restrict
);
create index instruction_month on instruction (center_id, month);
call make_append_only('instruction');

create table instruction_case (
  center_id text not null,
  instruction_id text not null,
  month text not null,
  case_id text not null,
  primary key (center_id, instruction_id, case_id),
  foreign key (center_id, instruction_id) references instruction on delete restrict,
  foreign key (center_id, month, case_id) references review_entry on delete restrict
);
create index instruction_case_entry on instruction_case (center_id, month, case_id);
call make_append_only('instruction_case');

-- 督办任务: one for each party. What was said about it stands in instruction_entry and is never changed.
create table instruction_task (
  center_id text not null,
  task_id text not null,
  instruction_id text not null,
  party jsonb not null,
  party_key text not null, -- unit:…, role:supervisor
  state text not null check (state in ('open', 'answered', 'accepted')),
  due_at timestamptz not null,
  primary key (center_id, task_id),
  unique (center_id, instruction_id, party_key),
  foreign key (center_id, instruction_id) references instruction on delete restrict
);
create index instruction_task_waiting on instruction_task (center_id, due_at) where state <> 'accepted';

create table instruction_entry (
  center_id text not null,
  task_id text not null,
  position integer not null,
  kind text not null check (kind in ('answered', 'accepted', 'sent-back')),
  text text not null,
  person_id text not null,
  at timestamptz not null,
  primary key (center_id, task_id, position),
  foreign key (center_id, task_id) references instruction_task on delete restrict,
  foreign key (center_id, person_id) references person on delete restrict
);
call make_append_only('instruction_entry');

-- What a month's list is looked for by; each holds only what the list may need, so that a million cases cost nothing.
create index task_carried_late on task (center_id, ended_at)
  where kind in ('accept', 'handle', 'strike-off') and ended_at > due_at;
create index task_carried_open on task (center_id, due_at) where kind in ('accept', 'handle', 'strike-off') and state = 'open';
create index case_event_returned on case_event (center_id, at) where type = 'TaskReturned';
create index case_event_reopened on case_event (center_id, at) where type = 'CaseReopened';
create index case_event_dissatisfied on case_event (center_id, at)
  where type = 'FollowUpRecorded' and (payload -> 'satisfaction' in ('1', '2') or payload -> 'solved' = 'false');
