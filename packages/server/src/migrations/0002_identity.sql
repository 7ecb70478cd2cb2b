-- Who there is, who may sign in, and who looked at what.

create table organisation (
  center_id text not null references center,
  organisation_id text not null,
  code text not null,
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('centre', 'bureau', 'information-centre', 'courier', 'other')),
  level text not null check (level in ('district', 'city', 'province', 'nation', 'outside')),
  superior_organisation_id text,
  address text not null,
  duties text not null,
  sort_order integer not null,
  search_text text not null,
  primary key (center_id, organisation_id),
  foreign key (center_id, superior_organisation_id) references organisation deferrable initially deferred
);

create table unit (
  center_id text not null,
  unit_id text not null,
  organisation_id text not null,
  name text not null,
  duties text not null,
  phones jsonb not null,
  sort_order integer not null,
  search_text text not null,
  primary key (center_id, unit_id),
  foreign key (center_id, organisation_id) references organisation
);
create index unit_organisation on unit (center_id, organisation_id);

create table person (
  center_id text not null,
  person_id text not null,
  unit_id text not null,
  name text not null,
  title text not null,
  phones jsonb not null,
  sort_order integer not null,
  search_text text not null,
  primary key (center_id, person_id),
  foreign key (center_id, unit_id) references unit
);
create index person_unit on person (center_id, unit_id);

create table account (
  center_id text not null,
  person_id text not null,
  sign_in_name text not null check (sign_in_name = lower(sign_in_name)),
  role text not null,
  password_hash text not null,
  former_hashes jsonb not null default '[]',
  password_changed_at timestamptz not null,
  must_change_password boolean not null,
  created_at timestamptz not null,
  disabled_at timestamptz,
  primary key (center_id, person_id),
  unique (center_id, sign_in_name),
  foreign key (center_id, person_id) references person
);

create table session (
  center_id text not null,
  session_id text not null,
  token_hash text not null unique,
  person_id text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (center_id, session_id),
  foreign key (center_id, person_id) references account
);

-- Belongs to no centre: a wrong name has none.
create table sign_in_failure (
  throttle_key text primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);

-- center_id is '-' where nobody can say: a failed sign-in under a name that no centre has.
create table audit_entry (
  center_id text not null,
  audit_id text not null,
  at timestamptz not null,
  person_id text,
  person_name text not null,
  role text,
  action text not null,
  object_kind text,
  object_id text,
  is_success boolean not null,
  address text,
  facts jsonb not null,
  primary key (center_id, audit_id)
);
create index audit_entry_at on audit_entry (center_id, at desc, audit_id desc);
create index audit_entry_object on audit_entry (center_id, object_id) where object_id is not null;
call make_append_only('audit_entry');
