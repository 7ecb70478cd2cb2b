-- Calls: found by their number and with all of their events; one call-back for whoever was missed several times.

create index telephony_event_call on telephony_event (center_id, call_id);
create index telephony_event_newest on telephony_event (center_id, source, received_at desc);
create index call_record_phone on call_record (center_id, phone_digest) where phone_digest is not null;

-- Every missed call for which a call-back is owed.
create table reception_task_call (
  center_id text not null,
  task_id text not null,
  call_id text not null,
  added_at timestamptz not null,
  primary key (center_id, task_id, call_id),
  foreign key (center_id, task_id) references reception_task on delete restrict,
  foreign key (center_id, call_id) references call_record on delete restrict
);
create index reception_task_call_call on reception_task_call (center_id, call_id);
insert into reception_task_call (center_id, task_id, call_id, added_at)
  select center_id, task_id, call_id, opened_at from reception_task where kind = 'missed-call' and call_id is not null;
call make_append_only('reception_task_call');

-- Whom to call back, so that the same number is owed one call-back; null where it was withheld.
alter table reception_task add column caller_digest text;
update reception_task t set caller_digest = k.phone_digest
  from call_record k
  where (k.center_id, k.call_id) = (t.center_id, t.call_id) and t.kind = 'missed-call' and t.state = 'open'
    -- Of those that are owed twice already the first is found by its number; each of them stays owed.
    and not exists (
      select from reception_task o join call_record l on (l.center_id, l.call_id) = (o.center_id, o.call_id)
      where o.center_id = t.center_id and o.kind = 'missed-call' and o.state = 'open' and l.phone_digest = k.phone_digest
        and (o.opened_at, o.task_id) < (t.opened_at, t.task_id));
create unique index reception_task_one_call_back on reception_task (center_id, caller_digest)
  where kind = 'missed-call' and state = 'open' and caller_digest is not null;

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert on reception_task_call to bancheng_app;
  end if;
end $$;
