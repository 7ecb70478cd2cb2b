-- 休假: also without a stand-in, with a note, changed and withdrawn; and who entered what is kept.
alter table absence alter column stand_in_id drop not null;
alter table absence add column note text not null default '';
alter table absence add column withdrawn_at timestamptz;
-- Whether the clock has looked at what waits for them since they went and since they came back (escalation/staff.ts).
alter table absence add column is_begin_seen boolean not null default false;
alter table absence add column is_end_seen boolean not null default false;
create index absence_begins on absence (from_at) where not is_begin_seen;
create index absence_ends on absence (until_at) where not is_end_seen;

create table absence_change (
  center_id text not null,
  absence_id text not null,
  number integer not null check (number > 0),
  way text not null check (way in ('entered', 'changed', 'ended', 'withdrawn')),
  from_at timestamptz not null,
  until_at timestamptz not null,
  stand_in_id text,
  note text not null,
  by_person_id text not null,
  at timestamptz not null,
  primary key (center_id, absence_id, number),
  foreign key (center_id, absence_id) references absence,
  foreign key (center_id, by_person_id) references person
);
insert into absence_change
  select center_id, absence_id, 1, 'entered', from_at, until_at, stand_in_id, note, created_by, created_at from absence;
call make_append_only('absence_change');

-- Somebody came, left, changed their unit or role: what waits for them may have nobody any more, or somebody again.
create table staff_change (
  number bigint generated always as identity primary key,
  center_id text not null references center,
  person_id text not null,
  unit_id text not null,
  role text not null
);

create function note_account_change() returns trigger language plpgsql as $$
begin
  insert into staff_change (center_id, person_id, unit_id, role)
    select distinct p.center_id, p.person_id, p.unit_id, known.role
    from person p, (values (new.role), (case when tg_op = 'UPDATE' then old.role else new.role end)) as known (role)
    where p.center_id = new.center_id and p.person_id = new.person_id;
  return new;
end $$;
create trigger account_changed after insert or update of role, disabled_at on account
  for each row execute function note_account_change();

create function note_move() returns trigger language plpgsql as $$
begin
  insert into staff_change (center_id, person_id, unit_id, role)
    select a.center_id, a.person_id, moved.unit_id, a.role
    from account a, (values (new.unit_id), (old.unit_id)) as moved (unit_id)
    where a.center_id = new.center_id and a.person_id = new.person_id;
  return new;
end $$;
create trigger person_moved after update of unit_id on person
  for each row when (old.unit_id <> new.unit_id) execute function note_move();

-- 代办: for whom a call-back or a complaint was settled.
alter table reception_task_entry add column on_behalf_of text;
