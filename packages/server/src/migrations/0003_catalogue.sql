-- Service items (事项), their materials and the formatted forms, in versions: a case keeps the version that it was shown.
-- And the files that cases hold.

create table item (
  center_id text not null references center on delete restrict,
  item_id text not null,
  version integer not null check (version > 0),
  is_current boolean not null,
  organisation_id text not null,
  -- opaque: every province builds its own; what could be read out of it is in code_parts
  code text not null check (code <> ''),
  code_parts jsonb,
  name text not null check (name <> ''),
  group_name text not null default '',
  type_code text not null default '',
  type_name text not null default '',
  area_code text not null default '',
  department_code text not null default '',
  conditions text not null default '',
  promised jsonb,
  statutory jsonb,
  limit_note text not null default '',
  hall_window text not null default '',
  phones jsonb not null default '[]',
  fees text not null default '',
  since timestamptz not null,
  -- what a search looks at: pinyin initials of the name, and its pairs of characters (食品许可 finds 食品经营许可)
  initials text not null,
  bigrams text[] not null,
  primary key (center_id, item_id, version),
  foreign key (center_id, organisation_id) references organisation on delete restrict
);
create unique index item_current_once on item (center_id, item_id) where is_current;
create unique index item_code_once on item (center_id, code) where is_current;
create index item_of_organisation on item (center_id, organisation_id) where is_current;

create table item_material (
  center_id text not null,
  item_id text not null,
  version integer not null,
  material_id text not null,
  position integer not null,
  name text not null check (name <> ''),
  necessity text not null check (necessity in ('required', 'optional', 'deferrable')),
  is_principal boolean not null,
  form text not null check (form in ('original', 'copy')),
  copies integer not null check (copies between 0 and 99),
  condition text not null default '',
  note text not null default '',
  primary key (center_id, item_id, version, material_id),
  -- 主件不得容缺
  constraint principal_never_deferrable check (not (is_principal and necessity = 'deferrable')),
  foreign key (center_id, item_id, version) references item on delete cascade
);

create table form_definition (
  center_id text not null references center on delete restrict,
  form_id text not null,
  version integer not null check (version > 0),
  is_current boolean not null,
  title text not null,
  issued_by text not null,
  fields jsonb not null,
  primary key (center_id, form_id, version)
);
create unique index form_current_once on form_definition (center_id, form_id) where is_current;

-- A file that was read but not yet imported: what a person confirms is exactly what they were shown.
create table item_import (
  center_id text not null references center on delete restrict,
  import_id text not null,
  person_id text not null,
  file_name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  -- the rows as they were read; emptied once they are imported
  items jsonb not null,
  -- which columns the file had: what it had no column for stays as it was
  mapped text[] not null,
  -- the preview as the person was shown it
  preview jsonb not null,
  primary key (center_id, import_id),
  foreign key (center_id, person_id) references person on delete restrict
);

-- 附件: what a file is called and who brought it; the bytes lie under their own hash in the data folder.
create table file (
  center_id text not null references center on delete restrict,
  file_id text not null,
  name text not null check (name <> ''),
  media_type text not null,
  size bigint not null check (size > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by text not null,
  uploaded_at timestamptz not null,
  primary key (center_id, file_id),
  foreign key (center_id, uploaded_by) references person on delete restrict
);

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update, delete on item, item_material, form_definition, item_import, file to bancheng_app;
  end if;
end $$;
