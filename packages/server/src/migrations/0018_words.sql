-- Of the files that were sent with a task, those that whoever holds the link may read.
alter table task_link add column file_ids text[] not null default '{}';
