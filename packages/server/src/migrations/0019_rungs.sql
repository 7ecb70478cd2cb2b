-- 签收: an instruction and the papers of its rungs are signed for like those of a case, and a paper says what it said when it was sent.

alter table instruction_alarm add column rung_name text; -- as the centre called it then
alter table instruction_alarm add column cause text check (cause in ('late', 'unsigned'));
alter table instruction_alarm add column until_at timestamptz; -- by when whoever was called has to see to it

create table instruction_receipt (
  center_id text not null,
  task_id text not null,
  paper_number text, -- null: the instruction itself
  person_id text not null,
  at timestamptz not null,
  unique nulls not distinct (center_id, task_id, paper_number),
  foreign key (center_id, task_id) references instruction_task on delete restrict,
  foreign key (center_id, paper_number) references instruction_alarm (center_id, paper_number) on delete restrict,
  foreign key (center_id, person_id) references person on delete restrict
);
call make_append_only('instruction_receipt');
