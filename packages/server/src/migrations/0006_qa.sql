-- Questions and answers (知识库) in versions, synonyms, what readers report, one-time notices, and who changed what.

create table qa (
  center_id text not null references center on delete restrict,
  qa_id text not null,
  version integer not null check (version > 0),
  is_current boolean not null,
  -- 下架: no longer found, kept for those who were answered with it
  is_retired boolean not null default false,
  question text not null check (question <> ''),
  answer text not null check (answer <> ''),
  paraphrases text[] not null default '{}', -- 相似问法
  keywords text[] not null default '{}',
  category text not null default '', -- 类目路径, levels separated by /
  department_name text not null default '', -- 问答提供部门, as the file calls it
  unit_id text, -- the unit that keeps the answer
  keeper_id text,
  item_id text,
  area text not null default '',
  link text not null default '',
  valid_from date,
  valid_to date,
  since timestamptz not null,
  primary key (center_id, qa_id, version),
  foreign key (center_id, unit_id) references unit on delete restrict,
  foreign key (center_id, keeper_id) references person on delete restrict,
  constraint qa_valid_in_order check (valid_from <= valid_to)
);
create unique index qa_current_once on qa (center_id, qa_id) where is_current;
-- The same question for the same area has one answer; it is also how a second import finds the first.
create unique index qa_question_once on qa (center_id, question, area) where is_current and not is_retired;
create index qa_of_item on qa (center_id, item_id) where is_current;

-- 同义词: words that mean the same at this centre; whoever asks for one finds the others.
create table synonym (
  center_id text not null references center on delete restrict,
  synonym_id text not null,
  words text[] not null check (cardinality(words) between 2 and 20),
  primary key (center_id, synonym_id)
);

-- 答案有误/缺失: what a reader says is wrong or missing; open until its keeper has settled it.
create table catalogue_report (
  center_id text not null references center on delete restrict,
  report_id text not null,
  subject_kind text not null check (subject_kind in ('item', 'qa', 'unit', 'person', 'nothing-found')),
  subject_id text,
  subject_name text not null,
  fault text not null check (fault in ('wrong', 'missing')),
  note text not null default '',
  reported_by text not null,
  reported_at timestamptz not null,
  keeper_unit_id text,
  due_at timestamptz not null,
  settled_at timestamptz,
  settled_by text,
  settlement text not null default '',
  primary key (center_id, report_id),
  foreign key (center_id, reported_by) references person on delete restrict,
  foreign key (center_id, settled_by) references person on delete restrict,
  constraint report_settled_by_somebody check ((settled_at is null) = (settled_by is null))
);
create index catalogue_report_open on catalogue_report (center_id, due_at) where settled_at is null;
-- The same person says it once.
create unique index catalogue_report_once on catalogue_report (center_id, subject_kind, subject_id, reported_by)
  where settled_at is null and subject_id is not null;

-- 一次性告知: in one matter of one applicant once; again only with the reason of a supervisor.
create table notice (
  center_id text not null references center on delete restrict,
  notice_id text not null,
  -- who and what the notice is about, as a digest: the table names nobody
  matter_digest text not null,
  item_id text not null,
  item_version integer not null,
  case_id text,
  -- what the person was told, without any personal data
  content jsonb not null,
  given_by text not null,
  given_at timestamptz not null,
  repeat_reason text,
  allowed_by text,
  link_digest text unique,
  link_ends_at timestamptz,
  primary key (center_id, notice_id),
  foreign key (center_id, item_id, item_version) references item on delete restrict,
  foreign key (center_id, given_by) references person on delete restrict,
  foreign key (center_id, allowed_by) references person on delete restrict,
  constraint repeat_is_allowed_with_reason check ((repeat_reason is null) = (allowed_by is null))
);
create unique index notice_told_once on notice (center_id, matter_digest) where repeat_reason is null;
create index notice_of_matter on notice (center_id, matter_digest, given_at);

-- A file that was read but not yet imported: what a person confirms is what they were shown.
create table knowledge_import (
  center_id text not null references center on delete restrict,
  import_id text not null,
  person_id text not null,
  kind text not null check (kind in ('qa', 'directory')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  entries jsonb not null,
  preview jsonb not null,
  primary key (center_id, import_id),
  foreign key (center_id, person_id) references person on delete restrict
);

-- Who changed what in the catalogue and the directory, from what into what.
create table catalogue_change (
  center_id text not null references center on delete restrict,
  change_id text not null,
  subject_kind text not null check (subject_kind in ('item', 'qa', 'unit', 'person', 'synonym')),
  subject_id text not null,
  version integer,
  at timestamptz not null,
  person_id text not null,
  way text not null check (way in ('edited', 'imported', 'retired')),
  before jsonb,
  after jsonb,
  primary key (center_id, change_id),
  foreign key (center_id, person_id) references person on delete restrict
);
create index catalogue_change_of_subject on catalogue_change (center_id, subject_kind, subject_id, at desc);
call make_append_only('catalogue_change');

-- What searches keep in memory follows every row, whoever changes it: told when the transaction commits.
create function announce_found() returns trigger language plpgsql as $$
declare
  changed jsonb := to_jsonb(coalesce(new, old));
begin
  perform pg_notify('bancheng_found', json_build_object(
    'centerId', changed ->> 'center_id', 'kind', tg_argv[0], 'id', changed ->> (tg_argv[0] || '_id'))::text);
  return null;
end $$;
create trigger announce_found after insert or update or delete on item for each row execute function announce_found('item');
create trigger announce_found after insert or update or delete on qa for each row execute function announce_found('qa');
create trigger announce_found after insert or update or delete on organisation for each row execute function announce_found('organisation');
create trigger announce_found after insert or update or delete on unit for each row execute function announce_found('unit');
create trigger announce_found after insert or update or delete on person for each row execute function announce_found('person');
create trigger announce_found after insert or update or delete on synonym for each row execute function announce_found('synonym');

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update, delete on qa, synonym, catalogue_report, notice, knowledge_import to bancheng_app;
    grant select, insert on catalogue_change to bancheng_app;
  end if;
end $$;
