-- 凭链接答复: one task, shown to somebody without an account. Neither the address nor the code can be read back.
create table task_link (
  center_id text not null references center on delete restrict,
  link_id text not null,
  case_id text not null,
  task_id text not null,
  recipient text not null check (recipient <> ''),
  organisation text not null check (organisation <> ''),
  token_hash text not null unique,
  code_digest text not null, -- keyed: six digits alone would soon be guessed from a copy of the table
  issued_by text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  wrong_codes integer not null default 0,
  pass_hash text, -- what the phone that gave the code keeps; the code is then spent
  openings integer not null default 0,
  last_opened_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  primary key (center_id, link_id),
  check ((revoked_at is null) = (revoked_by is null)),
  foreign key (center_id, case_id) references case_record deferrable initially deferred,
  foreign key (center_id, issued_by) references person on delete restrict,
  foreign key (center_id, revoked_by) references person on delete restrict
);
create index task_link_of_case on task_link (center_id, case_id, issued_at desc);
-- A second link for the same task ends the first.
create unique index task_link_at_hand on task_link (center_id, case_id, task_id) where used_at is null and revoked_at is null;

-- A file comes from a person, or from whoever held a link.
alter table file
  alter column uploaded_by drop not null,
  add column link_id text,
  add constraint file_link foreign key (center_id, link_id) references task_link on delete restrict,
  add constraint file_has_one_giver check ((uploaded_by is null) <> (link_id is null));
create index file_of_link on file (center_id, link_id) where link_id is not null;

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update on task_link to bancheng_app;
  end if;
end $$;
