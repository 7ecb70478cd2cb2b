-- The ladder and being told: when the clock has to look, who stands in, what goes out.

-- Follows from log, policy and calendar; null once nothing can fall due any more. The clock looks at every open case once.
alter table case_record add column next_alarm_at timestamptz;
update case_record set state = state || '{"alarms": [], "escalations": []}',
  next_alarm_at = case when closed_at is null then registered_at end;
set constraints all immediate;
create index case_record_alarm on case_record (next_alarm_at, center_id, case_id) where next_alarm_at is not null;

-- A case whose alarms could not be sounded keeps them, and is tried again after a growing pause.
create table alarm_failure (
  center_id text not null references center,
  case_id text not null,
  attempts integer not null,
  last_error text not null, -- name of the fault, never a value
  failed_at timestamptz not null,
  retry_at timestamptz not null,
  primary key (center_id, case_id)
);

-- 请假代办: who stands in for whom, and for how long.
create table absence (
  center_id text not null,
  absence_id text not null,
  person_id text not null,
  stand_in_id text not null check (stand_in_id <> person_id),
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  created_by text not null,
  created_at timestamptz not null,
  primary key (center_id, absence_id),
  foreign key (center_id, person_id) references person,
  foreign key (center_id, stand_in_id) references person
);
create index absence_person on absence (center_id, until_at);

-- 发件箱: what a decision wants told, written with it. Its running number is the order of a case, whose row was locked.
create table outbox (
  number bigint generated always as identity primary key,
  center_id text not null references center,
  case_id text not null,
  tellings jsonb not null,
  at timestamptz not null
);

-- What stands in a person's in-app inbox of news; no personal data of applicants, only which case and what.
create table news (
  center_id text not null,
  news_id text not null,
  person_id text not null,
  topic text not null,
  case_id text not null,
  facts jsonb not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (center_id, news_id),
  foreign key (center_id, person_id) references person
);
create index news_person on news (center_id, person_id, at desc, news_id desc);
create index news_unread on news (center_id, person_id) where read_at is null;

-- Where and about what a person wants to be told. What the centre requires is not asked.
create table notification_choice (
  center_id text not null,
  person_id text not null,
  email text,
  mobile jsonb, -- sealed
  choices jsonb not null,
  primary key (center_id, person_id),
  foreign key (center_id, person_id) references person
);

create table webhook (
  center_id text not null references center,
  webhook_id text not null,
  name text not null,
  url text not null,
  secret_sealed text not null,
  topics text[] not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (center_id, webhook_id)
);

-- One thing on its way out. `recipient` is a person, or a webhook; those of one case and webhook go in order.
create table posting (
  center_id text not null references center,
  posting_id text not null,
  channel text not null check (channel in ('email', 'sms', 'webhook')),
  recipient text not null,
  case_id text not null,
  number bigint not null,
  topic text not null,
  body jsonb not null,
  is_digest boolean not null,
  not_before timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  sent_at timestamptz,
  dead_at timestamptz,
  primary key (center_id, posting_id),
  unique (center_id, channel, recipient, number, posting_id)
);
create index posting_waiting on posting (not_before, number) where sent_at is null and dead_at is null;
create index posting_order on posting (center_id, recipient, case_id, number) where sent_at is null and dead_at is null;
create index posting_dead on posting (center_id, dead_at desc) where dead_at is not null;
