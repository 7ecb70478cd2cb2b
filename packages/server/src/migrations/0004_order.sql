-- 办理顺序: a goal with its steps, in versions. One document each: it is checked, read and advised from as a whole.

create table order_goal (
  center_id text not null references center on delete restrict,
  goal_id text not null,
  version integer not null check (version > 0),
  is_current boolean not null,
  document jsonb not null,
  since timestamptz not null,
  -- null: it came with the centre
  changed_by text,
  primary key (center_id, goal_id, version),
  foreign key (center_id, changed_by) references person on delete restrict
);
create unique index order_goal_current_once on order_goal (center_id, goal_id) where is_current;

do $$ begin
  if exists (select from pg_roles where rolname = 'bancheng_app') then
    grant select, insert, update, delete on order_goal to bancheng_app;
  end if;
end $$;
