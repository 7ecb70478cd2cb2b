-- The review: an instruction climbs the ladder like any other task; a case taken off a list can be put back, each for a reason.

-- What the clock said about an instruction, once under each name. A day that was set anew has names of its own.
create table instruction_alarm (
  center_id text not null,
  task_id text not null,
  name text not null,
  position integer not null,
  kind text not null check (kind in ('reminded', 'overdue', 'escalated', 'unmanned')),
  party jsonb not null, -- who was told
  party_key text not null,
  rung text,
  paper_kind text check (paper_kind in ('urging', 'supervision')),
  paper_number text,
  fell_at timestamptz not null, -- when it was due to be said
  at timestamptz not null,
  primary key (center_id, task_id, name),
  unique (center_id, task_id, position),
  unique (center_id, paper_number),
  check ((paper_kind is null) = (paper_number is null)),
  foreign key (center_id, task_id) references instruction_task on delete restrict
);
create index instruction_alarm_party on instruction_alarm (center_id, party_key, task_id) where kind = 'escalated';
call make_append_only('instruction_alarm');

-- The number of a task in its month, as its papers carry it.
alter table instruction_task add column number integer;
update instruction_task t set number = n.number from (
  select task_id, t.center_id, row_number() over (partition by t.center_id, i.month order by i.given_at, t.task_id) as number
  from instruction_task t join instruction i using (center_id, instruction_id)) n
where n.center_id = t.center_id and n.task_id = t.task_id;
alter table instruction_task alter column number set not null;

-- 移出名单 and 恢复: what was done last holds.
create table review_change (
  center_id text not null,
  month text not null,
  case_id text not null,
  position integer not null,
  kind text not null check (kind in ('removed', 'restored')),
  reason text not null check (length(btrim(reason)) >= 5),
  person_id text not null,
  at timestamptz not null,
  primary key (center_id, month, case_id, position),
  -- the first takes off, the next puts back, and so on
  check ((kind = 'removed') = (position % 2 = 1)),
  foreign key (center_id, month, case_id) references review_entry on delete restrict,
  foreign key (center_id, person_id) references person on delete restrict
);
insert into review_change (center_id, month, case_id, position, kind, reason, person_id, at)
select center_id, month, case_id, 1, 'removed', reason, removed_by, removed_at from review_removal;
call make_append_only('review_change');
drop table review_removal;
