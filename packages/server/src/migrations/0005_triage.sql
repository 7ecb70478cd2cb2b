-- What triage learnt of each centre, and what it suggested beside what people chose. All of it can be learnt again.

create table triage_model (
  center_id text primary key references center on delete cascade,
  learnt_at timestamptz not null,
  -- the cases that were closed and the items that were changed up to here are in it
  learnt_until timestamptz not null,
  cases integer not null,
  items integer not null,
  model bytea not null
);

-- One row for each registered case. Suggested before the case could be learnt from, so that the hit rate is honest.
create table triage_choice (
  center_id text not null references center on delete cascade,
  case_id text not null,
  suggested_at timestamptz not null,
  suggested_item_ids text[] not null,
  suggested_organisation_ids text[] not null,
  suggested_pains text[] not null,
  suggested_categories text[] not null,
  chosen_item_id text,
  chosen_category text,
  chosen_pain text not null,
  -- the organisation of the unit that was asked first; null as long as nobody was
  chosen_organisation_id text,
  -- the case as it stood then is what was read; a later change is read again
  read_at timestamptz not null,
  -- no foreign key: the rows of case_record are deleted and made again by a rebuild
  primary key (center_id, case_id)
);
create index triage_choice_at on triage_choice (center_id, suggested_at);
create index case_record_closed on case_record (center_id, closed_at) where closed_at is not null;

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update, delete on triage_model, triage_choice to bancheng_app;
  end if;
end $$;
