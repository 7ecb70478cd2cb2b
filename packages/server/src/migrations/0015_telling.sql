-- Told by SMS: the applicant, what a notice is sent to, and in which language a person wants to be told.

alter table notification_choice add column locale text not null default 'zh' check (locale in ('zh', 'en'));

-- A notice from the guide belongs to no case.
alter table outbox alter column case_id drop not null;
alter table news alter column case_id drop not null;
alter table posting alter column case_id drop not null;
-- `recipient` is a person, a webhook, `applicant` (whoever the case is of), or `notice:` and its id: never a number.
alter table posting add column at timestamptz;
create index posting_of_case on posting (center_id, case_id, at) where channel = 'sms';
create index posting_of_notice on posting (center_id, recipient) where recipient like 'notice:%';

-- Where a notice goes by SMS: number and text with its link, sealed, and gone when it was sent; the mask stays.
alter table notice add column contact_id text, add column sms jsonb,
  add constraint notice_contact foreign key (center_id, contact_id) references contact on delete restrict;
create index notice_of_case on notice (center_id, case_id, given_at) where case_id is not null;
create index notice_of_contact on notice (center_id, contact_id, given_at) where contact_id is not null;

-- By what a matter is known again, whichever way the person comes: the case, the contact, the phone, the name.
create table notice_mark (
  center_id text not null,
  notice_id text not null,
  kind text not null check (kind in ('case', 'contact', 'phone', 'name', 'told')),
  digest text not null,
  primary key (center_id, notice_id, kind),
  foreign key (center_id, notice_id) references notice on delete restrict
);
create index notice_mark_digest on notice_mark (center_id, digest);
insert into notice_mark (center_id, notice_id, kind, digest)
  select center_id, notice_id, case when case_id is null then 'told' else 'case' end, matter_digest from notice;

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert on notice_mark to bancheng_app;
  end if;
end $$;
