-- Keeping the directory: who left is found no more and stays for what names them; organisations have a history too.

alter table person add column retired_at timestamptz;

alter table catalogue_change
  drop constraint catalogue_change_subject_kind_check,
  add constraint catalogue_change_subject_kind_check
    check (subject_kind in ('item', 'qa', 'organisation', 'unit', 'person', 'synonym'));
