-- Policy and calendar (规定与工作日历): who put a version in force, and every change of the hours with its reason.

alter table policy
  add column added_at timestamptz,
  add column added_by text,
  add column note text not null default '',
  -- null: it came with the centre
  add foreign key (center_id, added_by) references person on delete restrict;

-- 工作日历: the centre's own (unit_id empty) or a unit's. A unit without a document keeps the centre's hours again.
create table calendar_change (
  center_id text not null references center on delete restrict,
  unit_id text not null default '',
  version integer not null check (version > 0),
  document jsonb,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (center_id, unit_id, version),
  foreign key (center_id, changed_by) references person on delete restrict,
  constraint centre_has_hours check (unit_id <> '' or document is not null)
);
call make_append_only('calendar_change');

-- A changed calendar moves the dates of every open case: noted with the change, done behind it, taken up again after a crash.
create table due_recomputation (
  center_id text not null references center on delete restrict,
  recomputation_id text not null,
  reason text not null,
  requested_at timestamptz not null,
  after_case text not null default '',
  seen integer not null default 0,
  moved integer not null default 0,
  ended_at timestamptz,
  primary key (center_id, recomputation_id)
);
create index due_recomputation_open on due_recomputation (requested_at) where ended_at is null;
