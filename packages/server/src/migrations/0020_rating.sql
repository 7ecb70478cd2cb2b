-- 好差评: how the applicant rates a round of their case. The address can be read back only until it has been sent.
create table rating_link (
  center_id text not null references center on delete restrict,
  link_id text not null,
  case_id text not null,
  round integer not null check (round >= 0),
  token_hash text not null unique,
  token_sealed text, -- null once the SMS is with the provider
  issued_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > issued_at),
  openings integer not null default 0,
  last_opened_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  revoked_why text,
  primary key (center_id, link_id),
  check ((revoked_at is null) = (revoked_by is null) and (revoked_at is null) = (revoked_why is null)),
  foreign key (center_id, case_id) references case_record deferrable initially deferred,
  foreign key (center_id, revoked_by) references person on delete restrict
);
create index rating_link_of_case on rating_link (center_id, case_id, issued_at desc);
-- Asked once of each round.
create unique index rating_link_of_round on rating_link (center_id, case_id, round);

-- What a month's list is looked for by (0010_review.sql): a low rating by link counts as one by phone does.
create index case_event_rated_low on case_event (center_id, at)
  where type = 'CaseRated' and (payload -> 'satisfaction' in ('1', '2') or payload -> 'solved' = 'false');

-- 凭链接答复: wrong codes by where they came from, so that a stranger shuts out only themself.
create table task_link_guess (
  center_id text not null,
  link_id text not null,
  network text not null,
  wrong integer not null check (wrong > 0),
  primary key (center_id, link_id, network),
  foreign key (center_id, link_id) references task_link on delete cascade
);

-- 短信状态报告: what the provider said later of an SMS that it took; the first report stands.
alter table posting
  add column delivered_at timestamptz,
  add column undelivered_at timestamptz,
  add column undelivered_why text,
  add constraint posting_has_one_end check (delivered_at is null or undelivered_at is null);

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update on rating_link to bancheng_app;
    grant select, insert, update, delete on task_link_guess to bancheng_app;
  end if;
end $$;
